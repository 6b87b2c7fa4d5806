//! Two worker processes on one database.

use std::collections::BTreeMap;

use domain::charge::StateName;
use domain::testing::at;
use store::attempts;
use test_support::almoner::Process;
use test_support::sample::NOW;
use test_support::{Bench, Kind};

fn two_from(bench: &Bench, start: &str) -> [Process; 2] {
    [bench.start(at(start), None), bench.start(at(start), None)]
}

async fn two_workers_do_everything_once(kind: Kind) {
    const CHARGES: u128 = 300;
    let bench = Bench::on(kind).await;
    let ids = bench.many(CHARGES).await;
    {
        let _workers = two_from(&bench, NOW);
        bench.all_are(&ids, StateName::Upcoming).await;
        bench.mails_are(ids.len()).await;
    }
    {
        let _workers = two_from(&bench, "2025-12-02T15:00:00Z");
        bench.all_are(&ids, StateName::Paid).await;
        bench.mails_are(2 * ids.len()).await;
    }
    let totals = bench.books().totals;
    assert_eq!((totals.intents, totals.confirms, totals.captures), (300, 300, 300));
    for id in ids {
        let charge = bench.charge(id).await;
        let attempts =
            attempts::of_charge(&bench.desk.store.reader(), charge.client, id).await.expect("readable");
        assert_eq!(attempts.len(), 1, "{id}");
        assert_eq!(bench.record(id).await, ["announced", "attempt_begun", "paid"]);
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
