//! A store on a database of its own.

use std::ops::Deref;
use std::path::Path;

use sea_orm::{ConnectionTrait, Database};
use store::{Options, Store, StoreError, Unit};

use crate::{Fresh, Kind, TestDatabase, sample};

/// A store and its database, which is gone when this is dropped.
#[derive(Debug)]
pub struct TestStore {
    store: Store,
    pub database: TestDatabase,
}

impl Fresh for TestStore {
    /// With the sample's practice and people, who have neither cards nor charges.
    async fn fresh(kind: Kind) -> Self {
        Self::filled(kind, "people", sample::people).await
    }
}

impl TestStore {
    /// With tables, but nothing in them.
    pub async fn empty(kind: Kind) -> Self {
        Self::filled(kind, "tables", async |_: &Unit| {}).await
    }

    /// With what `fill` writes once for all tests of this program, under this label.
    pub async fn filled(kind: Kind, label: &str, fill: impl AsyncFnOnce(&Unit)) -> Self {
        let database = TestDatabase::prepared(kind, label, async |url| {
            made(url, fill).await.close().await.expect("a close");
        });
        let database = database.await;
        Self { store: connect(database.url()).await, database }
    }

    /// With the sample's practice and people, on SQLite in this folder.
    pub async fn in_folder(folder: &Path) -> Self {
        let database = TestDatabase::in_folder(folder);
        Self { store: made(database.url(), sample::people).await, database }
    }

    /// As another process would open it.
    pub async fn another(&self) -> Store {
        connect(self.database.url()).await
    }

    /// Past the store, as nobody should.
    pub async fn raw(&self, sql: &str) {
        let connection = Database::connect(self.database.url()).await.expect("a connection");
        connection.execute_unprepared(sql).await.expect("a statement");
        connection.close().await.expect("a close");
    }

    /// One unit of work that is committed.
    pub async fn write<T>(&self, work: impl AsyncFnOnce(&Unit) -> Result<T, StoreError>) -> T {
        write(&self.store, async |unit| work(unit).await.expect("the work")).await
    }

    /// One unit of work that is refused, and rolled back.
    pub async fn refused<T>(&self, work: impl AsyncFnOnce(&Unit) -> Result<T, StoreError>) -> StoreError {
        let unit = self.store.begin().await.expect("a unit");
        match work(&unit).await {
            Ok(_) => panic!("the work is not refused"),
            Err(refusal) => refusal,
        }
    }
}

impl Deref for TestStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// Writes in one unit of work.
pub async fn write<T>(store: &Store, work: impl AsyncFnOnce(&Unit) -> T) -> T {
    let unit = store.begin().await.expect("a unit");
    let result = work(&unit).await;
    unit.commit().await.expect("a commit");
    result
}

/// Opens the database at this address.
pub async fn connect(url: &str) -> Store {
    Store::connect(url, &Options::default()).await.expect("a store")
}

async fn made(url: &str, fill: impl AsyncFnOnce(&Unit)) -> Store {
    let store = connect(url).await;
    store.migrate().await.expect("the tables");
    write(&store, fill).await;
    store
}
