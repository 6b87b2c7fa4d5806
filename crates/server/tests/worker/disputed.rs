//! Payments that cardholders or their banks dispute.

use domain::charge::{ChargeState, StateName};
use domain::task::{AskedDispute, TaskReason};
use domain::testing::{at, client_id, day};
use domain::{ChargeId, Money};
use processor::{DisputeStatus, RefundStatus};
use processor_simulator::Dispute;
use store::tasks;
use test_support::Bench;

async fn paid() -> (Bench, ChargeId, String) {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    let intent = bench.intent_of(charge).await;
    (bench, charge, intent)
}

fn dispute(bench: &Bench, intent: &str, status: DisputeStatus) -> String {
    let due_by = Some(at("2025-12-20T23:59:59Z"));
    bench.simulator.dispute(intent, Dispute { amount: None, status, due_by }).expect("it was taken")
}

async fn reasons(bench: &Bench) -> Vec<TaskReason> {
    let open = tasks::open_of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
    open.into_iter().map(|task| task.reason).collect()
}

fn asked(id: &str, cents: i64) -> AskedDispute {
    AskedDispute {
        dispute: id.to_owned(),
        beside: None,
        amount: Money::usd(cents),
        answer_by: Some(day("2025-12-20")),
        is_inquiry: false,
    }
}

fn disputed(id: &str, cents: i64) -> TaskReason {
    TaskReason::Disputed { disputes: vec![asked(id, cents)] }
}

#[tokio::test]
async fn a_dispute_that_is_won_leads_back_and_its_task_ends() {
    let (bench, charge, intent) = paid().await;
    let id = dispute(&bench, &intent, DisputeStatus::NeedsResponse);
    bench.work_at("2025-12-05T15:00:00Z").await;
    let ChargeState::Disputed(it) = bench.state(charge).await else { panic!("it is disputed") };
    assert_eq!(it.amount(), Money::usd(2_500));
    assert_eq!(it.disputes[0].answer_until, Some(at("2025-12-20T23:59:59Z")));
    assert_eq!(reasons(&bench).await, [disputed(&id, 2_500)]);
    bench.agrees().await;
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::UnderReview));
    bench.work_at("2025-12-06T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Disputed);
    assert_eq!(reasons(&bench).await, [], "it was answered, and the bank reads");
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::Won));
    bench.work_at("2025-12-10T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!(reasons(&bench).await, []);
    assert_eq!(bench.record(charge).await[3..], ["disputed", "dispute_closed"]);
    bench.agrees().await;
}

#[tokio::test]
async fn a_dispute_that_is_lost_after_a_refund_in_part_keeps_what_is_left_and_may_come_back() {
    let (bench, charge, intent) = paid().await;
    bench.simulator.refund(&intent, Some(1_000), RefundStatus::Succeeded).expect("it is left");
    let open = Dispute { amount: Some(1_200), ..Dispute::default() };
    let id = bench.simulator.dispute(&intent, open).expect("it was taken");
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::Lost));
    bench.work_at("2025-12-05T15:00:00Z").await;
    let state = bench.state(charge).await;
    assert_eq!((state.name(), state.kept()), (StateName::ChargedBack, Some(Money::usd(300))));
    assert_eq!(bench.record(charge).await[3..], ["refunded", "disputed", "charged_back"]);
    assert_eq!(reasons(&bench).await, []);
    bench.agrees().await;
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::Won));
    bench.work_at("2025-12-06T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::PartiallyRefunded);
    bench.agrees().await;
}

