//! Keys, at the level of statuses and bodies.

use chrono::TimeDelta;
use processor_simulator::{Fault, FaultRule};

use crate::support::Bench;

#[tokio::test]
async fn a_repetition_is_answered_byte_for_byte_and_says_so() {
    let bench = Bench::new().await;
    let intent = bench.intent().await;
    let path = format!("/v1/payment_intents/{intent}/confirm");
    for (method, key) in [("pm_card_chargeDeclined", "a"), ("pm_card_visa", "b"), ("pm_card_visa", "c")] {
        let form = [("payment_method", method), ("off_session", "true")];
        let first = bench.send(&path, &form, Some(key)).await;
        assert!(first.headers().get("idempotent-replayed").is_none());
        let turned = [form[1], form[0]];
        let second = bench.send(&path, &turned, Some(key)).await;
        assert_eq!(second.headers()["idempotent-replayed"], "true");
        assert_eq!(first.status(), second.status());
        assert_eq!(first.bytes().await.expect("a body"), second.bytes().await.expect("a body"));
    }
}

#[tokio::test]
async fn a_failure_after_is_kept_and_one_before_is_not() {
    let bench = Bench::new().await;
    for (fault, advice, again) in [
        (Fault::Error500After, Some("false"), 500),
        (Fault::Error500Before, None, 200),
        (Fault::TooManyRequests, None, 200),
    ] {
        let intent = bench.intent().await;
        let key = intent.clone();
        bench.simulator.add_fault(FaultRule::next_posts("/confirm", fault, 1));
        let path = format!("/v1/payment_intents/{intent}/confirm");
        let failed = bench.send(&path, &[("payment_method", "pm_card_visa")], Some(&key)).await;
        assert!(failed.status().as_u16() >= 429);
        let should_retry = failed.headers().get("stripe-should-retry");
        assert_eq!(should_retry.and_then(|it| it.to_str().ok()), advice);
        let repeated = bench.post(&path, &[("payment_method", "pm_card_visa")], Some(&key)).await;
        assert_eq!(repeated.0, again);
    }
    assert!(bench.simulator.books().intents.iter().all(|line| line.captures == 1));
}

#[tokio::test]
async fn a_key_freed_by_a_bad_request_lives_a_whole_day_afterwards() {
    let bench = Bench::new().await;
    let (path, bad, good) = ("/v1/customers", [("x", "1")], [("metadata[client_id]", "cli_1")]);
    assert_eq!(bench.post(path, &bad, Some("k")).await.0, 400);
    bench.hand.pass(TimeDelta::hours(23));
    let (_, made) = bench.post(path, &good, Some("k")).await;
    bench.hand.pass(TimeDelta::hours(23));
    assert_eq!(bench.post(path, &good, Some("k")).await.1["id"], made["id"]);
    bench.hand.pass(TimeDelta::hours(1));
    assert_ne!(bench.post(path, &good, Some("k")).await.1["id"], made["id"]);
}

#[tokio::test]
async fn a_key_is_no_longer_than_a_key_may_be_and_means_nothing_when_looking_up() {
    let bench = Bench::new().await;
    assert_eq!(bench.post("/v1/customers", &[], Some(&"k".repeat(256))).await.0, 400);
    assert_eq!(bench.post("/v1/customers", &[], Some(&"k".repeat(255))).await.0, 200);
    for path in ["/v1/customers", "/v1/events"] {
        let get =
            bench.request(reqwest::Method::GET, path).bearer_auth("x").header("idempotency-key", "k").send();
        assert_eq!(get.await.expect("an answer").status().as_u16(), 200);
    }
}
