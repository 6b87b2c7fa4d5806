use domain::audit::Action;
use domain::charge::{CardShown, ChargeState, StateName};
use domain::testing::{at, client_id, day};
use processor::{Confirm, IdempotencyKey, IntentClaim, IntentId};
use processor_simulator::Behaviour;
use server::service::charges;
use test_support::Bench;

#[tokio::test]
async fn a_charge_is_announced_taken_on_its_day_and_receipted() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("it was announced") };
    assert_eq!(
        (upcoming.announced.day, upcoming.announced.told_at),
        (day("2025-12-02"), bench.desk.business.now())
    );
    bench.work_at("2025-12-02T14:59:59Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Upcoming);
    bench.work_at("2025-12-02T15:00:00Z").await;
    let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
    assert_eq!(paid.card, Some(CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() }));
    assert_eq!((paid.paid_at, paid.paid_on), (at("2025-12-02T15:00:00Z"), day("2025-12-02")));
    assert_eq!(bench.record(charge).await, ["announced", "attempt_begun", "paid"]);
    assert_eq!(bench.subjects(), ["Your payment on Tue, Dec 2", "Receipt for your payment on Tue, Dec 2"]);
    let receipt = bench.mails().pop().expect("the receipt");
    assert!(receipt.text.contains("$25.00") && receipt.text.contains(&paid.receipt), "{}", receipt.text);
    assert_eq!(receipt.to, "client1@mail.example");
    assert!(bench.tasks(client_id(1)).await.is_empty());
    assert_eq!((bench.books().totals.captures, bench.books().totals.captured_cents), (1, 2_500));
    bench.agrees().await;
}

#[tokio::test]
async fn a_charge_whose_day_passed_without_a_worker_is_announced_anew() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.work_at("2025-12-03T14:00:00Z").await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("it was announced anew") };
    assert_eq!(upcoming.announced.day, day("2025-12-04"));
    assert_eq!(bench.record(charge).await, ["announced", "day_missed", "announced"]);
    assert!(bench.mails()[1].text.contains("This email replaces any earlier one"));
    assert_eq!(bench.books().totals.captures, 0);
    bench.play_until("2025-12-04T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn time_that_is_played_stops_at_all_that_is_due_on_the_way() {
    let bench = Bench::new().await;
    let charges = bench.many(20).await;
    bench.play_until("2025-12-31T15:00:00Z").await;
    for charge in charges {
        let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
        assert_eq!(paid.paid_at, at("2025-12-02T15:00:00Z"));
    }
    assert_eq!(bench.desk.business.now(), at("2025-12-31T15:00:00Z"));
    bench.agrees().await;
}

/// A request of ours that was given up reaches the processor after all, and brings the money.
async fn late_request_arrives(bench: &Bench, charge: domain::ChargeId) {
    let intent: IntentId = bench.books().intents[0].id.parse().expect("an intent");
    let method = "pm_card_chargeDeclined_1".parse().expect("a card");
    assert!(bench.simulator.set_behaviour("pm_card_chargeDeclined_1", Behaviour::Succeeds));
    let amount = bench.state(charge).await.amount().expect("an amount");
    let confirm = Confirm { intent: &intent, claim: IntentClaim { charge, amount }, method: &method };
    let key = IdempotencyKey::new("a-request-that-is-late").expect("a key");
    bench.desk.processor.confirm_payment_intent(&confirm, &key).await.expect("it is carried out");
}

#[tokio::test]
async fn a_payment_taken_by_a_late_request_is_shown_with_the_day_on_which_it_was_taken() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_chargeDeclined")).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed);
    // Just before midnight in New York. Nobody tells us, and the next attempt finds it.
    bench.desk.business.set(at("2025-12-04T04:59:59Z"));
    late_request_arrives(&bench, charge).await;
    bench.play_until("2025-12-05T15:00:00Z").await;
    let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
    assert_eq!((paid.paid_at, paid.paid_on), (at("2025-12-04T04:59:59Z"), day("2025-12-03")));
    assert_eq!(bench.subjects().last().expect("a mail"), "Receipt for your payment on Wed, Dec 3");
    let access = bench.signed_in(1).await;
    let shown =
        charges::find(&bench.desk, &access.view(), charge).await.expect("readable").expect("it is there");
    let paid = shown.events.iter().find(|entry| matches!(entry.action, Action::Paid { .. }));
    assert_eq!(paid.expect("it says so").happened_at(), at("2025-12-04T04:59:59Z"));
    assert_eq!(bench.books().totals.captures, 1);
    bench.agrees().await;
}

#[tokio::test]
async fn a_processor_whose_clock_is_ahead_or_behind_moves_no_payment_to_another_day() {
    for theirs in ["2025-12-01T14:30:00Z", "2025-12-09T15:00:00Z"] {
        let bench = Bench::new().await;
        let charge = bench.client_with(1, Some("pm_card_visa")).await;
        bench.work().await;
        bench.desk.business.set(at("2025-12-02T15:00:00Z"));
        bench.simulator.set_clock(at(theirs));
        bench.work().await;
        let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
        assert_eq!(paid.paid_at, at("2025-12-02T15:00:00Z"), "{theirs}");
        bench.agrees().await;
    }
}
