//! Money that somebody of ours gives back.

use domain::actor::Actor;
use domain::charge::{ChargeState, StateName};
use domain::reason::Reason;
use domain::refund_request::{RefundRefusal, RefundRequest, RefundRequestState as Asked};
use domain::task::{RefundFailure, RefundObstacle, TaskReason};
use domain::testing::{AGENT, client_id};
use domain::{ChargeId, Money};
use processor::RefundStatus;
use processor_simulator::{Dispute, Fault, FaultRule, Matching};
use server::payments::{GiveBackError, ToGiveBack, give_back};
use server::service::agents::Agent;
use server::service::charges::{After, preview_refund, whole};
use store::{refund_requests, tasks};
use test_support::{Bench, Kind};

const BY: Actor = Actor::Staff(AGENT);

async fn paid_on(kind: Kind) -> (Bench, ChargeId) {
    let bench = Bench::on(kind).await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    (bench, charge)
}

async fn asked(bench: &Bench, charge: ChargeId, cents: i64) -> Result<RefundRequest, GiveBackError> {
    give_back(&bench.desk, BY, charge, ToGiveBack::own(Some(Money::usd(cents))), "Billed twice").await
}

async fn states(bench: &Bench, charge: ChargeId) -> Vec<Asked> {
    let all = refund_requests::of_charge(&bench.desk.store.reader(), client_id(1), charge).await;
    all.expect("readable").into_iter().map(|it| it.state).collect()
}

#[tokio::test]
async fn money_is_given_back_at_once_by_whom_and_why_it_was_asked() {
    let (bench, charge) = paid_on(Kind::Sqlite).await;
    let request = asked(&bench, charge, 1_000).await.expect("it is left");
    assert_eq!(request.state, Asked::Done);
    let ChargeState::PartiallyRefunded(it) = bench.state(charge).await else { panic!("it was given back") };
    assert_eq!((it.refunds[0].by, it.refunds[0].reason.as_str()), (BY, "Billed twice"));
    assert_eq!(it.refunds[0].processor_id, request.refund);
    bench.work_at("2025-12-02T16:00:00Z").await;
    assert_eq!(bench.record(charge).await[3..], ["refund_asked", "refunded"]);
    assert_eq!(bench.subjects().pop().as_deref(), Some("Your refund on Tue, Dec 2"));
    // The bank throws it back.
    assert!(bench.simulator.set_refund(&request.refund.expect("made"), RefundStatus::Failed));
    bench.work_at("2025-12-04T16:00:00Z").await;
    assert_eq!(states(&bench, charge).await, [Asked::ThrownBack]);
    bench.agrees().await;
}

#[tokio::test]
async fn what_leaves_it_open_whether_money_went_back_gives_it_back_once() {
    let faults = [
        Fault::NoAnswerAfter,
        Fault::Error500After,
        Fault::ResetBefore,
        Fault::ResetAfter,
        Fault::TooManyRequests,
    ];
    for fault in faults {
        let bench = Bench::impatient(std::time::Duration::from_millis(300)).await;
        let charge = bench.client_with(1, Some("pm_card_visa")).await;
        bench.work().await;
        bench.work_at("2025-12-02T15:00:00Z").await;
        bench.simulator.add_fault(FaultRule::next_posts("/refunds", fault.clone(), 1));
        let request = asked(&bench, charge, 1_000).await.expect("it is kept");
        assert_eq!(request.state, Asked::Sent, "{fault:?}");
        // It is as good as gone: nobody gives it back a second time meanwhile.
        let more = asked(&bench, charge, 1_501).await;
        assert!(matches!(more, Err(GiveBackError::Refused(RefundRefusal::Amount { .. }))), "{fault:?}");
        bench.work_at("2025-12-02T15:20:00Z").await;
        assert_eq!(states(&bench, charge).await, [Asked::Done], "{fault:?}");
        assert_eq!(bench.books().totals.refunded_cents, 1_000, "{fault:?}");
        bench.agrees().await;
    }
}

#[tokio::test]
async fn what_leaves_it_open_whether_money_beside_a_charge_went_back_gives_it_back_once() {
    for fault in [Fault::ResetBefore, Fault::ResetAfter] {
        let (bench, charge) = paid_on(Kind::Sqlite).await;
        let second = bench.taken_elsewhere(1, charge).await.to_string();
        bench.work_at("2025-12-02T15:15:00Z").await;
        bench.simulator.add_fault(FaultRule::next_posts("/refunds", fault.clone(), 1));
        let beside = |cents| ToGiveBack { beside: Some(&*second), amount: Some(Money::usd(cents)) };
        let request =
            give_back(&bench.desk, BY, charge, beside(1_000), "Paid twice").await.expect("it is kept");
        assert_eq!(request.state, Asked::Sent, "{fault:?}");
        let more = give_back(&bench.desk, BY, charge, beside(1_501), "Paid twice").await;
        // Sent or heard of: it is as good as gone.
        assert!(matches!(more, Err(GiveBackError::Refused(RefundRefusal::Amount { .. }))), "{fault:?}");
        // The charge's own payment is another one.
        let own = asked(&bench, charge, 2_500).await.expect("all of it is left");
        assert_eq!(own.state, Asked::Done);
        bench.work_at("2025-12-02T15:40:00Z").await;
        assert_eq!(states(&bench, charge).await, [Asked::Done, Asked::Done], "{fault:?}");
        assert_eq!(bench.books().totals.refunded_cents, 3_500, "{fault:?}");
        assert_eq!(bench.compared().await.differences, [], "{fault:?}");
    }
}

