//! Money that the practice gives back in the processor's dashboard, and that banks throw back.

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::charge::{ChargeState, StateName};
use domain::task::{FailedRefund, PaymentDifference, RefundFailure, Task, TaskReason};
use domain::testing::client_id;
use domain::{ChargeId, Money};
use processor::RefundStatus::{self, Canceled, Failed, Pending, Succeeded};
use server::work::Work;
use store::{charges, tasks};
use test_support::Bench;

/// Of $25.00, paid on Dec 2 at 10:00 in New York.
async fn paid() -> (Bench, ChargeId, String) {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    let intent = bench.intent_of(charge).await;
    (bench, charge, intent)
}

fn refund(bench: &Bench, intent: &str, cents: i64, status: RefundStatus) -> String {
    bench.simulator.refund(intent, Some(cents), status).expect("it is left")
}

const FIFTH: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 5).expect("a day");

/// What support is told did not go back.
async fn refunds_failed(bench: &Bench) -> Vec<FailedRefund> {
    let open = tasks::open_of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
    let of = |task: Task| match task.reason {
        TaskReason::RefundsFailed { refunds } => refunds,
        other => panic!("{other:?}"),
    };
    open.into_iter().flat_map(of).collect()
}

/// What was given back in cents, and what the practice has.
async fn cents(bench: &Bench, charge: ChargeId) -> (i64, i64) {
    let state = bench.state(charge).await;
    (state.given_back().map_or(0, Money::cents), state.kept().map_or(0, Money::cents))
}

