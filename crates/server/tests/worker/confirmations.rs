use domain::charge::{ChargeState, FailReason, StateName};
use processor_simulator::Behaviour;
use server::service::charges::pay_now;
use server::service::payments::settle_from_processor;

use crate::support::Bench;

async fn waiting_for_confirmation() -> (Bench, domain::ChargeId, String) {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_authenticationRequired")).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    let ChargeState::Failed(failed) = bench.state(charge).await else {
        panic!("it waits for its cardholder")
    };
    let FailReason::NeedsConfirmation { url } = failed.reason else { panic!("{:?}", failed.reason) };
    assert!(url.starts_with(&bench.simulator.base_url()), "{url}");
    assert_eq!(failed.next_try, None);
    assert!(bench.mails()[1].text.contains("Your bank wants you to confirm"));
    let intent = bench.books().intents[0].id.clone();
    (bench, charge, intent)
}

#[tokio::test]
async fn a_payment_that_was_confirmed_is_paid_once_the_processor_says_so() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    let id = intent.parse().expect("an intent");
    assert!(settle_from_processor(&bench.desk, &id).await.expect("both work"));
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert!(!settle_from_processor(&bench.desk, &id).await.expect("both work"), "it says so once only");
    bench.work().await;
    assert_eq!(bench.subjects().last().map(String::as_str), Some("Receipt for your payment on Tue, Dec 2"));
    bench.agrees().await;
}

#[tokio::test]
async fn a_confirmation_that_nobody_tells_of_is_found_all_the_same() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.play_until("2025-12-02T16:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn who_does_not_confirm_may_try_again() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    bench.simulator.settle(&intent, Behaviour::NeedsCardholder);
    bench.play_until("2025-12-02T16:00:00Z").await;
    let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("it was not paid") };
    assert_eq!((failed.reason, failed.next_try), (FailReason::Declined, None));
    bench.agrees().await;
}

#[tokio::test]
async fn what_was_not_confirmed_does_not_stand_in_the_way_of_another_card() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    bench.give_another_card(1, "pm_card_authenticationRequired", "pm_card_visa").await;
    let (access, version) = (bench.signed_in(1).await, bench.charge(charge).await.version);
    pay_now(&bench.desk, &access, charge, version).await.expect("another card may pay");
    // Before a worker takes it up, the processor says that nobody confirmed with the first card.
    bench.simulator.settle(&intent, Behaviour::NeedsCardholder);
    assert!(
        !settle_from_processor(&bench.desk, &intent.parse().expect("an intent")).await.expect("both work")
    );
    bench.work().await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!(bench.books().totals.captures, 1);
    bench.agrees().await;
}

#[tokio::test]
async fn a_confirmation_is_waited_for() {
    let (bench, charge, _) = waiting_for_confirmation().await;
    bench.play_until("2025-12-20T15:00:00Z").await;
    let ChargeState::Failed(failed) = bench.state(charge).await else {
        panic!("it waits for its cardholder")
    };
    assert!(matches!(failed.reason, FailReason::NeedsConfirmation { .. }));
    assert_eq!(bench.subjects().len(), 2);
    bench.agrees().await;
}
