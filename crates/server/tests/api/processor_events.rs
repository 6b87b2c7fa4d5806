//! `/api/processor/events`

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Method;
use serde_json::{Value, json};
use server::service::processor_events::prune;
use store::webhook_events;
use test_support::{Answer, Server, WEBHOOK_SECRET};
use wire::paths::PROCESSOR_EVENTS;

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
    assert!(webhook_events::is_known(&reader, "evt_1").await.expect("read"));
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
    assert!(!webhook_events::is_known(&reader, "evt_1").await.expect("read"));
}

#[tokio::test]
async fn whoever_says_to_be_the_processor_may_say_it_so_often_and_no_more() {
    let limits =
        server::config::Limits { requests_per_second: std::num::NonZeroU32::MIN, ..test_support::generous() };
    let server = Server::with(limits).await;
    let mut statuses = Vec::new();
    for _ in 0..60 {
        let request =
            server.request(Method::POST, PROCESSOR_EVENTS).header("stripe-signature", "t=1,v1=00").body("{}");
        statuses.push(Answer::of(request).await.status.as_u16());
    }
    // Ten times as much as anybody else, four of them at once, and a few come back meanwhile.
    assert_eq!(statuses[..40], [400; 40]);
    assert!(statuses[40..].contains(&429), "{statuses:?}");
}

#[tokio::test]
async fn messages_of_long_ago_are_forgotten_a_little_at_a_time() {
    let server = Server::start().await;
    let desk = &server.desk;
    let unit = desk.store.begin().await.expect("a unit");
    let long_ago = desk.real.now() - chrono::Duration::days(61);
    for n in 0..1_200 {
        webhook_events::remember(&unit, &format!("evt_old_{n}"), long_ago).await.expect("a write");
    }
    webhook_events::remember(&unit, "evt_new", desk.real.now()).await.expect("a write");
    unit.commit().await.expect("a commit");
    let before = desk.store.committed();
    assert_eq!(prune(desk).await.expect("the store works"), 1_200);
    // Others have their turn in between.
    assert_eq!(desk.store.committed() - before, 3);
    let known = async |id| webhook_events::is_known(&desk.store.reader(), id).await.expect("a read");
    assert_eq!((known("evt_old_0").await, known("evt_new").await), (false, true));
}
