//! Webhooks: signed, at least once, out of order, until they are accepted.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use processor_simulator::{Behaviour, Config, Delivery, Webhook, sign};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::support::Bench;

const SECRET: &str = "whsec_1";

/// Takes webhooks, and refuses the first few.
#[derive(Clone, Default)]
struct Receiver {
    refuse: Arc<Mutex<u32>>,
    taken: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
}

impl Receiver {
    async fn listen(&self) -> String {
        let receiver = self.clone();
        let take = move |headers: HeaderMap, body: Bytes| async move {
            let mut refuse = receiver.refuse.lock().expect("no panic");
            if *refuse > 0 {
                *refuse -= 1;
                return StatusCode::SERVICE_UNAVAILABLE;
            }
            receiver.taken.lock().expect("no panic").push((headers, body));
            StatusCode::OK
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/webhook", listener.local_addr().expect("an address"));
        let router = Router::new().route("/webhook", post(take));
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }

    /// What was taken, once it is at least `count`.
    async fn taken(&self, count: usize) -> Vec<Value> {
        let bodies = || -> Vec<Value> {
            let taken = self.taken.lock().expect("no panic");
            taken.iter().map(|(_, body)| serde_json::from_slice(body).expect("JSON")).collect()
        };
        let enough = async {
            while bodies().len() < count {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), enough).await.expect("the messages arrive");
        bodies()
    }
}

async fn bench(receiver: &Receiver, delivery: Delivery) -> Bench {
    let url = receiver.listen().await;
    let webhook = Webhook { url, secret: SECRET.into(), delivery };
    Bench::of(|config: &mut Config| config.webhook = Some(webhook)).await
}

fn tidy() -> Delivery {
    Delivery { spread_ms: 0, duplicates_per_mille: 0, backoff_ms: 5, ..Delivery::default() }
}

#[tokio::test]
async fn each_turn_of_an_intent_is_told_signed_with_the_object_as_it_was() {
    let receiver = Receiver::default();
    let bench = bench(&receiver, tidy()).await;
    let intent = bench.intent().await;
    bench.confirm(&intent, "pm_card_chargeDeclined", None).await;
    receiver.taken(2).await;
    bench.confirm(&intent, "pm_card_visa", None).await;
    receiver.taken(4).await;
    bench.post("/v1/refunds", &[("payment_intent", &intent)], None).await;
    let events = receiver.taken(5).await;
    let mut told: Vec<_> = events.iter().map(|event| event["type"].as_str().unwrap_or_default()).collect();
    // What happens at one instant is sent at once, and arrives in any order.
    told[..2].sort_unstable();
    told[2..4].sort_unstable();
    assert_eq!(
        told,
        [
            "charge.failed",
            "payment_intent.payment_failed",
            "charge.succeeded",
            "payment_intent.succeeded",
            "charge.refunded"
        ]
    );
    let object = |kind: &str| &events.iter().find(|it| it["type"] == kind).expect("told")["data"]["object"];
    assert_eq!(object("charge.failed")["failure_code"], "card_declined");
    assert_eq!(object("payment_intent.payment_failed")["status"], "requires_payment_method");
    assert_eq!(object("charge.succeeded")["amount_captured"], 2500);
    assert_eq!(object("payment_intent.succeeded")["amount_received"], 2500);
    assert_eq!(object("charge.refunded")["payment_intent"], intent.as_str());
    for (headers, body) in receiver.taken.lock().expect("no panic").iter() {
        assert_eq!(headers["stripe-signature"], sign(body, bench.hand.now(), SECRET));
    }
}

#[tokio::test]
async fn cancelling_and_asking_the_cardholder_are_told_too() {
    let receiver = Receiver::default();
    let bench = bench(&receiver, tidy()).await;
    let intent = bench.intent().await;
    let form = [("payment_method", "pm_card_authenticationRequired"), ("return_url", "http://localhost/")];
    bench.post(&format!("/v1/payment_intents/{intent}/confirm"), &form, None).await;
    assert_eq!(receiver.taken(1).await[0]["type"], "payment_intent.requires_action");
    bench.post(&format!("/v1/payment_intents/{intent}/cancel"), &[], None).await;
    assert_eq!(receiver.taken(2).await[1]["type"], "payment_intent.canceled");
}

#[tokio::test]
async fn a_refused_message_comes_again_until_it_is_taken() {
    let receiver = Receiver::default();
    *receiver.refuse.lock().expect("no panic") = 3;
    let bench = bench(&receiver, tidy()).await;
    bench.confirm(&bench.intent().await, "pm_card_visa", None).await;
    assert_eq!(receiver.taken(2).await.len(), 2);
}

#[tokio::test]
async fn a_message_nobody_takes_is_given_up_in_the_end() {
    let receiver = Receiver::default();
    *receiver.refuse.lock().expect("no panic") = u32::MAX;
    let bench = bench(&receiver, Delivery { attempts_max: 3, backoff_ms: 1, ..tidy() }).await;
    bench.confirm(&bench.intent().await, "pm_card_visa", None).await;
    let given_up = async {
        while bench.simulator.books().totals.deliveries_given_up < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), given_up).await.expect("it is given up");
    assert_eq!(u32::MAX - *receiver.refuse.lock().expect("no panic"), 6, "three times each of two");
}

#[tokio::test]
async fn untidy_delivery_sends_everything_some_of_it_twice_and_out_of_order() {
    let receiver = Receiver::default();
    let delivery = Delivery { spread_ms: 100, duplicates_per_mille: 500, ..Delivery::default() };
    let bench = bench(&receiver, delivery).await;
    let mut made = Vec::new();
    for _ in 0..40 {
        let intent = bench.intent().await;
        bench.confirm(&intent, "pm_card_visa", None).await;
        made.push(intent);
    }
    let settled = async {
        while bench.simulator.books().totals.deliveries_accepted < 90
            || bench.simulator.books().totals.deliveries_pending > 0
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), settled).await.expect("everything arrives");
    let intents: Vec<String> = receiver
        .taken(90)
        .await
        .iter()
        .filter(|event| event["type"] == "payment_intent.succeeded")
        .map(|event| event["data"]["object"]["id"].as_str().unwrap_or_default().to_owned())
        .collect();
    let mut once = intents.clone();
    once.sort();
    once.dedup();
    made.sort();
    assert_eq!(once, made, "each is told");
    assert!(intents.len() > made.len(), "some are told twice");
}

#[tokio::test]
async fn switched_off_nothing_is_told_until_it_is_asked_for_again() {
    let receiver = Receiver::default();
    let bench = bench(&receiver, tidy()).await;
    bench.simulator.set_delivery(Delivery { on: false, ..tidy() });
    bench.confirm(&bench.intent().await, "pm_card_visa", None).await;
    bench.simulator.set_behaviour("pm_card_visa_x", Behaviour::Lingers);
    assert_eq!(bench.get("/v1/events").await.1["data"].as_array().map(Vec::len), Some(2));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(receiver.taken.lock().expect("no panic").is_empty());
    bench.simulator.set_delivery(tidy());
    assert_eq!(bench.control("/webhooks/redeliver", serde_json::json!({})).await, 200);
    assert_eq!(receiver.taken(2).await.len(), 2);
}
