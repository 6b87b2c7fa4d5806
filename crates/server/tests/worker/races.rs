//! A client moves a charge at the very moment at which one of two workers takes it: exactly one of the two happens.
//!
//! The long form is the suite `faults`.

mod acts;
mod cards;
mod import;
mod refunds;

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::charge::{ChargeState, StateName, Version};
use domain::reschedule::{Form, Refusal};
use domain::testing::{at, day};
use server::service::charges::{RescheduleError, reschedule};
use server::service::sessions::ClientAccess;
use store::charges;
use test_support::{Bench, Kind, asked_for};
use tokio::time::Instant;

/// From one charge that is taken to the next, which is long enough for a move.
const BETWEEN: Duration = Duration::from_millis(80);

/// Until the first charge is due: the workers have started by then.
const START: Duration = Duration::from_secs(3);

/// Of a hundred races each side wins one at least, on a busy machine too.
const EACH_OF_HUNDRED: usize = 1;

async fn exactly_one_happens(kind: Kind) {
    let races = asked_for("TEST_RACES", 200);
    let bench = Bench::on(kind).await;
    let ids = bench.many(u128::from(races)).await;
    bench.work().await;
    let taken_from = at("2025-12-02T15:00:00Z");
    take_one_by_one(&bench, &ids, taken_from + START).await;
    let mut movers = Vec::with_capacity(ids.len());
    for (id, n) in ids.iter().zip(1..) {
        movers.push((*id, bench.charge(*id).await.version, bench.signed_in(n).await));
    }
    bench.desk.business.set(taken_from);
    let _workers = [bench.start(taken_from, None), bench.start(taken_from, None)];
    let moved = move_each(&bench, movers, Instant::now() + START).await;
    let rest: Vec<_> = ids.iter().copied().filter(|id| !moved.contains(id)).collect();
    bench.all_are(&rest, StateName::Paid).await;
    for id in &moved {
        let ChargeState::Upcoming(upcoming) = bench.state(*id).await else { panic!("{id} was moved") };
        assert_eq!(upcoming.announced.day, day("2025-12-12"));
        assert_eq!(bench.books().of_charge(&id.to_string()).count(), 0);
    }
    assert_eq!(bench.books().totals.captures, rest.len() as u64);
    let least = ids.len() * EACH_OF_HUNDRED / 100;
    assert!(moved.len() >= least && rest.len() >= least, "{} moved, {} taken", moved.len(), rest.len());
    bench.agrees().await;
}

/// Has the workers look at the charges one after the other from then on, and not all at their charge time.
async fn take_one_by_one(bench: &Bench, ids: &[ChargeId], mut then: DateTime<Utc>) {
    let all = charges::find_many(&bench.desk.store.reader(), ids).await.expect("readable");
    bench
        .write(async |unit| {
            for id in ids {
                charges::defer(unit, *id, all[id].version, Some(then)).await.expect("it is upcoming");
                then += BETWEEN;
            }
        })
        .await;
}

/// Moves each of the charges at the moment at which it is taken, as near as can be hit; says which could be moved.
async fn move_each(
    bench: &Bench,
    movers: Vec<(ChargeId, Version, ClientAccess)>,
    mut taken: Instant,
) -> Vec<ChargeId> {
    let mut moved = Vec::new();
    let mut aim = Aim::default();
    for (id, seen, access) in movers {
        tokio::time::sleep_until(aim.at(taken)).await;
        taken += BETWEEN;
        let form = Form { version: seen, day: "2025-12-12".to_owned() };
        match reschedule(&bench.desk, &access, id, &form).await {
            Ok(it) => {
                assert!(it.moved);
                moved.push(id);
                aim.won();
            }
            Err(RescheduleError::Refused { refusal, .. }) => {
                assert_eq!(refusal, Refusal::Stale, "{id}");
                aim.lost();
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    moved
}

/// How long after the moment that was planned a move is made. Whoever won has to wait longer the next time, and the more so the
/// more often it is the same side, so that they soon meet.
#[derive(Default)]
struct Aim {
    micros: i64,
    step: i64,
}

impl Aim {
    const SMALLEST: i64 = 200;
    const LARGEST: i64 = 20_000;

    fn won(&mut self) {
        self.step = if self.step > 0 { (self.step * 2).min(Self::LARGEST) } else { Self::SMALLEST };
        self.micros += self.step;
    }

    fn lost(&mut self) {
        self.step = if self.step < 0 { (self.step * 2).max(-Self::LARGEST) } else { -Self::SMALLEST };
        self.micros += self.step;
    }

    fn at(&self, planned: Instant) -> Instant {
        let apart = Duration::from_micros(self.micros.unsigned_abs());
        if self.micros < 0 { planned - apart } else { planned + apart }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exactly_one_of_move_and_payment_happens_on_sqlite() {
    exactly_one_happens(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exactly_one_of_move_and_payment_happens_on_postgres() {
    exactly_one_happens(Kind::Postgres).await;
}
