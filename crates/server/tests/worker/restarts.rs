//! A worker is killed in the midst of the charge run and started again: what it had begun is settled soon.

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::charge::StateName;
use domain::testing::at;
use futures_util::future::join_all;
use processor_simulator::{Behaviour, Fault, FaultRule};
use server::crash_points::CrashPoint;
use test_support::{Bench, Death, Kind, until};
use tokio::time::Instant;

/// How long after a restart everything is settled at the latest.
const SETTLED_WITHIN: Duration = Duration::from_secs(30);

const CHARGES: u128 = 24;

/// How long it takes a worker that is started after another died at `point` until nothing is left open.
async fn settled_after_death_at(point: CrashPoint, kind: Kind) -> Duration {
    let bench = Bench::on(kind).await;
    let ids = bench.many(CHARGES).await;
    bench.work().await;
    let charge_time = at("2025-12-02T15:00:00Z");
    bench.desk.business.set(charge_time);
    let started = Instant::now();
    let killed = bench.start(charge_time, Some(Death::At(point, 1)));
    assert!(killed.dies(Duration::from_secs(60)).await, "it met {}", point.as_str());
    let restarted = Instant::now();
    let _worker = bench.start(charge_time + started.elapsed(), None);
    bench.all_are(&ids, StateName::Paid).await;
    every_mail_is_sent(&bench).await;
    let took = restarted.elapsed();
    assert_eq!(bench.books().totals.captures, ids.len() as u64);
    bench.agrees().await;
    took
}

/// Waits until the worker has left no mail to be sent now.
async fn every_mail_is_sent(bench: &Bench) {
    until(async || {
        let next = store::outbox::next_due(&bench.desk.store.reader()).await.expect("readable");
        let waits = next.filter(|at| *at <= bench.desk.business.now());
        waits.map_or(Ok(()), |at| Err(format!("a mail waits since {at}")))
    })
    .await;
}

async fn everything_is_settled_within_thirty_seconds_of_a_restart(kind: Kind) {
    let took = join_all(CrashPoint::ALL.map(|point| settled_after_death_at(point, kind))).await;
    let late: Vec<_> =
        CrashPoint::ALL.into_iter().zip(&took).filter(|(_, took)| **took > SETTLED_WITHIN).collect();
    assert!(late.is_empty(), "settled too late after a death at {late:?}; all took {took:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_settled_within_thirty_seconds_of_a_restart_on_sqlite() {
    everything_is_settled_within_thirty_seconds_of_a_restart(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_settled_within_thirty_seconds_of_a_restart_on_postgres() {
    everything_is_settled_within_thirty_seconds_of_a_restart(Kind::Postgres).await;
}

/// A worker is stopped while its request is with the processor, and its claim runs out. What another one wrote since stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paused_worker_that_wakes_finds_its_claim_gone_and_writes_nothing() {
    let bench = Bench::new().await;
    let id = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.give_lingering_card(1).await;
    let charge_time = at("2025-12-02T15:00:00Z");
    bench.desk.business.set(charge_time);
    bench.simulator.add_fault(FaultRule::next_posts("/confirm", Fault::LateAnswer { ms: 6_000 }, 1));
    let mut paused = bench.start_listened_to(charge_time);
    while bench.books().totals.confirms == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    bench.stop_between_writes(&paused).await;
    // It cannot end its turn any more. As long as its claim runs nobody takes over.
    let begun = bench.charge(id).await;
    let (before, later) = (Instant::now(), charge_time + Duration::from_secs(120));
    bench.desk.business.set(later);
    bench.work().await;
    assert!(before.elapsed() > Duration::from_secs(5), "taken over after {:?}", before.elapsed());
    let looks_again = next_due(&bench).await;
    assert!(looks_again > later, "the other one looked, and will look again");
    paused.signal("CONT").await;
    paused.log_until("claims on charges ran out").await;
    assert_eq!(next_due(&bench).await, looks_again);
    assert_eq!(bench.charge(id).await, begun);
    // The money arrives, and is booked by whoever looks next.
    drop(paused);
    let intent = bench.books().intents[0].id.clone();
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.play_until("2025-12-02T18:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    bench.agrees().await;
}

async fn next_due(bench: &Bench) -> DateTime<Utc> {
    store::charges::next_due(&bench.desk.store.reader()).await.expect("readable").expect("it is open")
}
