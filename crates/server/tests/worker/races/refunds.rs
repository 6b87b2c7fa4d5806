//! Two of ours give money of one payment back at once, all of it and a part, and somebody does in the practice's dashboard, while it is heard
//! of: what was paid goes back, and no more.

use std::time::Duration;

use domain::Money;
use domain::actor::Actor;
use domain::refund_request::RefundRefusal;
use domain::testing::AGENT;
use processor::RefundStatus;
use server::payments::{GiveBackError, ToGiveBack, follow_named, give_back};
use test_support::{Bench, Kind, asked_for};
use tokio::time::{Instant, sleep_until};

use super::Aim;

const BY: Actor = Actor::Staff(AGENT);

/// Until both begin, which is longer than one of them waits for the other.
const BETWEEN: Duration = Duration::from_millis(25);

async fn only_what_was_paid_goes_back(kind: Kind) {
    let races = asked_for("TEST_RACES", 25);
    let bench = Bench::on(kind).await;
    let charges = bench.many(u128::from(races)).await;
    bench.work().await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    let (mut aim, mut parts_first) = (Aim::default(), 0);
    for charge in &charges {
        let intent = bench.intent_of(*charge).await;
        let some = Some(Money::usd(1_300));
        let planned = Instant::now() + BETWEEN;
        let (all, some, _, _) = tokio::join!(
            async {
                sleep_until(aim.at(planned)).await;
                give_back(&bench.desk, BY, *charge, ToGiveBack::own(None), "Billed twice").await
            },
            async {
                sleep_until(planned).await;
                give_back(&bench.desk, BY, *charge, ToGiveBack::own(some), "Billed twice").await
            },
            async {
                sleep_until(planned).await;
                bench.simulator.refund(&intent, Some(700), RefundStatus::Succeeded)
            },
            async {
                sleep_until(planned).await;
                follow_named(&bench.desk, &intent).await
            },
        );
        assert!(all.is_ok() || some.is_ok(), "{all:?} {some:?}");
        // Whoever gives a part back before leaves something; of all nothing is left for a part.
        let refused = |it: &GiveBackError| matches!(it, GiveBackError::Refused(RefundRefusal::Amount { .. }));
        if some.is_ok() {
            parts_first += 1;
            aim.lost();
        } else {
            assert!(some.as_ref().err().is_some_and(refused), "{some:?}");
            aim.won();
        }
    }
    bench.work_at("2025-12-02T15:30:00Z").await;
    for charge in charges {
        let kept = bench.state(charge).await.kept().expect("it was paid");
        let line = bench.books().of_charge(&charge.to_string()).next().expect("it was taken").clone();
        assert_eq!(kept.cents(), line.received - line.refunded);
    }
    println!("{kind:?}, refund against refund: {races} races, a part came first in {parts_first}");
    assert!((1..races).contains(&parts_first), "both sides win some: {parts_first} of {races}");
    bench.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_gives_back_at_once_gives_back_what_was_paid_and_no_more_on_sqlite() {
    only_what_was_paid_goes_back(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_gives_back_at_once_gives_back_what_was_paid_and_no_more_on_postgres() {
    only_what_was_paid_goes_back(Kind::Postgres).await;
}
