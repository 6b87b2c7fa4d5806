//! The disk gets full while charges are taken, and has room again some time later. Each is taken once.
//!
//! The long form is the suite `faults`.

use std::time::Duration;

use chrono::Days;
use domain::ChargeId;
use domain::charge::StateName;
use domain::testing::at;
use test_support::disk::Disk;
use test_support::{Bench, asked_for};

/// 10:00 in New York on the day on which all charges are due.
const CHARGE_TIME: &str = "2025-12-02T15:00:01Z";

const CHARGES: u64 = 200;

/// How far apart one looks at what another process does, and how often at most: a minute in all.
const LOOK: Duration = Duration::from_millis(5);
const LOOKS: u32 = 12_000;

/// After how many captures the disk gets full: another number each round, early enough that no worker has all the rest in hand.
fn full_after(round: u64) -> u64 {
    5 + round * 7 % 36
}

async fn each_is_taken_once(disk: &Disk, round: u64) {
    let bench = Bench::in_folder(disk.path()).await;
    let ids = bench.many(CHARGES.into()).await;
    bench.play_until("2025-12-02T14:59:00Z").await;
    let now = at(CHARGE_TIME);
    bench.desk.business.set(now);

    let mut worker = bench.start_sturdy(now);
    captured(&bench, full_after(round)).await;
    disk.refuses(worker.id(), true);
    worker.log_until("").await;
    disk.refuses(worker.id(), false);
    // It goes on by itself; what it had in hand when the disk was full waits for its outcome to be read.
    captured(&bench, bench.books().totals.captures + 20).await;
    worker.end().await;
    let at_the_end = bench.books().totals.captures;

    // Another process, two days later.
    let later = now + Days::new(2);
    bench.desk.real.set(bench.desk.real.now() + chrono::Duration::days(2));
    bench.desk.business.set(later);
    bench.work().await;
    for days in 1..=8 {
        bench.desk.business.set(later + Days::new(days));
        bench.work().await;
    }
    let captures = bench.books().totals.captures;
    assert_eq!(captures, CHARGES, "{at_the_end} were taken by the first process");
    all_paid(&bench, &ids).await;
    bench.agrees().await;
}

/// Waits until so much was captured, or all there is.
async fn captured(bench: &Bench, count: u64) {
    for _ in 0..LOOKS {
        if bench.books().totals.captures >= count.min(CHARGES) {
            return;
        }
        tokio::time::sleep(LOOK).await;
    }
    panic!("{} captured and not {count}", bench.books().totals.captures);
}

async fn all_paid(bench: &Bench, ids: &[ChargeId]) {
    for id in ids {
        let state = bench.state_name(*id).await;
        assert_eq!(state, StateName::Paid, "{id}: {:?}", bench.entries(*id).await);
    }
}

async fn each_is_taken_once_on(disk: impl Fn() -> Disk) {
    for round in 0..asked_for("TEST_FULL_DISKS", 1) {
        each_is_taken_once(&disk(), round).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_charge_is_taken_once_although_the_disk_was_full_for_a_while() {
    each_is_taken_once_on(|| Disk::small(8)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_charge_is_taken_once_although_nothing_could_be_written_for_a_while() {
    each_is_taken_once_on(Disk::broken).await;
}
