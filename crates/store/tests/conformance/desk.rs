//! A fresh database with the small practice of `sample` in it.

use std::ops::Deref;

use sea_orm::{ConnectionTrait, Database};
use store::{Options, Store, StoreError, Unit};
use store_testing::{Kind, TestDatabase};

use crate::sample;

pub struct Desk {
    store: Store,
    pub database: TestDatabase,
}

impl Desk {
    pub async fn fresh(kind: Kind) -> Self {
        Self::prepared(kind, "sample", async |store| sample::fill(store).await).await
    }

    /// With tables, but nothing in them.
    pub async fn empty(kind: Kind) -> Self {
        Self::prepared(kind, "tables", async |_| {}).await
    }

    async fn prepared(kind: Kind, label: &str, fill: impl AsyncFnOnce(&Store)) -> Self {
        let database = TestDatabase::prepared(kind, label, async |url| {
            let store = connect(url).await;
            store.migrate().await.expect("the tables");
            fill(&store).await;
            store.close().await.expect("a close");
        });
        let database = database.await.unwrap_or_else(|problem| panic!("{}", problem.with_causes()));
        Self { store: connect(database.url()).await, database }
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
        let unit = self.store.begin().await.expect("a unit");
        let result = work(&unit).await.expect("the work");
        unit.commit().await.expect("a commit");
        result
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

impl Deref for Desk {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

async fn connect(url: &str) -> Store {
    Store::connect(url, &Options::default()).await.expect("a store")
}
