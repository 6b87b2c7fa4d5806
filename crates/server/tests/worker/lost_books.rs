//! Books that were lost, or set back to an older copy, after money was taken: nothing is taken a second time, and what was taken
//! is booked.

use std::path::Path;

use domain::Money;
use domain::charge::{ChargeState, StateName};
use domain::testing::{at, charge_id, client_id, day};
use processor::{CustomerRef, IdempotencyKey, IntentClaim, IntentOutcome, NewIntent};
use processor_simulator::{Fault, FaultRule};
use store::{Options, Store, charges};
use test_support::Bench;
use tokio_util::sync::CancellationToken;

const AMOUNT: Money = Money::usd(2_500);

/// A copy of the books as they are now, while nobody writes, in this folder: its address.
fn copy_of_books(bench: &Bench, folder: &Path) -> String {
    let (url, copy) = (bench.store.database.url(), format!("{}/backup.db", folder.display()));
    let file = url.trim_start_matches("sqlite://");
    for suffix in ["", "-wal"] {
        std::fs::copy(format!("{file}{suffix}"), format!("{copy}{suffix}")).expect("a copy");
    }
    format!("sqlite://{copy}")
}

/// The books are set back to the day before the charges were taken, and a worker starts again at `restart`.
async fn nothing_is_taken_twice_after_a_restart_at(restart: &str) {
    let mut bench = Bench::new().await;
    let ids = bench.many(3).await;
    bench.work().await;
    let folder = tempfile::tempdir().expect("a folder");
    let backup = copy_of_books(&bench, folder.path());
    bench.work_at("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.books().totals.captures, 3);
    // Goes on with the other books, as after a restart.
    bench.desk.store = Store::connect(&backup, &Options::default()).await.expect("the copy");
    bench.restart();
    bench.desk.business.set(at(restart));
    bench.play_until("2025-12-08T15:00:00Z").await;
    assert_eq!((bench.books().doubles.clone(), bench.books().totals.captures), (vec![], 3));
    for id in ids {
        let ChargeState::Paid(paid) = bench.state(id).await else { panic!("it was taken") };
        assert_eq!(paid.paid_on, day("2025-12-02"), "the day on which the money was taken");
        assert_eq!(bench.record(id).await, ["announced", "paid"]);
    }
    let receipts = bench.subjects().into_iter().filter(|it| it.starts_with("Receipt")).count();
    assert_eq!(receipts, 6, "one each before, and one each from the books that were set back");
    bench.agrees().await;
}

#[tokio::test]
async fn books_set_back_by_a_day_take_nothing_twice() {
    nothing_is_taken_twice_after_a_restart_at("2025-12-02T18:00:00Z").await;
}

#[tokio::test]
async fn books_set_back_by_days_take_nothing_twice() {
    nothing_is_taken_twice_after_a_restart_at("2025-12-04T12:00:00Z").await;
}

#[tokio::test]
async fn a_stored_intent_that_the_processor_does_not_know_is_looked_for_among_the_customers() {
    let bench = Bench::new().await;
    let (taken, untaken) =
        (bench.client_with(1, Some("pm_card_visa")).await, bench.client_with(2, Some("pm_card_visa")).await);
    bench.work().await;
    let intent = bench.taken_elsewhere(1, taken).await;
    for (id, lost) in [(taken, "pi_lost1"), (untaken, "pi_lost2")] {
        bench.write(async |unit| charges::set_intent(unit, id, lost).await.expect("set")).await;
    }
    bench.play_until("2025-12-02T18:00:00Z").await;
    for id in [taken, untaken] {
        assert_eq!(bench.state_name(id).await, StateName::Paid, "{id}");
    }
    let kept = charges::intent_of(&bench.desk.store.reader(), taken).await.expect("readable");
    assert_eq!(kept.as_deref(), Some(intent.as_str()));
    assert_eq!(bench.books().totals.captures, 2);
    assert!(bench.tasks(client_id(1)).await.is_empty());
    bench.agrees().await;
}

#[tokio::test]
async fn a_charge_that_came_late_is_looked_for_before_it_is_taken() {
    let bench = Bench::new().await;
    let other = bench.client_with(2, Some("pm_card_visa")).await;
    // The sweep is over before the charge is there: it comes by an export, after the books in which it was taken were lost.
    bench.work().await;
    let late = charge_id(1);
    let intent = bench.taken_elsewhere(1, late).await;
    bench.clients(1..=1, Some("pm_card_visa"), "2025-11-26").await;
    // Longer than keys last, so that nothing but looking helps.
    bench.play_until("2025-12-02T15:00:00Z").await;
    for id in [late, other] {
        assert_eq!(bench.state_name(id).await, StateName::Paid, "{id}");
    }
    let kept = charges::intent_of(&bench.desk.store.reader(), late).await.expect("readable");
    assert_eq!(kept.as_deref(), Some(intent.as_str()));
    assert_eq!(bench.books().totals.captures, 2);
    bench.agrees().await;
}

#[tokio::test]
async fn a_charge_that_came_before_its_day_is_booked_as_soon_as_it_is_there_and_nobody_is_told_of_a_day() {
    let bench = Bench::new().await;
    bench.client_with(2, Some("pm_card_visa")).await;
    // Taken on a day that its client had chosen, before the books were set back to a time at which it was not there.
    let early = charge_id(1);
    let intent = bench.taken_elsewhere(1, early).await;
    bench.work().await;
    bench.clients(1..=1, Some("pm_card_visa"), "2025-12-20").await;
    bench.play_until("2025-12-22T15:00:00Z").await;
    assert_eq!(bench.state_name(early).await, StateName::Paid);
    let kept = charges::intent_of(&bench.desk.store.reader(), early).await.expect("readable");
    assert_eq!(kept.as_deref(), Some(intent.as_str()));
    assert_eq!(bench.record(early).await, ["paid"], "no notice");
    assert_eq!((bench.books().doubles.clone(), bench.books().totals.captures), (vec![], 2));
    bench.agrees().await;
}

#[tokio::test]
async fn a_second_intent_that_could_still_be_taken_is_called_off() {
    let bench = Bench::new().await;
    let id = bench.client_with(1, Some("pm_card_visa")).await;
    let open = bench.made_elsewhere(1, id, "open").await;
    bench.write(async |unit| charges::set_intent(unit, id, open.as_str()).await.expect("set")).await;
    let taken = bench.taken_elsewhere(1, id).await;
    bench.work().await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    let kept = charges::intent_of(&bench.desk.store.reader(), id).await.expect("readable");
    assert_eq!(kept.as_deref(), Some(taken.as_str()));
    let claim = IntentClaim { charge: id, amount: AMOUNT };
    let found = bench.desk.processor.payment_intent(&open, &claim).await.expect("it is known");
    assert_eq!(found.outcome(), IntentOutcome::Canceled);
    bench.agrees().await;
}

#[tokio::test]
async fn a_payment_is_not_forgotten_while_the_processor_cannot_be_asked_about_it() {
    let bench = Bench::new().await;
    bench.client_with(2, Some("pm_card_visa")).await;
    let early = charge_id(1);
    bench.taken_elsewhere(1, early).await;
    bench.work().await;
    bench.simulator.shut().await;
    bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    assert_ne!(bench.state_name(early).await, StateName::Paid);
    bench.simulator.open().await;
    bench.claims_lapse();
    bench.work().await;
    assert_eq!(bench.state_name(early).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn a_call_off_that_failed_holds_up_no_notice_and_is_made_again() {
    let bench = Bench::new().await;
    let id = bench.client_with(1, Some("pm_card_visa")).await;
    let other = bench.client_with(2, Some("pm_card_visa")).await;
    let open = bench.made_elsewhere(1, id, "open").await;
    bench.write(async |unit| charges::set_intent(unit, id, open.as_str()).await.expect("set")).await;
    bench.taken_elsewhere(1, id).await;
    bench.simulator.add_fault(FaultRule::next_posts("/cancel", Fault::Error500After, 2));
    bench.work().await;
    assert_eq!(bench.state_name(other).await, StateName::Upcoming, "its client is told");
    assert_ne!(bench.state_name(id).await, StateName::Paid);
    bench.claims_lapse();
    bench.work().await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    assert!(bench.tasks(client_id(1)).await.is_empty());
}

#[tokio::test]
async fn an_intent_made_for_another_amount_is_called_off_and_nobody_is_told_that_it_cannot_be() {
    let bench = Bench::new().await;
    let id = bench.client_with(1, Some("pm_card_visa")).await;
    let customer: CustomerRef = "cus_1".parse().expect("a customer");
    let claim = IntentClaim { charge: id, amount: Money::usd(3_000) };
    let new = NewIntent { claim, customer: &customer, description: "Charge" };
    let key = IdempotencyKey::new("before-it-was-changed").expect("a key");
    let open = bench.desk.processor.create_payment_intent(&new, &key).await.expect("an intent").id;
    bench.write(async |unit| charges::set_intent(unit, id, open.as_str()).await.expect("set")).await;
    bench.taken_elsewhere(1, id).await;
    bench.work().await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    let found = bench.desk.processor.payment_intent(&open, &claim).await.expect("it is known");
    assert_eq!(found.outcome(), IntentOutcome::Canceled);
    assert!(bench.tasks(client_id(1)).await.is_empty());
}

#[tokio::test]
async fn an_intent_that_followed_one_called_off_is_looked_for() {
    let bench = Bench::new().await;
    let id = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    let old = bench.made_elsewhere(1, id, "old").await;
    let claim = IntentClaim { charge: id, amount: AMOUNT };
    let key = IdempotencyKey::new("call-off").expect("a key");
    bench.desk.processor.cancel_payment_intent(&old, &claim, &key).await.expect("called off");
    bench.write(async |unit| charges::set_intent(unit, id, old.as_str()).await.expect("set")).await;
    let taken = bench.taken_elsewhere(1, id).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    let kept = charges::intent_of(&bench.desk.store.reader(), id).await.expect("readable");
    assert_eq!((kept.as_deref(), bench.books().totals.captures), (Some(taken.as_str()), 1));
    bench.agrees().await;
}

#[tokio::test]
async fn what_was_made_and_not_taken_is_gone_on_with() {
    let bench = Bench::new().await;
    let id = bench.client_with(1, Some("pm_card_visa")).await;
    let open = bench.made_elsewhere(1, id, "open").await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    let kept = charges::intent_of(&bench.desk.store.reader(), id).await.expect("readable");
    assert_eq!((kept.as_deref(), bench.books().totals.intents), (Some(open.as_str()), 1));
    bench.agrees().await;
}

#[tokio::test]
async fn an_on_time_first_attempt_asks_the_processor_for_nothing_more() {
    let mut requests = Vec::new();
    for count in [20, 40] {
        let bench = Bench::new().await;
        bench.many(count).await;
        bench.play_until("2025-12-02T15:00:00Z").await;
        assert_eq!(u128::from(bench.books().totals.captures), count);
        requests.push(bench.books().totals.requests);
    }
    // Beside lists that are read at the start and every few minutes: an intent and its confirmation for each.
    assert_eq!(requests[1] - requests[0], 2 * 20);
}

#[tokio::test]
async fn no_charge_is_begun_before_the_processor_says_what_was_taken_and_mails_are_sent_meanwhile() {
    let mut bench = Bench::new().await;
    let id = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.move_to(1, id, "2025-12-12").await.expect("it may be moved");
    // Another process starts, and the processor is out of reach.
    bench.restart();
    bench.simulator.shut().await;
    bench.desk.business.set(at("2025-12-12T15:00:00Z"));
    let stop = CancellationToken::new();
    let working = tokio::spawn({
        let (worker, stop) = (bench.worker.clone(), stop.clone());
        async move { worker.run(stop).await }
    });
    bench.mails_are(3).await;
    assert_eq!(bench.subjects()[2], "Reminder: your payment on Fri, Dec 12");
    assert_eq!(bench.state_name(id).await, StateName::Upcoming);
    bench.simulator.open().await;
    bench.all_are(&[id], StateName::Paid).await;
    stop.cancel();
    working.await.expect("no panic");
    assert_eq!(bench.record(id).await, ["announced", "rescheduled", "reminded", "attempt_begun", "paid"]);
    bench.agrees().await;
}
