use domain::charge::{ChargeState, FailReason, StateName};
use domain::payment_method::PaymentMethod;
use domain::testing::{at, client_id};
use processor_simulator::Behaviour;
use server::service::charges::pay_now;
use test_support::Bench;
use test_support::clients::{card, second_card};

fn declines(decline_code: &str) -> Behaviour {
    Behaviour::Declines { decline_code: decline_code.to_owned() }
}

#[tokio::test]
async fn a_declined_charge_is_tried_on_four_days_and_then_support_is_asked() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_chargeDeclinedInsufficientFunds")).await;
    bench.work().await;
    for (n, (try_day, next)) in [
        ("2025-12-02T15:00:00Z", Some("2025-12-05T15:00:00Z")),
        ("2025-12-05T15:00:00Z", Some("2025-12-10T15:00:00Z")),
        ("2025-12-10T15:00:00Z", Some("2025-12-17T15:00:00Z")),
        ("2025-12-17T15:00:00Z", None),
    ]
    .into_iter()
    .enumerate()
    {
        assert!(bench.tasks(client_id(1)).await.is_empty());
        bench.play_until(try_day).await;
        let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("it was declined") };
        assert_eq!((failed.reason, failed.next_attempt), (FailReason::Declined, next.map(at)), "{try_day}");
        assert_eq!(bench.books().totals.confirms, n as u64 + 1);
    }
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    bench.play_until("2026-02-17T15:00:00Z").await;
    assert_eq!((bench.books().totals.confirms, bench.books().totals.intents), (4, 1));
    let mails = bench.mails();
    assert_eq!(mails.len(), 5);
    assert!(mails[1].text.contains("We try again on Fri, Dec 5."), "{}", mails[1].text);
    assert!(mails[4].text.contains("We do not try this card again"), "{}", mails[4].text);
    bench.agrees().await;
}

#[tokio::test]
async fn a_card_that_is_gone_is_not_tried_again() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_chargeDeclinedLostCard")).await;
    bench.play_until("2026-01-31T15:00:00Z").await;
    let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("it was declined") };
    assert_eq!((failed.reason, failed.next_attempt), (FailReason::DeclinedForGood, None));
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    assert_eq!(bench.books().totals.confirms, 1);
    bench.agrees().await;
}

#[tokio::test]
async fn a_card_that_works_again_pays_at_the_next_attempt_with_the_same_intent() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_chargeDeclined")).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed);
    assert!(bench.simulator.set_behaviour("pm_card_chargeDeclined_1", Behaviour::Succeeds));
    bench.play_until("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!((bench.books().totals.intents, bench.books().totals.confirms), (1, 2));
    assert!(bench.tasks(client_id(1)).await.is_empty());
    bench.agrees().await;
}

#[tokio::test]
async fn a_decline_that_turns_hard_ends_the_attempts() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_chargeDeclined")).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert!(bench.simulator.set_behaviour("pm_card_chargeDeclined_1", declines("stolen_card")));
    bench.play_until("2025-12-31T15:00:00Z").await;
    let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("it was declined") };
    assert_eq!((failed.reason, failed.next_attempt), (FailReason::DeclinedForGood, None));
    assert_eq!(bench.books().totals.confirms, 2);
    bench.agrees().await;
}

#[tokio::test]
async fn a_card_that_the_processor_does_not_know_is_as_good_as_gone() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_nobody")).await;
    bench.play_until("2025-12-03T15:00:00Z").await;
    let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("it was refused") };
    assert_eq!((failed.reason, failed.next_attempt), (FailReason::DeclinedForGood, None));
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    bench.agrees().await;
}

#[tokio::test]
async fn a_card_declined_for_good_is_not_tried_again_by_itself_after_another_was() {
    const LOST: &str = "pm_card_chargeDeclinedLostCard";
    const EMPTY: &str = "pm_card_chargeDeclinedInsufficientFunds";
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some(LOST)).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    bench.give_another_card(1, LOST, EMPTY).await;
    let (access, version) = (bench.signed_in(1).await, bench.charge(charge).await.version);
    pay_now(&bench.desk, &access, charge, version).await.expect("another card may pay");
    bench.work().await;
    let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("it was declined") };
    assert!(failed.next_attempt.is_some(), "{failed:?}");
    bench.give(&[PaymentMethod { is_default: false, ..second_card(1, EMPTY) }, card(1, LOST)]).await;
    let before = bench.books().totals.confirms;
    bench.play_until("2025-12-20T15:00:00Z").await;
    assert_eq!(bench.books().totals.confirms, before);
    let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("nothing was taken") };
    assert_eq!((failed.reason, failed.next_attempt), (FailReason::DeclinedForGood, None));
    assert_eq!(bench.tasks(client_id(1)).await.len(), 1, "support knows");
    bench.agrees().await;
}
