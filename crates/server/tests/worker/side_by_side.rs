use std::collections::BTreeMap;
use std::time::Duration;

use domain::ChargeId;
use domain::charge::StateName;
use store::{attempts, charges};
use store_testing::Kind;
use tokio_util::sync::CancellationToken;

use crate::support::{Bench, at};

/// How many charges there are at most states like this one, once all of them are in it.
async fn all_are(bench: &Bench, ids: &[ChargeId], state: StateName) {
    for _ in 0..1_200 {
        let found = charges::find_many(&bench.desk.store.reader(), ids).await.expect("readable");
        if found.values().all(|charge| charge.state.name() == state) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let found = charges::find_many(&bench.desk.store.reader(), ids).await.expect("readable");
    let mut states = BTreeMap::<&str, u32>::new();
    for charge in found.values() {
        *states.entry(charge.state.name().as_str()).or_default() += 1;
    }
    panic!("not all are {}: {states:?}", state.as_str());
}

async fn two_workers_do_everything_once(kind: Kind) {
    const CHARGES: u128 = 300;
    let bench = Bench::on(kind).await;
    let ids = bench.many(CHARGES).await;
    let stop = CancellationToken::new();
    let workers: Vec<_> = [bench.worker.clone(), bench.another_worker().await]
        .into_iter()
        .map(|worker| {
            tokio::spawn({
                let stop = stop.clone();
                async move { worker.run(stop).await }
            })
        })
        .collect();
    all_are(&bench, &ids, StateName::Upcoming).await;
    bench.desk.business.set(at("2025-12-02T15:00:00Z"));
    all_are(&bench, &ids, StateName::Paid).await;
    for _ in 0..1_200 {
        if bench.mails().len() >= 2 * ids.len() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.cancel();
    for worker in workers {
        worker.await.expect("it ends");
    }
    let totals = bench.books().totals;
    assert_eq!((totals.intents, totals.confirms, totals.captures), (300, 300, 300));
    for id in ids {
        let charge = bench.charge(id).await;
        let tries =
            attempts::of_charge(&bench.desk.store.reader(), charge.client, id).await.expect("readable");
        assert_eq!(tries.len(), 1, "{id}");
        assert_eq!(bench.record(id).await, ["announced", "try_begun", "paid"]);
    }
    let mut mails = BTreeMap::<(String, String), u32>::new();
    for mail in bench.mails() {
        *mails.entry((mail.to, mail.subject)).or_default() += 1;
    }
    assert_eq!(mails.len(), 600);
    assert!(mails.values().all(|count| *count == 1), "none was sent twice");
    bench.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_do_everything_once_on_sqlite() {
    two_workers_do_everything_once(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_do_everything_once_on_postgres() {
    two_workers_do_everything_once(Kind::Postgres).await;
}