#[tokio::test]
async fn an_inquiry_is_a_task_that_becomes_a_dispute_and_changes_no_state_before() {
    let (bench, charge, intent) = paid().await;
    let id = dispute(&bench, &intent, DisputeStatus::WarningNeedsResponse);
    bench.work_at("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    let inquiry = AskedDispute { is_inquiry: true, ..asked(&id, 2_500) };
    let inquiry = TaskReason::Disputed { disputes: vec![inquiry] };
    assert_eq!(reasons(&bench).await, std::slice::from_ref(&inquiry));
    bench.agrees().await;
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::NeedsResponse));
    bench.work_at("2025-12-06T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Disputed);
    assert_eq!(reasons(&bench).await, [disputed(&id, 2_500)]);
    bench.agrees().await;
}

#[tokio::test]
async fn an_inquiry_that_comes_to_nothing_leaves_nothing_and_asks_once() {
    let (bench, charge, intent) = paid().await;
    let id = dispute(&bench, &intent, DisputeStatus::WarningNeedsResponse);
    bench.work_at("2025-12-05T15:00:00Z").await;
    // Support has answered, and the bank reads.
    let open = tasks::open_of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
    bench
        .write(async |unit| {
            let (it, now) = (&open[0], bench.desk.business.now());
            tasks::resolve_about(unit, it.practice, it.subject, it.reason.topic(), now).await.expect("done");
        })
        .await;
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::WarningUnderReview));
    bench.work_at("2025-12-06T15:00:00Z").await;
    assert_eq!(reasons(&bench).await, [], "they are not asked again for the same");
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::WarningClosed));
    bench.work_at("2025-12-07T15:00:00Z").await;
    assert_eq!((bench.state_name(charge).await, reasons(&bench).await), (StateName::Paid, vec![]));
    bench.agrees().await;
}

#[tokio::test]
async fn of_several_disputes_of_one_payment_each_is_asked_about_and_each_that_is_lost_is_gone() {
    let (bench, charge, intent) = paid().await;
    let open = |cents| {
        let due_by = Some(at("2025-12-20T23:59:59Z"));
        let dispute = Dispute { amount: Some(cents), due_by, ..Dispute::default() };
        bench.simulator.dispute(&intent, dispute).expect("it was taken")
    };
    let first = open(1_000);
    bench.work_at("2025-12-05T15:00:00Z").await;
    assert_eq!(reasons(&bench).await, [disputed(&first, 1_000)]);
    assert!(bench.simulator.set_dispute(&first, DisputeStatus::Lost));
    let second = open(700);
    bench.work_at("2025-12-06T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Disputed);
    assert_eq!(bench.state(charge).await.kept(), Some(Money::usd(1_500)));
    assert_eq!(reasons(&bench).await, [disputed(&second, 700)]);
    bench.agrees().await;
    assert!(bench.simulator.set_dispute(&second, DisputeStatus::Lost));
    // Nobody has told of it: the comparison sees it.
    assert_eq!(bench.compared().await.differences.len(), 1);
    bench.work_at("2025-12-07T15:00:00Z").await;
    let state = bench.state(charge).await;
    assert_eq!((state.name(), state.kept()), (StateName::ChargedBack, Some(Money::usd(800))));
    assert_eq!(reasons(&bench).await, []);
    bench.agrees().await;
}

#[tokio::test]
async fn what_a_bank_takes_although_all_was_given_back_is_booked_and_gone() {
    let (bench, charge, intent) = paid().await;
    bench.simulator.refund(&intent, None, RefundStatus::Succeeded).expect("it is left");
    bench.work_at("2025-12-04T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Refunded);
    let id = dispute(&bench, &intent, DisputeStatus::NeedsResponse);
    bench.work_at("2025-12-05T15:00:00Z").await;
    assert_eq!(reasons(&bench).await, [disputed(&id, 2_500)]);
    bench.agrees().await;
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::Lost));
    bench.work_at("2025-12-10T15:00:00Z").await;
    let state = bench.state(charge).await;
    assert_eq!((state.name(), state.kept()), (StateName::ChargedBack, Some(Money::usd(-2_500))));
    assert!(bench.record(charge).await.ends_with(&["refunded", "disputed", "charged_back"]));
    bench.agrees().await;
}
