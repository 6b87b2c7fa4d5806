//! What is known of a commit that PostgreSQL did not confirm. What SQLite's disk refuses has a test program of its own.

use std::time::Duration;

use domain::testing::at;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use store::{StoreError, webhook_events};
use test_support::{Fresh, Kind, TestStore};

const NOW: &str = "2025-12-01T15:00:00Z";

/// Has the database do `what` for each event that is remembered, when it is committed.
async fn at_commit(books: &TestStore, what: &str) {
    books
        .raw(&format!(
        "CREATE FUNCTION at_commit() RETURNS trigger AS $$ BEGIN {what}; RETURN NULL; END $$ LANGUAGE plpgsql;
         CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON webhook_events
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_commit()"
    ))
        .await;
}

async fn is_known(books: &TestStore, id: &str) -> bool {
    webhook_events::is_known(&books.reader(), id).await.expect("a read")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_the_server_refuses_kept_nothing_and_that_is_known() {
    let books = TestStore::fresh(Kind::Postgres).await;
    at_commit(&books, "RAISE EXCEPTION 'not today' USING ERRCODE = '40001'").await;
    let unit = books.begin().await.expect("a unit");
    webhook_events::remember(&unit, "evt_1", at(NOW)).await.expect("a write");
    let refusal = unit.commit().await.expect_err("the server refuses");
    assert!(matches!(refusal, StoreError::Unavailable(_)), "{refusal:?}");
    assert!(!is_known(&books, "evt_1").await);
    books.raw("DROP TRIGGER at_commit ON webhook_events").await;
    books.write(async |unit| webhook_events::remember(unit, "evt_2", at(NOW)).await).await;
    assert!(is_known(&books, "evt_2").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_connection_is_lost_is_unknown() {
    let books = TestStore::fresh(Kind::Postgres).await;
    at_commit(&books, "PERFORM pg_sleep(60)").await;
    let unit = books.begin().await.expect("a unit");
    webhook_events::remember(&unit, "evt_1", at(NOW)).await.expect("a write");
    let committing = tokio::spawn(unit.commit());
    let admin = Database::connect(books.database.url()).await.expect("a connection");
    while !terminated(&admin).await {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let outcome = committing.await.expect("no panic").expect_err("nobody confirmed it");
    assert!(matches!(outcome, StoreError::Unknown(_)), "{outcome:?}");
    books.raw("DROP TRIGGER at_commit ON webhook_events").await;
    books.write(async |unit| webhook_events::remember(unit, "evt_2", at(NOW)).await).await;
    assert!(is_known(&books, "evt_2").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_was_lost_while_nobody_had_it_is_replaced() {
    let books = TestStore::fresh(Kind::Postgres).await;
    books
        .raw(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .await;
    let unit = books.begin_if_idle().await.expect("another connection").expect("nobody has it");
    assert!(webhook_events::remember(&unit, "evt_1", at(NOW)).await.expect("a write"));
    unit.commit().await.expect("a commit");
}

/// Ends the connection that is in the midst of its commit; says whether there was one.
async fn terminated(admin: &DatabaseConnection) -> bool {
    let statement = Statement::from_string(
        DbBackend::Postgres,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND query = 'COMMIT' AND wait_event = 'PgSleep'",
    );
    !admin.query_all_raw(statement).await.expect("a read").is_empty()
}
