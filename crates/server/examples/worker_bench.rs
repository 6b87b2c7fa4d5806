//! How fast the worker is: `cargo run --release -p server --example worker_bench [CHARGES] [sqlite|postgres]`.
//!
//! Each charge is announced, taken and receipted, mails included, against the simulator in this same process. Mails are files.

use std::time::Duration;

use anyhow::Result;
use domain::charge::StateName;
use domain::testing::at;
use store::{charges, outbox};
use test_support::{Bench, Kind};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: u32 = arguments.next().map_or(Ok(5_000), |it| it.parse())?;
    let kind = match arguments.next().as_deref() {
        Some("postgres") => Kind::Postgres,
        _ => Kind::Sqlite,
    };
    let bench = Bench::on(kind).await;
    let ids = bench.many(u128::from(count)).await;
    let stop = CancellationToken::new();
    let worker = tokio::spawn({
        let (worker, stop) = (bench.worker.clone(), stop.clone());
        async move { worker.run(stop).await }
    });
    for (what, then, state, next) in [
        ("announced", "2025-12-01T14:30:00Z", StateName::Upcoming, Some(at("2025-12-02T15:00:00Z"))),
        ("taken", "2025-12-02T15:00:00Z", StateName::Paid, None),
    ] {
        let started = Instant::now();
        bench.desk.business.set(at(then));
        bench.desk.wake.notify_one();
        let reader = bench.desk.store.reader();
        while charges::next_due(&reader).await? != next || outbox::next_due(&reader).await?.is_some() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let seconds = started.elapsed();
        let a_second = u128::from(count) * 1_000 / seconds.as_millis().max(1);
        let found = charges::find_many(&reader, &ids).await?;
        assert!(found.values().all(|charge| charge.state.name() == state));
        println!("{count} charges {what} on {kind:?} in {seconds:.2?}: {a_second} a second");
    }
    stop.cancel();
    worker.await?;
    bench.agrees().await;
    let totals = bench.books().totals;
    println!("{} captures, {} confirms, nothing twice", totals.captures, totals.confirms);
    Ok(())
}
