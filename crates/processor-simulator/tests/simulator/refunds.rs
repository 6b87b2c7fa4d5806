//! Refunds: asked for, made in the dashboard, and what becomes of them at the bank.

use processor_simulator::{RefundStatus, Simulator};
use serde_json::{Value, json};

use crate::support::Bench;

fn refunded(simulator: &Simulator) -> (i64, i64) {
    let books = simulator.books();
    (books.intents[0].refunded, books.totals.refunded_cents)
}

async fn charge_of(bench: &Bench, intent: &str) -> Value {
    let (_, mut read) = bench.get(&format!("/v1/payment_intents/{intent}?expand[]=latest_charge")).await;
    read["latest_charge"].take()
}

#[tokio::test]
async fn a_refund_of_the_dashboard_is_told_and_belongs_to_no_charge_of_ours() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let before = bench.events().await.len();
    let id = bench.simulator.refund(&intent, Some(700), RefundStatus::Succeeded).expect("a refund");
    let (_, refund) = bench.get(&format!("/v1/refunds/{id}")).await;
    assert_eq!((&refund["amount"], &refund["status"]), (&700.into(), &"succeeded".into()));
    assert_eq!((&refund["payment_intent"], &refund["metadata"]), (&intent.as_str().into(), &json!({})));
    assert_eq!(refund["charge"], charge_of(&bench, &intent).await["id"]);
    assert_eq!(bench.told_since(before).await, ["charge.refunded"]);
    assert_eq!(refunded(&bench.simulator), (700, 700));
    let too_much = bench.simulator.refund(&intent, Some(1801), RefundStatus::Succeeded);
    assert_eq!(too_much, None, "more than is left");
    assert_eq!(bench.simulator.refund("pi_gone", None, RefundStatus::Succeeded), None);
    bench.simulator.refund(&intent, None, RefundStatus::Succeeded).expect("the rest");
    assert_eq!(charge_of(&bench, &intent).await["refunded"], true);
}

#[tokio::test]
async fn what_succeeded_may_be_thrown_back_and_then_the_money_is_ours_again() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let id = bench.simulator.refund(&intent, None, RefundStatus::Succeeded).expect("a refund");
    let before = bench.events().await.len();
    assert!(bench.simulator.set_refund(&id, RefundStatus::Failed));
    let charge = charge_of(&bench, &intent).await;
    assert_eq!((&charge["amount_refunded"], &charge["refunded"]), (&0.into(), &false.into()));
    assert_eq!(refunded(&bench.simulator), (0, 0));
    let event = &bench.events().await[before];
    assert_eq!(event["type"], "charge.refund.updated");
    let told = &event["data"]["object"];
    assert_eq!((&told["id"], &told["status"]), (&id.as_str().into(), &"failed".into()));
    assert_eq!(told["failure_reason"], "expired_or_canceled_card");
    assert!(!bench.simulator.set_refund(&id, RefundStatus::Succeeded), "what failed stays so");
    bench.simulator.refund(&intent, None, RefundStatus::Succeeded).expect("it is made anew");
}

#[tokio::test]
async fn a_pending_refund_counts_and_ends_in_any_way() {
    let bench = Bench::new().await;
    for (status, left) in
        [(RefundStatus::Succeeded, 2500), (RefundStatus::Failed, 0), (RefundStatus::Canceled, 0)]
    {
        let intent = bench.paid().await;
        let id = bench.simulator.refund(&intent, None, RefundStatus::Pending).expect("a refund");
        assert_eq!(charge_of(&bench, &intent).await["amount_refunded"], 2500);
        assert!(bench.simulator.set_refund(&id, status));
        assert_eq!(charge_of(&bench, &intent).await["amount_refunded"], left);
        assert!(!bench.simulator.set_refund(&id, status), "it is that already");
    }
}

#[tokio::test]
async fn a_refund_that_fails_at_once_was_under_way_first() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let before = bench.events().await.len();
    bench.simulator.refund(&intent, None, RefundStatus::Failed).expect("a refund");
    assert_eq!(bench.told_since(before).await, ["charge.refunded", "charge.refund.updated"]);
    assert_eq!(refunded(&bench.simulator), (0, 0));
}

#[tokio::test]
async fn accounts_of_later_versions_hear_other_names() {
    let bench = Bench::of(|config| config.newer_refund_events = true).await;
    let intent = bench.paid().await;
    let before = bench.events().await.len();
    let id = bench.simulator.refund(&intent, None, RefundStatus::Pending).expect("a refund");
    bench.simulator.set_refund(&id, RefundStatus::Failed);
    let told = bench.told_since(before).await;
    assert_eq!(told, ["charge.refunded", "refund.created", "refund.updated", "refund.failed"]);
}

