//! What SQLite's disk refuses, at the commit and before it: nothing of it holds, the person is told so where it is certain,
//! and the next unit is a whole one again.
//!
//! In a test program of its own: one of the means has every write of the process fail.
#![cfg(target_os = "linux")]

use chrono::{DateTime, Utc};
use store::{Options, Store, StoreError, webhook_events};
use test_support::disk::Disk;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Mutex, MutexGuard};

/// A write that is refused raises this signal, of which a process dies that does not listen to it.
const SIGXFSZ: i32 = 25;

/// The limit on writes holds for the whole process.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// A disk that refuses by SQLITE_FULL where it is small, and by SQLITE_IOERR where it is not.
#[derive(Debug)]
struct Refusing {
    disk: Disk,
    /// Held while the process may write nothing.
    _turn: Option<MutexGuard<'static, ()>>,
}

impl Refusing {
    async fn broken() -> Self {
        let turn = ONE_AT_A_TIME.lock().await;
        let listening = signal(SignalKind::from_raw(SIGXFSZ)).expect("signals can be listened to");
        drop(listening);
        Self { disk: Disk::broken(), _turn: Some(turn) }
    }

    /// The small one where file systems may be mounted, the broken one anywhere.
    async fn small() -> Self {
        let disk = Disk::small(3);
        if disk.is_small { Self { disk, _turn: None } } else { Self::broken().await }
    }

    fn refuses(&self, refuses: bool) {
        self.disk.refuses(std::process::id(), refuses);
    }

    /// With the disk full, surely nothing was kept. Of a write that failed the system says no more than that.
    fn is_told_truly(&self, refusal: &StoreError) -> bool {
        if self.disk.is_small {
            matches!(refusal, StoreError::Unavailable(_))
        } else {
            matches!(refusal, StoreError::Unknown(_))
        }
    }

    async fn store(&self) -> Store {
        let url = format!("sqlite://{}", self.disk.path().join("desk.db").display());
        Store::connect(&url, &Options::default()).await.expect("a store")
    }
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH
}

async fn write(store: &Store, id: &str) -> Result<(), StoreError> {
    let unit = store.begin().await?;
    webhook_events::remember(&unit, id, now()).await?;
    unit.commit().await
}

async fn is_there(store: &Store, id: &str) -> bool {
    webhook_events::is_known(&store.reader(), id).await.expect("a read")
}

/// One unit is dropped, one committed; what the second wrote, and nothing else, is there for everybody.
async fn units_are_whole(store: &Store, another: &Store, before: &[&str]) {
    let unit = store.begin().await.expect("a unit");
    webhook_events::remember(&unit, "dropped", now()).await.expect("a write");
    drop(unit);
    write(store, "committed").await.expect("a commit");
    for (name, store) in [("its own", store), ("another", another)] {
        assert!(is_there(store, "committed").await, "what was committed is not there for {name} reader");
        assert!(!is_there(store, "dropped").await, "what was dropped is there for {name} reader");
        for id in before {
            assert!(!is_there(store, id).await, "{id} is there for {name} reader");
        }
    }
    write(another, "from another").await.expect("nobody holds the lock");
}

async fn a_commit_is_refused(disk: Refusing) {
    let (store, another) = (disk.store().await, disk.store().await);
    store.migrate().await.expect("the tables");
    write(&store, "first").await.expect("a commit");
    let unit = store.begin().await.expect("a unit");
    webhook_events::remember(&unit, "refused", now()).await.expect("it waits for the commit");
    disk.refuses(true);
    let refusal = unit.commit().await.expect_err("the disk refuses");
    assert!(disk.is_told_truly(&refusal), "{refusal:?}");
    let again = write(&store, "refused again").await.expect_err("the disk still refuses");
    assert!(matches!(again, StoreError::Unavailable(_) | StoreError::Unknown(_)), "{again:?}");
    assert!(is_there(&store, "first").await, "reading still works");
    disk.refuses(false);
    units_are_whole(&store, &another, &["refused", "refused again"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_unit_after_a_commit_on_a_full_disk_is_a_whole_one() {
    a_commit_is_refused(Refusing::small().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_unit_after_a_commit_that_could_not_be_written_is_a_whole_one() {
    a_commit_is_refused(Refusing::broken().await).await;
}

/// A database that may not grow says so at the statement and takes the transaction back by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_unit_after_a_statement_that_found_no_room_is_a_whole_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("desk.db").display());
    let another = Store::connect(&url, &Options::default()).await.expect("a store");
    another.migrate().await.expect("the tables");
    let options = Options { pages_max: Some(100), ..Options::default() };
    let store = Store::connect(&url, &options).await.expect("a store");
    // Far more than fits, a row at a time, so that the row which finds no room is one of many in its unit.
    let unit = store.begin().await.expect("a unit");
    let mut written = Vec::new();
    let refusal = loop {
        let id = format!("{:0>1000}", written.len());
        match webhook_events::remember(&unit, &id, now()).await {
            Ok(_) => written.push(id),
            Err(refusal) => break refusal,
        }
    };
    assert!(matches!(refusal, StoreError::Unavailable(_)), "{refusal:?}");
    // What comes after would be written by itself, outside any transaction.
    let after = webhook_events::remember(&unit, "after", now()).await;
    assert!(after.is_err(), "a statement after the refusal was carried out");
    let committed = unit.commit().await;
    assert!(committed.is_err(), "a unit was committed although one of its statements had failed");
    let ids: Vec<_> = written.iter().map(String::as_str).chain(["after"]).collect();
    units_are_whole(&store, &another, &ids).await;
}
