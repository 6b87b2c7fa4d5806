use sea_orm::{ConnectionTrait, Database};
use store::Store;
use test_support::{Kind, TestDatabase, TestStore, on_both};

on_both![tables_that_are_up_to_date_stay_as_they_are];

async fn tables_that_are_up_to_date_stay_as_they_are(books: TestStore) {
    books.migrate().await.expect("nothing to do");
    assert_eq!(books.steps_pending().await.expect("a read"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_processes_may_bring_the_tables_up_to_date_at_once() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let database = TestDatabase::fresh(kind).await;
        let url = database.url();
        let stores: Vec<Store> = {
            let mut stores = Vec::new();
            for _ in 0..4 {
                stores.push(Store::connect(url, &store::Options::default()).await.expect("a store"));
            }
            stores
        };
        let migrations = stores.into_iter().map(|store| tokio::spawn(async move { store.migrate().await }));
        for migration in migrations.collect::<Vec<_>>() {
            migration.await.expect("no panic").expect("the tables");
        }
    }
}

/// A table that only grows between two prunings is not read from end to end by each.
#[tokio::test]
async fn what_is_forgotten_by_its_age_is_found_by_an_index() {
    let books = TestStore::empty(Kind::Sqlite).await;
    let connection = Database::connect(books.database.url()).await.expect("a connection");
    for (table, age) in [("webhook_events", "seen_at"), ("sessions", "expires_at")] {
        let plan = sea_orm::Statement::from_string(
            sea_orm::DbBackend::Sqlite,
            format!("EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE {age} < 1 ORDER BY {age} LIMIT 1"),
        );
        let rows = connection.query_all_raw(plan).await.expect("a plan");
        let steps: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a step")).collect();
        assert!(steps.len() == 1 && steps[0].starts_with(&format!("SEARCH {table} USING")), "{steps:?}");
    }
}

/// What may be unique in the whole database: nothing of it belongs to a client, or it says where a client's rows lie.
const WHOLE_DATABASE: [&str; 15] = [
    "arrivals_pkey",
    "heartbeats_pkey",
    "imports_pkey",
    "logins_email",
    "logins_pkey",
    "outbox_by_return_token",
    // Objects to be deleted, whosever they were: the client may be gone by then.
    "photo_deletions_pkey",
    "practices_key",
    "practices_pkey",
    "seaql_migrations_pkey",
    "sessions_pkey",
    "sessions_token",
    "sweeps_pkey",
    "unapplied_payments_pkey",
    "webhook_events_pkey",
];

#[tokio::test]
async fn every_other_unique_index_names_the_client_or_the_practice() {
    let books = TestStore::empty(Kind::Postgres).await;
    let connection = Database::connect(books.database.url()).await.expect("a connection");
    let indexes = sea_orm::Statement::from_string(
        sea_orm::DbBackend::Postgres,
        "SELECT indexname::text, indexdef::text FROM pg_indexes \
         WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%' ORDER BY indexname",
    );
    let mut whole_database = Vec::new();
    for row in connection.query_all_raw(indexes).await.expect("a read") {
        let name: String = row.try_get_by_index(0).expect("a name");
        let definition: String = row.try_get_by_index(1).expect("a definition");
        if !definition.contains("client_id") && !definition.contains("practice_id") {
            whole_database.push(name);
        }
    }
    assert_eq!(whole_database, WHOLE_DATABASE);
}
