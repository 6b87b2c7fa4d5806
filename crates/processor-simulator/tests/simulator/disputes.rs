//! Disputes: inquiries, chargebacks, and how they end.

use processor_simulator::{Dispute, DisputeStatus, RefundStatus};
use serde_json::{Value, json};

use crate::support::Bench;

fn opened(status: DisputeStatus) -> Dispute {
    Dispute { status, ..Dispute::default() }
}

fn charged_back(bench: &Bench) -> (i64, i64) {
    let books = bench.simulator.books();
    (books.intents[0].charged_back, books.totals.charged_back_cents)
}

async fn read(bench: &Bench, id: &str) -> Value {
    let (status, dispute) = bench.get(&format!("/v1/disputes/{id}")).await;
    assert_eq!(status, 200, "{dispute}");
    dispute
}

#[tokio::test]
async fn a_chargeback_takes_the_money_and_a_won_one_brings_it_back() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let before = bench.events().await.len();
    let due_by: chrono::DateTime<chrono::Utc> = "2025-12-20T23:59:59Z".parse().expect("an instant");
    let new = Dispute { amount: Some(2000), due_by: Some(due_by), ..Dispute::default() };
    let id = bench.simulator.dispute(&intent, new).expect("a dispute");
    assert_eq!(bench.told_since(before).await, ["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
    let dispute = read(&bench, &id).await;
    assert_eq!((&dispute["amount"], &dispute["status"]), (&2000.into(), &"needs_response".into()));
    assert_eq!(dispute["evidence_details"]["due_by"], due_by.timestamp());
    assert_eq!(dispute["payment_intent"], intent.as_str());
    assert_eq!(charged_back(&bench), (2000, 2000));
    let (_, charge) = bench.get(&format!("/v1/charges/{}", dispute["charge"].as_str().expect("an id"))).await;
    assert_eq!(charge["disputed"], true);

    let before = bench.events().await.len();
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::Lost));
    assert_eq!(bench.told_since(before).await, ["charge.dispute.closed"]);
    assert_eq!(charged_back(&bench), (2000, 2000));
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::Won), "what was lost may be won in the end");
    let told = bench.told_since(before + 1).await;
    assert_eq!(told, ["charge.dispute.closed", "charge.dispute.funds_reinstated"]);
    assert_eq!(charged_back(&bench), (0, 0));
    assert!(!bench.simulator.set_dispute(&id, DisputeStatus::Lost));
    assert_eq!(bench.simulator.books().totals.disputes, 1);
}

#[tokio::test]
async fn an_inquiry_takes_no_money_until_it_becomes_a_chargeback() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let before = bench.events().await.len();
    let id =
        bench.simulator.dispute(&intent, opened(DisputeStatus::WarningNeedsResponse)).expect("a dispute");
    assert_eq!(bench.told_since(before).await, ["charge.dispute.created"]);
    assert_eq!(read(&bench, &id).await["is_charge_refundable"], true);
    assert_eq!(charged_back(&bench), (0, 0));
    assert_eq!(bench.simulator.dispute(&intent, Dispute::default()), None, "one at a time");
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::WarningClosed));
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::NeedsResponse));
    assert_eq!(
        bench.told_since(before + 1).await,
        ["charge.dispute.closed", "charge.dispute.updated", "charge.dispute.funds_withdrawn"]
    );
    assert_eq!(read(&bench, &id).await["is_charge_refundable"], false);
    assert_eq!(charged_back(&bench), (2500, 2500));
    assert!(!bench.simulator.set_dispute(&id, DisputeStatus::WarningClosed), "there is no way back");
}

#[tokio::test]
async fn while_the_bank_has_the_money_it_cannot_be_given_back() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let id = bench.simulator.dispute(&intent, Dispute::default()).expect("a dispute");
    for status in [None, Some(DisputeStatus::UnderReview), Some(DisputeStatus::Lost)] {
        assert!(status.is_none_or(|status| bench.simulator.set_dispute(&id, status)));
        let (refused, body) = bench.post("/v1/refunds", &[("payment_intent", &intent)], None).await;
        assert_eq!((refused, &body["error"]["code"]), (400, &"charge_disputed".into()));
    }
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::Won));
    assert_eq!(bench.post("/v1/refunds", &[("payment_intent", &intent)], None).await.0, 200);
}

