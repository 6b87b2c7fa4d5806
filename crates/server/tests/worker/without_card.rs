use domain::charge::{ChargeState, FailReason, HoldReason, StateName};
use domain::payer::Program;
use domain::testing::{at, client_id, coverage, payer};
use processor_simulator::{Fault, FaultRule};
use server::service::charges::pay_now;
use store::{coverages, payers};
use test_support::Bench;
use test_support::clients::{card, email};

/// Client 1 was asked for a card on Dec 2 and has one since then.
async fn given_a_card() -> (Bench, domain::ChargeId) {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, None).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    bench.give(&[card(1, "pm_card_visa")]).await;
    (bench, charge)
}

/// Covers client 1 by a payer that asks for no card.
async fn cover_without_card(bench: &Bench) {
    let payer = payer(3, "Medicaid", Program::Medicaid);
    bench
        .write(async |unit| {
            payers::upsert(unit, &[payer]).await.expect("the payer");
            coverages::upsert(unit, &[coverage(1, 1, 3)]).await.expect("the coverage");
        })
        .await;
}

async fn is_paid_at(bench: &Bench, charge: domain::ChargeId, instant: &str) {
    let ChargeState::Paid(paid) = bench.state(charge).await else {
        panic!("{:?}", bench.state(charge).await)
    };
    assert_eq!(paid.paid_at, at(instant));
    assert_eq!(bench.books().totals.captures, 1);
    bench.agrees().await;
}

#[tokio::test]
async fn a_card_that_was_waited_for_is_charged_at_charge_time_only_though_no_worker_ran_then() {
    let (bench, charge) = given_a_card().await;
    for down_until in ["2025-12-03T20:37:00Z", "2025-12-05T05:00:00Z"] {
        bench.work_at(down_until).await;
        assert_eq!(bench.state_name(charge).await, StateName::Failed, "{down_until}");
    }
    bench.play_until("2025-12-05T14:59:59Z").await;
    assert_eq!(bench.books().totals.captures, 0);
    bench.play_until("2025-12-05T15:00:00Z").await;
    is_paid_at(&bench, charge, "2025-12-05T15:00:00Z").await;
}

#[tokio::test]
async fn an_attempt_at_a_card_that_was_waited_for_is_not_made_up_for_at_another_hour() {
    let (bench, charge) = given_a_card().await;
    bench.simulator.shut().await;
    bench.work_at("2025-12-03T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Processing);
    bench.simulator.open().await;
    bench.work_at("2025-12-03T20:37:00Z").await;
    assert_eq!((bench.state_name(charge).await, bench.books().totals.captures), (StateName::Failed, 0));
    bench.play_until("2025-12-04T15:00:00Z").await;
    is_paid_at(&bench, charge, "2025-12-04T15:00:00Z").await;
}

#[tokio::test]
async fn an_attempt_that_may_have_left_for_a_card_that_was_waited_for_is_called_off_after_its_hour() {
    let (bench, charge) = given_a_card().await;
    bench.simulator.add_fault(FaultRule::next_posts("/confirm", Fault::ResetBefore, 1));
    bench.desk.business.set(at("2025-12-03T15:00:00Z"));
    bench.work().await;
    assert_eq!(bench.state_name(charge).await, StateName::Processing);
    bench.work_at("2025-12-03T20:37:00Z").await;
    assert_eq!((bench.state_name(charge).await, bench.books().totals.captures), (StateName::Failed, 0));
    bench.play_until("2025-12-04T15:00:00Z").await;
    is_paid_at(&bench, charge, "2025-12-04T15:00:00Z").await;
}

#[tokio::test]
async fn who_does_not_want_to_wait_for_the_charge_time_pays_now() {
    let (bench, charge) = given_a_card().await;
    bench.work_at("2025-12-03T20:37:00Z").await;
    let (access, version) = (bench.signed_in(1).await, bench.charge(charge).await.version);
    pay_now(&bench.desk, &access, charge, version).await.expect("there is a card by now");
    bench.work().await;
    is_paid_at(&bench, charge, "2025-12-03T20:37:00Z").await;
}

#[tokio::test]
async fn without_a_card_the_client_is_asked_for_one_and_charged_at_the_next_charge_time() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, None).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("there is no card") };
    assert_eq!((failed.reason, failed.next_attempt), (FailReason::NoMethod, None));
    assert!(failed.announced.attempts.is_empty());
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    bench.play_until("2025-12-04T16:00:00Z").await;
    assert_eq!(
        bench.subjects(),
        ["Your payment on Tue, Dec 2", "A card is needed for your payment"],
        "asked once, not every day"
    );
    bench.give(&[card(1, "pm_card_visa")]).await;
    bench.play_until("2025-12-05T14:59:59Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed);
    bench.play_until("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert!(bench.tasks(client_id(1)).await.is_empty(), "support need not look any more");
    bench.agrees().await;
}

#[tokio::test]
async fn a_client_whose_payer_asks_for_no_card_is_left_to_support() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, None).await;
    cover_without_card(&bench).await;
    bench.play_until("2026-01-02T15:00:00Z").await;
    let ChargeState::OnHold(held) = bench.state(charge).await else { panic!("support has to settle it") };
    assert_eq!(held.reason, HoldReason::NoMethodNeeded);
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    assert_eq!(bench.subjects(), ["Your payment on Tue, Dec 2", "Your payment is on hold"]);
    assert!(bench.mails()[0].text.contains("does not require a card"));
    let held = &bench.mails()[1];
    assert_eq!((held.to.as_str(), held.at), (email(1).as_str(), at("2025-12-02T15:00:00Z")));
    for words in ["$25.00", "Tue, Dec 2", "You do not have to do anything", "(212) 555-0100"] {
        assert!(held.text.contains(words), "{words} in {}", held.text);
    }
    assert_eq!(bench.record(charge).await, ["announced", "held"]);
    bench.agrees().await;
}

#[tokio::test]
async fn a_card_is_charged_although_the_payer_asks_for_none() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    cover_without_card(&bench).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}