#[tokio::test]
async fn a_refund_in_part_and_of_the_rest_is_booked_told_and_counted() {
    let (bench, charge, intent) = paid().await;
    refund(&bench, &intent, 1_000, Succeeded);
    bench.work_at("2025-12-02T15:30:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::PartiallyRefunded);
    refund(&bench, &intent, 1_500, Succeeded);
    bench.work_at("2025-12-02T16:00:00Z").await;
    assert_eq!(
        (bench.state_name(charge).await, cents(&bench, charge).await),
        (StateName::Refunded, (2_500, 0))
    );
    assert_eq!(bench.record(charge).await[3..], ["refunded", "refunded"]);
    assert_eq!(bench.subjects()[2..], ["Your refund on Tue, Dec 2", "Your refund on Tue, Dec 2"]);
    assert!(bench.tasks(client_id(1)).await.is_empty());
    bench.agrees().await;
}

#[tokio::test]
async fn what_is_heard_again_in_another_order_and_twice_changes_nothing() {
    let (bench, charge, intent) = paid().await;
    // The smaller one is heard of after the larger: both at once.
    refund(&bench, &intent, 1_500, Succeeded);
    refund(&bench, &intent, 400, Succeeded);
    bench.work_at("2025-12-02T15:30:00Z").await;
    let (version, mails) = (bench.charge(charge).await.version, bench.mails().len());
    assert_eq!(cents(&bench, charge).await, (1_900, 600));
    for _ in 0..2 {
        server::payments::follow_named(&bench.desk, &intent).await.expect("it answers");
    }
    for at in ["2025-12-02T15:45:00Z", "2025-12-02T16:00:00Z", "2025-12-02T16:15:00Z"] {
        bench.work_at(at).await;
    }
    assert_eq!((bench.charge(charge).await.version, bench.mails().len()), (version, mails));
    bench.agrees().await;
}

#[tokio::test]
async fn a_refund_on_its_way_counts_shows_as_such_and_arrives() {
    let (bench, charge, intent) = paid().await;
    let id = refund(&bench, &intent, 2_500, Pending);
    bench.work_at("2025-12-02T15:30:00Z").await;
    let ChargeState::Refunded(back) = bench.state(charge).await else { panic!("it was given back") };
    assert!(back.refunds[0].on_its_way);
    bench.agrees().await;
    assert!(bench.simulator.set_refund(&id, Succeeded));
    bench.work_at("2025-12-02T16:00:00Z").await;
    let ChargeState::Refunded(back) = bench.state(charge).await else { panic!("it was given back") };
    assert!(!back.refunds[0].on_its_way);
    assert_eq!(bench.record(charge).await[3..], ["refunded", "refund_arrived"]);
    assert_eq!(bench.mails().len(), 3);
    bench.agrees().await;
}

#[tokio::test]
async fn a_refund_that_is_thrown_back_leads_to_the_state_before_a_mail_and_a_task() {
    for (first, then) in [(Succeeded, Failed), (Pending, Failed), (Pending, Canceled)] {
        let (bench, charge, intent) = paid().await;
        refund(&bench, &intent, 500, Succeeded);
        let id = refund(&bench, &intent, 2_000, first);
        bench.work_at("2025-12-02T15:30:00Z").await;
        assert_eq!(bench.state_name(charge).await, StateName::Refunded);
        assert!(bench.simulator.set_refund(&id, then));
        bench.work_at("2025-12-05T15:30:00Z").await;
        assert_eq!(bench.state_name(charge).await, StateName::PartiallyRefunded, "{first:?} {then:?}");
        assert_eq!(cents(&bench, charge).await, (500, 2_000));
        assert_eq!(bench.subjects().pop().as_deref(), Some("Your refund has not reached you"));
        // What the practice itself canceled no bank sent back.
        let said = bench.mails().pop().expect("a mail").text.replace('\n', " ");
        assert_eq!(said.contains("sent back"), then == Failed, "{said}");
        assert_eq!(said.contains("was canceled before"), then == Canceled, "{said}");
        let why = if then == Canceled { RefundFailure::CalledOff } else { RefundFailure::Returned };
        assert_eq!(
            refunds_failed(&bench).await,
            [FailedRefund { amount: Money::usd(2_000), on: FIFTH, why }]
        );
        bench.agrees().await;
    }
}

#[tokio::test]
async fn once_all_of_it_went_back_after_all_nobody_is_asked_about_what_was_thrown_back() {
    let (bench, charge, intent) = paid().await;
    let id = refund(&bench, &intent, 2_500, Succeeded);
    bench.work_at("2025-12-02T15:30:00Z").await;
    assert!(bench.simulator.set_refund(&id, Failed));
    bench.work_at("2025-12-05T15:30:00Z").await;
    refund(&bench, &intent, 1_000, Succeeded);
    bench.work_at("2025-12-05T16:00:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, ["refund"], "some of it did not");
    refund(&bench, &intent, 1_500, Succeeded);
    bench.work_at("2025-12-05T16:30:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Refunded);
    assert!(bench.tasks(client_id(1)).await.is_empty());
    bench.agrees().await;
}

#[tokio::test]
async fn each_refund_that_is_thrown_back_is_in_the_task_that_is_open() {
    let (bench, charge, intent) = paid().await;
    let ids = [900, 700, 500].map(|cents| refund(&bench, &intent, cents, Succeeded));
    bench.work_at("2025-12-02T15:30:00Z").await;
    for (id, at) in ids.iter().zip(["2025-12-05T15:30:00Z", "2025-12-05T16:00:00Z", "2025-12-05T16:30:00Z"]) {
        assert!(bench.simulator.set_refund(id, Failed));
        bench.work_at(at).await;
    }
    let told: Vec<_> = refunds_failed(&bench).await.into_iter().map(|it| it.amount.cents()).collect();
    assert_eq!(told, [900, 700, 500]);
    assert_eq!(bench.tasks(client_id(1)).await, ["refund"]);
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
}

#[tokio::test]
async fn a_refund_thrown_back_before_its_mail_left_is_told_as_thrown_back_alone() {
    let (bench, charge, intent) = paid().await;
    let id = refund(&bench, &intent, 2_500, Succeeded);
    // Books that heard of neither.
    assert!(bench.simulator.set_refund(&id, Failed));
    bench.work_at("2025-12-02T15:30:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!(bench.subjects().len(), 2, "nothing was given back");
    bench.agrees().await;
}

#[tokio::test]
async fn a_refund_heard_of_before_the_payment_itself_books_both() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    let intent = bench.taken_elsewhere(1, charge).await.to_string();
    bench.write(async |unit| charges::set_intent(unit, charge, &intent).await.expect("set")).await;
    refund(&bench, &intent, 2_500, Succeeded);
    server::payments::follow_named(&bench.desk, &intent).await.expect("it answers");
    assert_eq!(bench.state_name(charge).await, StateName::Refunded);
    assert_eq!(bench.record(charge).await, ["announced", "paid", "refunded"]);
    bench.agrees().await;
}

#[tokio::test]
async fn more_than_was_paid_is_for_a_person() {
    let (bench, charge, intent) = paid().await;
    refund(&bench, &intent, 2_500, Succeeded);
    let ChargeState::Paid(mut paid) = bench.state(charge).await else { panic!("it is paid") };
    paid.due.amount = Money::usd(2_000);
    bench.put_into(charge, ChargeState::Paid(paid)).await;
    bench.work_at("2025-12-02T15:30:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!(bench.tasks(client_id(1)).await, ["difference"]);
}

#[tokio::test]
async fn what_the_export_said_was_given_back_is_no_question_once_the_processor_says_it() {
    let (bench, charge, intent) = paid().await;
    let of = bench.charge(charge).await;
    let work = Work::begin(&bench.desk, Actor::Practice).await.expect("a unit of work");
    let difference = PaymentDifference::RefundUnknown { amount: Money::usd(1_000) };
    work.ask_support(&of, TaskReason::PaymentDiffers { difference }).await.expect("asked");
    work.commit().await.expect("committed");
    refund(&bench, &intent, 999, Succeeded);
    bench.work_at("2025-12-02T15:30:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, ["difference"], "a cent is missing");
    refund(&bench, &intent, 1, Succeeded);
    bench.work_at("2025-12-02T16:00:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, Vec::<&str>::new());
}
