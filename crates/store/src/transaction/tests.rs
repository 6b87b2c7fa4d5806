use sea_orm::{ConnectOptions, Database as Orm};
use sqlx_core::transaction::TransactionManager;
use test_support::{Kind, TestDatabase};

use super::*;

/// A pool of one connection.
async fn one(kind: Kind) -> (DatabaseConnection, TestDatabase) {
    let database = TestDatabase::fresh(kind).await;
    let mut options = ConnectOptions::new(format!(
        "{}{}",
        database.url(),
        if kind == Kind::Sqlite { "?mode=rwc" } else { "" }
    ));
    options.max_connections(1);
    (Orm::connect(options).await.expect("a connection"), database)
}

/// In a pool that lets a connection come back as it is, one with an open transaction is not made use of.
async fn is_refused_and_closed<DB: Database>(pool: &Pool<DB>) {
    let mut connection = pool.acquire().await.expect("a connection");
    DB::TransactionManager::begin(&mut connection, None).await.expect("a transaction");
    assert!(!is_idle::<DB>(&mut connection).await.expect("an answer"));
    let refused = Pooled::begin(connection, BEGIN_ON_POSTGRES).await.expect_err("it is not the outermost");
    assert!(matches!(refused, sqlx::Error::InvalidSavePointStatement), "{refused:?}");
    let mut another = pool.acquire().await.expect("a connection");
    assert!(is_idle::<DB>(&mut another).await.expect("an answer"));
    let begun = Pooled::begin(another, BEGIN_ON_POSTGRES).await.expect("a transaction");
    begun.commit().await.expect("a commit");
}

#[tokio::test]
async fn a_transaction_is_the_outermost_one_of_its_connection_or_there_is_none() {
    let (sqlite, _database) = one(Kind::Sqlite).await;
    is_refused_and_closed(sqlite.get_sqlite_connection_pool()).await;
    let (postgres, _database) = one(Kind::Postgres).await;
    is_refused_and_closed(postgres.get_postgres_connection_pool()).await;
}

#[tokio::test]
async fn who_does_not_wait_gets_no_connection_that_another_has() {
    let (sqlite, _database) = one(Kind::Sqlite).await;
    let committed = Arc::default();
    let begin =
        async || Transaction::begin(&sqlite, Wait::ForNobody, &committed).await.expect("a transaction");
    // Whoever opened it gives it back soon.
    let first = loop {
        match begin().await {
            Some(first) => break first,
            None => tokio::task::yield_now().await,
        }
    };
    assert!(begin().await.is_none());
    first.commit().await.expect("a commit");
    assert_eq!(committed.load(Ordering::Acquire), 1);
}
