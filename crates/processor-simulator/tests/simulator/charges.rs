//! Attempts as charges, and payments made by hand.

use serde_json::json;

use crate::support::Bench;

#[tokio::test]
async fn every_attempt_is_a_charge_that_is_listed_and_looked_up() {
    let bench = Bench::new().await;
    let intent = bench.intent().await;
    bench.confirm(&intent, "pm_card_chargeDeclined", None).await;
    bench.confirm(&intent, "pm_card_visa", None).await;
    bench.simulator.take_by_hand("cus_2", 4000);
    let (_, page) = bench.get(&format!("/v1/charges?payment_intent={intent}")).await;
    let charges = page["data"].as_array().expect("a list");
    let shown: Vec<_> = charges.iter().map(|it| (&it["status"], &it["failure_code"])).collect();
    assert_eq!(shown, [(&"succeeded".into(), &json!(null)), (&"failed".into(), &"card_declined".into())]);
    let (_, charge) = bench.get(&format!("/v1/charges/{}", charges[0]["id"].as_str().expect("an id"))).await;
    assert_eq!(charge, charges[0]);
    let (_, page) = bench.get("/v1/charges?customer=cus_2").await;
    assert_eq!(page["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(bench.get("/v1/charges/ch_gone").await.0, 404);
}

#[tokio::test]
async fn money_taken_by_hand_is_a_payment_of_the_customers_for_no_charge_of_ours() {
    let bench = Bench::new().await;
    let id = bench.simulator.take_by_hand("cus_ana", 6000);
    let (_, intent) = bench.get(&format!("/v1/payment_intents/{id}")).await;
    assert_eq!((&intent["status"], &intent["amount_received"]), (&"succeeded".into(), &6000.into()));
    assert_eq!((&intent["customer"], &intent["metadata"]), (&"cus_ana".into(), &json!({})));
    assert_eq!(bench.told_since(0).await, ["charge.succeeded", "payment_intent.succeeded"]);
    let books = bench.simulator.books();
    assert_eq!((books.totals.captured_cents, books.intents[0].captures), (6000, 1));
    assert_eq!(bench.control("/customers/cus_ana/take", json!({"amount": 100})).await, 200);
    assert_eq!(bench.control("/customers/cus_ana/take", json!({"amount": 0})).await, 400);
    assert_eq!(bench.simulator.books().totals.captures, 2);
}
