//! A client moves a charge at the very moment at which it is taken: exactly one of the two happens.
//!
//! The long form: `ALMONER_RACES=1000 cargo test --release -p server --test worker races`.

use std::sync::Arc;
use std::time::Duration;

use domain::charge::{ChargeState, StateName};
use domain::reschedule::Refusal;
use server::service::charges::RescheduleError;
use store_testing::Kind;

use crate::support::people::day;
use crate::support::{Bench, MORNING, asked_for, at};

/// Of ten races each side wins one at least.
const EACH_OF_TEN: usize = 1;

async fn exactly_one_happens(kind: Kind) {
    let races = asked_for("ALMONER_RACES", 200);
    let bench = Arc::new(Bench::on(kind).await);
    let mut moved = 0;
    let mut lead = 0_i64;
    for n in 1..=u128::from(races) {
        bench.desk.business.set(at(MORNING));
        let id = bench.client_with(n, Some("pm_card_visa")).await;
        bench.work().await;
        let (access, version) = (bench.signed_in(n).await, bench.charge(id).await.version);
        bench.desk.business.set(at("2025-12-02T15:00:00Z"));
        // Whoever lost the last race gets a little more of a start, so that they meet.
        let (mover, worker) = (bench.clone(), bench.worker.clone());
        let moving = tokio::spawn(async move {
            tokio::time::sleep(micros(-lead)).await;
            mover.move_seen_at(&access, id, version, "2025-12-12").await
        });
        let taking = tokio::spawn(async move {
            tokio::time::sleep(micros(lead)).await;
            worker.run_until_idle().await
        });
        taking.await.expect("no panic").expect("the store works");
        let outcome = moving.await.expect("no panic");
        match outcome {
            Ok(it) => {
                assert!(it.moved);
                let ChargeState::Upcoming(upcoming) = bench.state(id).await else { panic!("it was moved") };
                assert_eq!(upcoming.announced.day, day("2025-12-12"));
                assert_eq!(bench.books().of_charge(&id.to_string()).count(), 0);
                moved += 1;
                lead -= 300;
            }
            Err(RescheduleError::Refused { refusal, .. }) => {
                assert_eq!(refusal, Refusal::Stale, "{n}");
                bench.work().await;
                assert_eq!(bench.state_name(id).await, StateName::Paid);
                lead += 300;
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    let taken = usize::try_from(bench.books().totals.captures).expect("few");
    let all = usize::try_from(races).expect("few");
    assert_eq!(moved + taken, all);
    let least = all / 10 * EACH_OF_TEN;
    assert!(moved >= least && taken >= least, "{moved} moved, {taken} taken");
    bench.agrees().await;
}

fn micros(lead: i64) -> Duration {
    Duration::from_micros(u64::try_from(lead).unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exactly_one_of_move_and_payment_happens_on_sqlite() {
    exactly_one_happens(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exactly_one_of_move_and_payment_happens_on_postgres() {
    exactly_one_happens(Kind::Postgres).await;
}
