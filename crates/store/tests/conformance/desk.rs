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
        let desk = Self::empty(kind).await;
        sample::fill(&desk.store).await;
        desk
    }

    /// With tables, but nothing in them.
    pub async fn empty(kind: Kind) -> Self {
        let database = TestDatabase::fresh(kind).await;
        let database = database.unwrap_or_else(|problem| panic!("{}", problem.with_causes()));
        let store = connect(database.url()).await;
        store.migrate().await.expect("the tables");
        Self { store, database }
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
