use domain::charge::{CardShown, ChargeState, StateName};

use crate::support::people::{client_id, day};
use crate::support::{Bench, at};

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
    assert_eq!(bench.record(charge).await, ["announced", "try_begun", "paid"]);
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