#[tokio::test]
async fn what_was_asked_for_is_seen_and_counts_before_the_processor_says_so() {
    let (bench, charge) = paid_on(Kind::Sqlite).await;
    bench.simulator.add_fault(FaultRule::next_posts("/refunds", Fault::ResetBefore, 1));
    assert_eq!(asked(&bench, charge, 1_000).await.expect("it is kept").state, Asked::Sent);
    let seen = whole(&bench.desk.store.reader(), charge).await.expect("readable");
    assert_eq!(seen.charge.state.name(), StateName::Paid);
    let waits: Vec<_> = seen.refunds_asked.iter().map(|it| (it.amount, it.asked_by)).collect();
    assert_eq!((waits, seen.given_back()), (vec![(Money::usd(1_000), BY)], Some(Money::usd(1_000))));
    let why = Reason::parse("Billed twice").expect("a reason");
    for (amount, name) in [(Some(500), StateName::PartiallyRefunded), (None, StateName::Refunded)] {
        let amount = amount.map(Money::usd);
        let preview =
            preview_refund(&bench.desk, &Agent::operator(), charge, ToGiveBack::own(amount), &why).await;
        let After::State(state) = preview.expect("it is left").after else { panic!("it is given back") };
        let given = state.given_back().expect("given back");
        assert_eq!((state.name(), given.cents()), (name, 1_000 + amount.map_or(1_500, Money::cents)));
    }
    bench.work_at("2025-12-02T15:20:00Z").await;
    let seen = whole(&bench.desk.store.reader(), charge).await.expect("readable");
    assert_eq!((seen.refunds_asked.len(), seen.given_back()), (0, Some(Money::usd(1_000))), "once");
    bench.agrees().await;
}

#[tokio::test]
async fn a_request_of_which_nothing_was_heard_for_a_day_is_looked_for_and_not_sent_again() {
    for (fault, state, cents) in
        [(Fault::ResetAfter, Asked::Done, 1_000), (Fault::ResetBefore, Asked::Declined, 0)]
    {
        let (bench, charge) = paid_on(Kind::Sqlite).await;
        bench.simulator.add_fault(FaultRule::next_posts("/refunds", fault, 1));
        assert_eq!(asked(&bench, charge, 1_000).await.expect("it is kept").state, Asked::Sent);
        // Nobody worked for two days.
        bench.desk.business.set(bench.desk.business.now() + chrono::Duration::days(2));
        bench.work().await;
        assert_eq!(states(&bench, charge).await, [state]);
        assert_eq!(bench.books().totals.refunded_cents, cents);
        assert_eq!(bench.tasks(client_id(1)).await.len(), usize::from(state == Asked::Declined));
        bench.agrees().await;
    }
}

#[tokio::test]
async fn what_the_processor_does_not_give_back_is_told_to_support_with_what_has_become_of_the_payment() {
    let (bench, charge) = paid_on(Kind::Sqlite).await;
    // Disputed a moment ago, which is not known here, and just now the processor does not say so.
    let intent = bench.intent_of(charge).await;
    bench.simulator.dispute(&intent, Dispute::default()).expect("it was taken");
    let matching = Matching { path_suffix: Some("/disputes".to_owned()), ..Matching::default() };
    let fault = Fault::Error500Before;
    bench.simulator.add_fault(FaultRule { matching, fault, skip: 0, times: Some(1), per_mille: None });
    assert_eq!(asked(&bench, charge, 1_000).await.expect("it is kept").state, Asked::Declined);
    // After the refusal it was asked once more.
    assert_eq!(bench.state_name(charge).await, StateName::Disputed);
    let open = tasks::open_of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
    let refunds = open.iter().find_map(|task| match &task.reason {
        TaskReason::RefundsFailed { refunds } => Some(refunds),
        _ => None,
    });
    let why = &refunds.expect("a task")[0].why;
    let because = Some(RefundObstacle::Contested { amount: Money::usd(2_500) });
    assert!(matches!(why, RefundFailure::Declined { because: it, .. } if *it == because), "{why:?}");
    let refused = asked(&bench, charge, 1_000).await;
    let contested = RefundRefusal::Contested(StateName::Disputed);
    assert!(matches!(refused, Err(GiveBackError::Refused(it)) if it == contested));
    bench.agrees().await;
}

#[tokio::test]
async fn books_that_are_older_than_the_processors_are_brought_up_before_money_is_asked_for() {
    let (bench, charge) = paid_on(Kind::Sqlite).await;
    let intent = bench.intent_of(charge).await;
    bench.simulator.refund(&intent, Some(2_000), RefundStatus::Succeeded).expect("it is left");
    let refused = asked(&bench, charge, 1_000).await;
    let left = Money::usd(500);
    let expected = RefundRefusal::Amount { left };
    assert!(matches!(refused, Err(GiveBackError::Refused(it)) if it == expected), "{refused:?}");
    assert_eq!(asked(&bench, charge, 500).await.expect("it is left").state, Asked::Done);
    assert!(bench.tasks(client_id(1)).await.is_empty());
    bench.agrees().await;
}