#[tokio::test]
async fn giving_all_of_it_back_closes_an_inquiry() {
    let bench = Bench::new().await;
    let intent = bench.paid().await;
    let id =
        bench.simulator.dispute(&intent, opened(DisputeStatus::WarningNeedsResponse)).expect("a dispute");
    bench.simulator.refund(&intent, Some(1000), RefundStatus::Succeeded).expect("a part");
    assert_eq!(read(&bench, &id).await["status"], "warning_needs_response");
    let before = bench.events().await.len();
    bench.simulator.refund(&intent, None, RefundStatus::Succeeded).expect("the rest");
    assert_eq!(bench.told_since(before).await, ["charge.refunded", "charge.dispute.closed"]);
    let dispute = read(&bench, &id).await;
    let shown = (&dispute["status"], &dispute["is_charge_refundable"]);
    assert_eq!(shown, (&"warning_closed".into(), &false.into()));
}

#[tokio::test]
async fn a_dispute_may_be_opened_far_on_its_way() {
    let bench = Bench::new().await;
    for (status, last, withdrawn) in [
        (DisputeStatus::WarningClosed, "charge.dispute.closed", 0),
        (DisputeStatus::UnderReview, "charge.dispute.updated", 2500),
        (DisputeStatus::Lost, "charge.dispute.closed", 2500),
        (DisputeStatus::Won, "charge.dispute.funds_reinstated", 0),
    ] {
        let intent = bench.paid().await;
        bench.simulator.dispute(&intent, opened(status)).expect("a dispute");
        assert_eq!(bench.events().await.last().expect("events")["type"], last);
        let books = bench.simulator.books();
        assert_eq!(books.intents.last().expect("intents").charged_back, withdrawn);
    }
    let unpaid = bench.intent().await;
    assert_eq!(bench.simulator.dispute(&unpaid, Dispute::default()), None);
}

#[tokio::test]
async fn the_practice_answers_in_steps_and_gives_in() {
    let bench = Bench::new().await;
    let (one, other) = (bench.paid().await, bench.paid().await);
    let id = bench.simulator.dispute(&one, Dispute::default()).expect("a dispute");
    let path = format!("/v1/disputes/{id}");
    let text = ("evidence[uncategorized_text]", "The session took place.");
    let (_, kept) = bench.post(&path, &[text, ("submit", "false")], None).await;
    assert_eq!(kept["status"], "needs_response");
    assert_eq!(kept["evidence"]["uncategorized_text"], text.1);
    assert_eq!(kept["evidence_details"]["submission_count"], 0);
    let (_, sent) = bench.post(&path, &[("submit", "true")], None).await;
    assert_eq!(sent["status"], "under_review");
    assert_eq!(sent["evidence_details"]["has_evidence"], true);
    assert_eq!(sent["evidence_details"]["submission_count"], 1);
    let (status, body) = bench.post(&path, &[("evidence[mood]", "bad")], None).await;
    assert_eq!((status, &body["error"]["param"]), (400, &"evidence[mood]".into()));

    let inquiry = opened(DisputeStatus::WarningNeedsResponse);
    let inquiry = bench.simulator.dispute(&other, inquiry).expect("a dispute");
    for (id, end) in [(id, "lost"), (inquiry, "warning_closed")] {
        let close = format!("/v1/disputes/{id}/close");
        assert_eq!(bench.post(&close, &[], None).await.1["status"], end);
        assert_eq!(bench.post(&close, &[], None).await.0, 400);
        assert_eq!(bench.post(&format!("/v1/disputes/{id}"), &[text], None).await.0, 400);
    }
}

#[tokio::test]
async fn disputes_are_opened_decided_and_listed_by_request() {
    let bench = Bench::new().await;
    let (one, other) = (bench.paid().await, bench.paid().await);
    let open = |intent: &str| format!("/payment_intents/{intent}/dispute");
    let inquiry =
        json!({"amount": 900, "status": "warning_needs_response", "due_by": "2025-12-20T00:00:00Z"});
    assert_eq!(bench.control(&open(&one), inquiry).await, 200);
    assert_eq!(bench.control(&open(&other), json!({})).await, 200);
    assert_eq!(bench.control(&open(&other), json!({})).await, 400);
    let (_, page) = bench.get(&format!("/v1/disputes?payment_intent={one}")).await;
    assert_eq!(page["data"].as_array().map(Vec::len), Some(1));
    let id = page["data"][0]["id"].as_str().expect("an id");
    assert_eq!(bench.control(&format!("/disputes/{id}"), json!({"status": "needs_response"})).await, 204);
    assert_eq!(read(&bench, id).await["status"], "needs_response");
    assert_eq!(bench.control(&format!("/disputes/{id}"), json!({"status": "warning_closed"})).await, 400);
}