#[tokio::test]
async fn a_refund_is_asked_for_by_charge_too() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let charge = charge_of(&bench, &intent).await["id"].as_str().expect("an id").to_owned();
    let form = [("charge", charge.as_str()), ("amount", "500"), ("reason", "duplicate")];
    let (status, refund) = bench.post("/v1/refunds", &form, None).await;
    assert_eq!((status, &refund["payment_intent"]), (200, &intent.as_str().into()));
    assert_eq!(refund["reason"], "duplicate");
    for (form, param) in [
        (&[("amount", "5")][..], "payment_intent"),
        (&[("charge", charge.as_str()), ("reason", "mood")][..], "reason"),
        (&[("charge", charge.as_str()), ("payment_intent", intent.as_str())][..], "charge"),
    ] {
        let (status, body) = bench.post("/v1/refunds", form, None).await;
        assert_eq!((status, &body["error"]["param"]), (400, &param.into()));
    }
    assert_eq!(bench.post("/v1/refunds", &[("charge", "ch_gone")], None).await.0, 404);
}

#[tokio::test]
async fn a_refund_is_described_and_canceled_while_it_waits() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let done = bench.simulator.refund(&intent, Some(500), RefundStatus::Succeeded).expect("a refund");
    let path = format!("/v1/refunds/{done}");
    let before = bench.events().await.len();
    let (_, described) = bench.post(&path, &[("metadata[a]", "1"), ("metadata[b]", "2")], None).await;
    assert_eq!(described["metadata"], json!({"a": "1", "b": "2"}));
    let (_, described) = bench.post(&path, &[("metadata[a]", "")], None).await;
    assert_eq!(described["metadata"], json!({"b": "2"}));
    let (_, described) = bench.post(&path, &[("metadata", "")], None).await;
    assert_eq!(described["metadata"], json!({}));
    assert_eq!(bench.told_since(before).await, ["charge.refund.updated"; 3]);
    assert_eq!(bench.post(&format!("{path}/cancel"), &[], None).await.0, 400, "it is done");
    let waits = bench.simulator.refund(&intent, Some(300), RefundStatus::RequiresAction).expect("a refund");
    let (status, canceled) = bench.post(&format!("/v1/refunds/{waits}/cancel"), &[], None).await;
    assert_eq!((status, &canceled["status"]), (200, &"canceled".into()));
    assert_eq!(refunded(&bench.simulator), (500, 500));
}

#[tokio::test]
async fn refunds_are_listed_by_what_they_are_of() {
    let bench = Bench::new().await;
    let (one, other) = (bench.paid().await, bench.paid().await);
    let first = bench.simulator.refund(&one, Some(100), RefundStatus::Succeeded).expect("a refund");
    bench.simulator.refund(&other, None, RefundStatus::Succeeded).expect("a refund");
    let second = bench.simulator.refund(&one, Some(200), RefundStatus::Succeeded).expect("a refund");
    let charge = charge_of(&bench, &one).await["id"].as_str().expect("an id").to_owned();
    for query in [format!("payment_intent={one}"), format!("charge={charge}")] {
        let (_, page) = bench.get(&format!("/v1/refunds?{query}")).await;
        let ids: Vec<_> = page["data"].as_array().expect("a list").iter().map(|it| &it["id"]).collect();
        assert_eq!(ids, [second.as_str(), first.as_str()]);
    }
}

#[tokio::test]
async fn a_card_may_leave_refunds_pending() {
    let bench = Bench::new().await;
    let intent = bench.intent().await;
    bench.confirm(&intent, "pm_card_pendingRefund_ana", None).await;
    let (_, refund) = bench.post("/v1/refunds", &[("payment_intent", &intent)], None).await;
    assert_eq!(refund["status"], "pending");
}

#[tokio::test]
async fn refunds_are_made_and_decided_by_request() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let refund = format!("/payment_intents/{intent}/refund");
    assert_eq!(bench.control(&refund, json!({"amount": 100, "status": "pending"})).await, 200);
    assert_eq!(bench.control(&refund, json!({"amount": 0})).await, 400);
    let (_, page) = bench.get("/v1/refunds").await;
    let id = page["data"][0]["id"].as_str().expect("an id");
    assert_eq!(bench.control(&format!("/refunds/{id}"), json!({"status": "failed"})).await, 204);
    assert_eq!(bench.control(&format!("/refunds/{id}"), json!({"status": "pending"})).await, 400);
    assert_eq!(bench.control(&refund, json!({})).await, 200);
    assert_eq!(refunded(&bench.simulator), (2500, 2500));
}
