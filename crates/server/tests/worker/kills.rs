//! Workers are killed in the midst of their work, at named points and at random ones. Nothing is lost and nobody is charged
//! twice.
//!
//! The long form is the suite `faults`.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, Days, Utc};
use domain::audit::Action;
use domain::charge::ChargeState;
use domain::testing::{at, charge_id};
use processor_simulator::{Fault, FaultRule};
use server::crash_points::CrashPoint;
use test_support::{Bench, Death, Kind, asked_for};
use tokio::time::Instant;

/// How long a worker that does not meet its point is left to itself. What it meets first it meets in the end; later times may
/// not come in a day's work.
const fn patience(skip: u32) -> Duration {
    Duration::from_secs(if skip == 0 { 60 } else { 5 })
}

/// How long what a dead worker had claimed waits for another one.
const LEASE: Duration = Duration::from_secs(15);

/// How long after a restart everything is settled at the latest.
const SETTLED_WITHIN: Duration = Duration::from_secs(30);

/// A day of the run: from its charge time on, `charge_time` of the practice.
fn day_of(round: u64) -> DateTime<Utc> {
    at("2025-12-01T15:00:01Z") + Days::new(round)
}

/// Points in turn, and a moment by chance. In the first two rounds there is nothing to be taken yet.
fn death_of(round: u64) -> Death {
    let skip = u32::try_from(round / 6 % 4).unwrap_or_default();
    match round % 6 {
        0 => Death::At(CrashPoint::MailNotCommitted, skip),
        1 => Death::After(Duration::from_millis(300 + round * 37 % 400)),
        2 => Death::At(CrashPoint::AttemptStored, skip),
        3 => Death::At(CrashPoint::RequestSent, skip),
        4 => Death::At(CrashPoint::AnswerNotCommitted, skip),
        _ => Death::At(CrashPoint::OutboxUnsent, skip),
    }
}

async fn nothing_is_lost_and_nobody_is_charged_twice(kind: Kind) {
    let (charges, kills) = (asked_for("TEST_CHARGES", 60), asked_for("TEST_KILLS", 6));
    let bench = Bench::on(kind).await;
    let a_day = u128::from(charges.div_ceil(kills));
    let mut slowest = Duration::ZERO;
    let mut deaths = BTreeMap::<String, u64>::new();
    // A few lines go dead as well, so that restarts meet outcomes that nobody heard of.
    for fault in [Fault::ResetAfter, Fault::ResetBefore, Fault::Error500After] {
        bench.simulator.add_fault(FaultRule::by_chance(fault, 5));
    }
    for round in 0..kills {
        let wished = (day_of(round) + Days::new(2)).date_naive().to_string();
        let first = u128::from(round) * a_day + 1;
        bench.clients(first..=first + a_day - 1, Some("pm_card_visa"), &wished).await;
        let now = day_of(round);
        bench.desk.business.set(now);
        let death = death_of(round);
        let worker = bench.start(now, Some(death));
        let by_itself = match death {
            Death::At(_, skip) => worker.dies(patience(skip)).await,
            Death::After(after) => !worker.dies(after).await,
        };
        if by_itself {
            let how = match death {
                Death::At(point, _) => point.as_str(),
                Death::After(_) => "at random",
            };
            *deaths.entry(how.to_owned()).or_default() += 1;
        }
        // The day goes on with another worker, once what the dead one had claimed is free again.
        bench.claims_lapse();
        let restarted = Instant::now();
        finish(&bench, now).await;
        slowest = slowest.max(LEASE + restarted.elapsed());
    }
    bench.simulator.clear_faults();
    for round in kills..kills + 6 {
        finish(&bench, day_of(round)).await;
    }
    println!("{kills} kills in {charges} charges: settled {slowest:?} after a restart at the latest");
    assert!(slowest <= SETTLED_WITHIN, "{slowest:?}");
    let ids = (1..=u128::from(kills) * a_day).map(charge_id);
    for id in ids.clone() {
        let ChargeState::Paid(paid) = bench.state(id).await else {
            panic!("{id} is {:?}: {:?}", bench.state_name(id).await, bench.entries(id).await)
        };
        let told = bench.entries(id).await.into_iter().rev().find_map(|entry| match entry {
            Action::Announced { day, .. } => Some(day),
            _ => None,
        });
        assert_eq!(told, Some(paid.paid_on), "{id} was taken on a day that was announced");
    }
    let count = ids.count();
    assert_eq!(bench.books().totals.captures, count as u64);
    every_charge_has_its_mails(&bench, count);
    bench.agrees().await;
    for point in CrashPoint::ALL {
        assert!(deaths.contains_key(point.as_str()), "nobody died at {}: {deaths:?}", point.as_str());
    }
    let met: u64 = deaths.values().sum();
    assert!(met * 3 >= kills * 2, "too few died where they should: {deaths:?}");
}

/// Lets a worker do all that is due at `now`, and the attempts that were left open a little later.
async fn finish(bench: &Bench, now: DateTime<Utc>) {
    for later in [0, 2, 5, 20] {
        bench.desk.business.set(now + chrono::Duration::minutes(later));
        bench.work().await;
    }
}

/// Each charge has a notice and one receipt; a mail that was sent twice is the same mail.
fn every_charge_has_its_mails(bench: &Bench, count: usize) {
    let mut receipts = BTreeMap::<String, BTreeSet<String>>::new();
    let mut notices = BTreeSet::new();
    for mail in bench.mails() {
        let message_id = mail.id.split_once('-').map(|(_, id)| id.to_owned()).expect("time and id");
        if mail.subject.starts_with("Receipt") {
            receipts.entry(mail.to).or_default().insert(message_id);
        } else {
            notices.insert(mail.to);
        }
    }
    assert_eq!((notices.len(), receipts.len()), (count, count));
    assert!(receipts.values().all(|ids| ids.len() == 1), "one receipt each, however often it was sent");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nobody_is_charged_twice_on_sqlite() {
    nothing_is_lost_and_nobody_is_charged_twice(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nobody_is_charged_twice_on_postgres() {
    nothing_is_lost_and_nobody_is_charged_twice(Kind::Postgres).await;
}
