//! `/api/processor/events`

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Method;
use serde_json::{Value, json};
use wire::paths::PROCESSOR_EVENTS;

use crate::server::WEBHOOK_SECRET;
use crate::{Answer, Server};

fn event() -> Value {
    json!({
        "id": "evt_1", "object": "event", "type": "customer.created", "created": 1_764_601_200,
        "livemode": false, "data": { "object": { "id": "cus_1", "object": "customer" } },
    })
}

/// The event, signed with `secret` at `at`, and sent with `body`.
async fn sent(server: &Server, secret: &str, at: DateTime<Utc>, body: &Value) -> Answer {
    let signed = serde_json::to_vec(&event()).expect("JSON");
    let header = processor_simulator::sign(&signed, at, secret);
    let body = serde_json::to_vec(body).expect("JSON");
    Answer::of(server.request(Method::POST, PROCESSOR_EVENTS).header("stripe-signature", header).body(body))
        .await
}

#[tokio::test]
async fn a_message_of_the_processor_is_heard_any_number_of_times() {
    let server = Server::start().await;
    let now = server.desk.real.now();
    for _ in 0..2 {
        assert_eq!(sent(&server, WEBHOOK_SECRET, now, &event()).await.status, 204);
    }
    let reader = server.desk.store.reader();
    assert!(store::webhook_events::is_known(&reader, "evt_1").await.expect("read"));
}

#[tokio::test]
async fn a_message_that_is_forged_changed_or_old_is_refused() {
    let server = Server::start().await;
    let now = server.desk.real.now();
    let mut changed = event();
    changed["id"] = "evt_2".into();
    for (secret, at, body) in [
        ("whsec_other", now, event()),
        (WEBHOOK_SECRET, now, changed),
        (WEBHOOK_SECRET, now - TimeDelta::seconds(301), event()),
    ] {
        let answer = sent(&server, secret, at, &body).await;
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (400, "bad-signature"));
    }
    let reader = server.desk.store.reader();
    assert!(!store::webhook_events::is_known(&reader, "evt_1").await.expect("read"));
}
