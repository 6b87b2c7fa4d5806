//! The controls, by request.

use std::time::Duration;

use processor_simulator::Books;
use serde_json::json;

use crate::support::Bench;

#[tokio::test]
async fn seeded_customers_and_methods_exist_and_behave() {
    let bench = Bench::new().await;
    let method = json!({"id": "pm_77", "customer": "cus_1", "behaviour": {"declines": {"decline_code": "lost_card"}},
        "brand": "visa", "last4": "7777"});
    let seed = json!({"customers": ["cus_missing_but_seeded", "cus_1"], "payment_methods": [method]});
    assert_eq!(bench.control("/seed", seed).await, 204);
    assert_eq!(bench.get("/v1/customers/cus_missing_but_seeded").await.0, 200);
    let intent = bench.intent().await;
    assert_eq!(bench.confirm(&intent, "pm_77", None).await.1["error"]["decline_code"], "lost_card");
    assert_eq!(bench.control("/payment_methods/pm_77", json!({"behaviour": "succeeds"})).await, 204);
    assert_eq!(bench.confirm(&intent, "pm_77", None).await.0, 200);
    assert_eq!(bench.control("/payment_methods/pm_gone", json!({"behaviour": "succeeds"})).await, 404);
}

#[tokio::test]
async fn the_books_show_totals_intents_and_what_was_taken_twice() {
    let bench = Bench::new().await;
    // Two intents of one charge: what a product that loses an id would make.
    for _ in 0..2 {
        let intent = bench.intent().await;
        bench.confirm(&intent, "pm_card_visa", None).await;
    }
    let books: Books = serde_json::from_value(bench.get("/_simulator/books").await.1).expect("books");
    assert_eq!(books, bench.simulator.books());
    assert_eq!((books.totals.captures, books.totals.captured_cents), (2, 5000));
    assert_eq!(books.doubles, ["chg_1"]);
    assert!(books.intents.iter().all(|line| line.captures == 1 && line.last4.as_deref() == Some("4242")));
    let totals: Books = serde_json::from_value(bench.get("/_simulator/books?totals").await.1).expect("books");
    assert_eq!((totals.totals, totals.intents.len()), (books.totals, 0));
}

#[tokio::test]
async fn faults_are_added_listed_and_cleared_by_request() {
    let bench = Bench::new().await;
    let rule = json!({"match": {"method": "POST", "path_prefix": "/v1/payment_intents"}, "fault": "error_500_before"});
    assert_eq!(bench.control("/faults", rule).await, 204);
    assert_eq!(bench.post("/v1/payment_intents", &[], None).await.0, 500);
    assert_eq!(bench.get("/v1/payment_intents").await.0, 200);
    assert_eq!(bench.get("/_simulator/faults").await.1[0]["fault"], "error_500_before");
    let cleared =
        bench.request(reqwest::Method::DELETE, "/_simulator/faults").send().await.expect("an answer");
    assert_eq!(cleared.status().as_u16(), 204);
    assert_eq!(bench.post("/v1/payment_intents", &[], None).await.0, 400);
}

#[tokio::test]
async fn an_outage_refuses_connections_and_ends_by_itself() {
    let bench = Bench::new().await;
    assert_eq!(bench.control("/outage", json!({"ms": 300})).await, 202);
    let (mut refused, mut served) = (false, false);
    for _ in 0..1000 {
        match bench.request(reqwest::Method::GET, "/_simulator/clock").send().await {
            Ok(_) if refused => {
                served = true;
                break;
            }
            Ok(_) => {}
            Err(error) => refused |= error.is_connect(),
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(refused && served);
}

#[tokio::test]
async fn its_clock_can_be_set_and_goes_on_from_there() {
    let bench = Bench::new().await;
    assert_eq!(bench.control("/clock", json!({"now": "2026-03-08T06:00:00Z"})).await, 204);
    bench.hand.pass(chrono::TimeDelta::seconds(5));
    assert_eq!(bench.get("/_simulator/clock").await.1["now"], "2026-03-08T06:00:05Z");
    let intent = bench.intent().await;
    let (_, read) = bench.get(&format!("/v1/payment_intents/{intent}")).await;
    assert_eq!(read["created"], 1_772_949_605);
}

#[tokio::test]
async fn a_lingering_attempt_is_settled_and_books_are_falsified_by_request() {
    let bench = Bench::new().await;
    bench.control("/payment_methods/pm_card_visa_x", json!({"behaviour": "lingers"})).await;
    let intent = bench.intent().await;
    assert_eq!(bench.confirm(&intent, "pm_card_visa_x", None).await.1["status"], "processing");
    let settle = format!("/payment_intents/{intent}/settle");
    let lost = json!({"behaviour": {"declines": {"decline_code": "lost_card"}}});
    assert_eq!(bench.control(&settle, lost.clone()).await, 204);
    assert_eq!(bench.control(&settle, lost).await, 400, "nothing is open any more");
    assert_eq!(
        bench.control(&format!("/payment_intents/{intent}/received"), json!({"amount": 1})).await,
        204
    );
    let (_, read) = bench.get(&format!("/v1/payment_intents/{intent}")).await;
    assert_eq!((&read["status"], &read["amount_received"]), (&"requires_payment_method".into(), &1.into()));
}
