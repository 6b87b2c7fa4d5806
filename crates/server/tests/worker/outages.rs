use domain::charge::{ChargeState, StateName};
use domain::testing::day;
use processor_simulator::{Fault, FaultRule};
use test_support::Bench;

#[tokio::test]
async fn thirty_hours_without_the_processor_in_the_middle_of_a_charge_are_one_capture() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    // It was carried out, and nobody heard of it before the line went dead.
    bench.simulator.add_fault(FaultRule::next_posts("/confirm", Fault::ResetAfter, 1));
    bench.work_at("2025-12-02T15:00:00Z").await;
    bench.simulator.shut().await;
    bench.play_until("2025-12-03T21:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Processing);
    bench.simulator.open().await;
    bench.play_until("2025-12-03T22:30:00Z").await;
    let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
    assert_eq!(paid.paid_on, day("2025-12-02"), "the day on which the money was taken");
    assert_eq!(bench.books().totals.captures, 1);
    bench.agrees().await;
}

#[tokio::test]
async fn an_attempt_that_may_have_left_is_ended_under_its_own_key_on_its_day() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.simulator.add_fault(FaultRule::next_posts("/confirm", Fault::ResetBefore, 1));
    bench.work_at("2025-12-02T15:00:00Z").await;
    bench.simulator.shut().await;
    bench.play_until("2025-12-02T19:00:00Z").await;
    bench.simulator.open().await;
    bench.play_until("2025-12-02T20:30:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!((bench.books().totals.captures, bench.books().totals.confirms), (1, 1));
    assert_eq!(bench.record(charge).await, ["announced", "attempt_begun", "paid"]);
    bench.agrees().await;
}

#[tokio::test]
async fn an_attempt_that_was_never_carried_out_is_called_off_once_its_day_is_over_and_announced_anew() {
    for never_carried_out in [Fault::ResetBefore, Fault::Error500Before, Fault::TooManyRequests] {
        let bench = Bench::new().await;
        let charge = bench.client_with(1, Some("pm_card_visa")).await;
        bench.work().await;
        bench.simulator.add_fault(FaultRule::next_posts("/confirm", never_carried_out.clone(), 1));
        bench.work_at("2025-12-02T15:00:00Z").await;
        bench.simulator.shut().await;
        bench.play_until("2025-12-03T21:00:00Z").await;
        assert_eq!(bench.books().totals.captures, 0);
        bench.simulator.open().await;
        bench.play_until("2025-12-03T22:30:00Z").await;
        let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("announced anew") };
        assert_eq!(upcoming.announced.day, day("2025-12-05"), "{never_carried_out:?}");
        assert_eq!(bench.books().totals.captures, 0, "nothing is taken on a day that nobody was told");
        bench.play_until("2025-12-05T15:00:01Z").await;
        let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
        assert_eq!(paid.paid_on, day("2025-12-05"));
        assert_eq!(
            bench.record(charge).await,
            ["announced", "attempt_begun", "day_missed", "announced", "attempt_begun", "paid"]
        );
        assert_eq!(bench.books().totals.captures, 1);
        bench.agrees().await;
    }
}

#[tokio::test]
async fn an_attempt_that_surely_never_left_is_announced_anew_once_its_day_is_over() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.simulator.shut().await;
    bench.play_until("2025-12-03T21:00:00Z").await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("it was announced anew") };
    assert_eq!(upcoming.announced.day, day("2025-12-04"));
    assert_eq!(bench.record(charge).await, ["announced", "attempt_begun", "day_missed", "announced"]);
    bench.simulator.open().await;
    bench.play_until("2025-12-05T21:00:00Z").await;
    let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
    assert_eq!(paid.paid_on, day("2025-12-04"));
    assert_eq!(bench.books().totals.captures, 1);
    bench.agrees().await;
}

#[tokio::test]
async fn an_outage_on_the_day_itself_delays_the_charge_and_no_more() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.simulator.shut().await;
    bench.play_until("2025-12-02T19:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Processing);
    bench.simulator.open().await;
    bench.play_until("2025-12-02T20:30:00Z").await;
    let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
    assert_eq!(paid.paid_on, day("2025-12-02"));
    assert_eq!(bench.record(charge).await, ["announced", "attempt_begun", "paid"]);
    bench.agrees().await;
}
