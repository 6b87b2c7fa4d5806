use std::error::Error;

use domain::testing::charge_id;
use store::{Options, Store, StoreError, charges, heartbeats};
use test_support::sample::new_charge;
use test_support::{Fresh, Kind, TestDatabase, TestStore, on_both};

on_both![
    a_row_that_does_not_read_back_is_corrupt,
    a_word_outside_the_list_is_refused,
    what_a_database_says_of_values_is_not_passed_on,
    a_write_that_waits_too_long_for_another_is_unavailable,
];

async fn a_row_that_does_not_read_back_is_corrupt(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    books.raw("UPDATE charges SET facts = '{\"state\":\"scheduled\"}'").await;
    let problem = charges::find(&books.reader(), charge_id(1)).await.expect_err("no charge");
    assert_eq!(problem.to_string(), "charges.facts in the database cannot be read");
    assert!(problem.source().is_some());
    books.raw("UPDATE charges SET session_day = '2025-02-30'").await;
    let problem = charges::find(&books.reader(), charge_id(1)).await.expect_err("no charge");
    assert!(matches!(problem, StoreError::Corrupt { what: "charges.session_day", .. }), "{problem:?}");
}

async fn what_a_database_says_of_values_is_not_passed_on(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let connection = sea_orm::Database::connect(books.database.url()).await.expect("a connection");
    let is_postgres = books.database.url().starts_with("postgres");
    let of_postgres =
        ["SELECT CAST('ana@mail.example' AS integer)", "SELECT CAST('ana@mail.example' AS date)"];
    let of_both = [
        "INSERT INTO policies SELECT * FROM policies",
        "UPDATE clients SET external_key = 'ana@mail.example'",
        "UPDATE charges SET state = 'ana@mail.example'",
    ];
    for statement in of_postgres.into_iter().filter(|_| is_postgres).chain(of_both) {
        let said = sea_orm::ConnectionTrait::execute_unprepared(&connection, statement).await;
        let Err(error) = said else { continue };
        let error = StoreError::from(error);
        let cause = error.source().expect("a cause").to_string();
        assert!(cause.starts_with("the database says: ") && !cause.contains("ana"), "{statement}: {cause}");
    }
    connection.close().await.expect("a close");
}

async fn a_word_outside_the_list_is_refused(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    for statement in [
        "UPDATE charges SET state = 'gone'",
        "UPDATE charges SET kind = 'gift'",
        "UPDATE charges SET version = 0",
        "UPDATE charges SET amount_cents = -1",
        "UPDATE staff SET role = 'client'",
    ] {
        let connection = sea_orm::Database::connect(books.database.url()).await.expect("a connection");
        let refused = sea_orm::ConnectionTrait::execute_unprepared(&connection, statement).await;
        assert!(refused.is_err(), "{statement}");
        connection.close().await.expect("a close");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_machine_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let books = TestStore::fresh(Kind::Sqlite).await;
    let path = books.database.url().strip_prefix("sqlite://").expect("a path").to_owned();
    for suffix in ["", "-wal", "-shm"] {
        let file = std::fs::metadata(format!("{path}{suffix}")).expect("a file");
        assert_eq!(file.permissions().mode() & 0o777, 0o600, "{suffix}");
    }
}

#[tokio::test]
async fn a_full_database_is_unavailable_and_nothing_is_half_written() {
    let books = TestStore::fresh(Kind::Sqlite).await;
    let options = Options { pages_max: Some(200), ..Options::default() };
    let store = Store::connect(books.database.url(), &options).await.expect("a store");
    let mut last = 0;
    let problem = loop {
        let unit = store.begin().await.expect("a unit");
        let some: Vec<_> = (last + 1..=last + 10).map(new_charge).collect();
        match charges::insert_many(&unit, &some).await {
            Ok(()) => unit.commit().await.expect("a commit"),
            Err(problem) => break problem,
        }
        last += 10;
    };
    assert!(matches!(problem, StoreError::Unavailable(_)), "{problem:?}");
    let reader = store.reader();
    assert!(charges::find(&reader, charge_id(last)).await.expect("a read").is_some());
    assert!(charges::find(&reader, charge_id(last + 1)).await.expect("a read").is_none());
    heartbeats::last(&reader).await.expect("reading still works");
}

#[tokio::test]
async fn a_read_only_file_is_unavailable_for_writing_and_can_be_read() {
    let books = TestStore::fresh(Kind::Sqlite).await;
    let url = format!("{}?mode=ro", books.database.url());
    let store = Store::connect(&url, &Options::default()).await.expect("a store");
    assert!(charges::find(&store.reader(), charge_id(1)).await.expect("a read").is_none());
    assert_refuses_to_write(&store).await;
}

#[tokio::test]
async fn a_read_only_server_is_unavailable_for_writing_and_can_be_read() {
    let books = TestStore::fresh(Kind::Postgres).await;
    let url = books.database.url();
    let mark = if url.contains('?') { '&' } else { '?' };
    let url = format!("{url}{mark}options=-c%20default_transaction_read_only=on");
    let store = Store::connect(&url, &Options::default()).await.expect("a store");
    assert!(charges::find(&store.reader(), charge_id(1)).await.expect("a read").is_none());
    assert_refuses_to_write(&store).await;
}

async fn assert_refuses_to_write(store: &Store) {
    let written = async {
        let unit = store.begin().await?;
        charges::insert_many(&unit, &[new_charge(1)]).await?;
        unit.commit().await
    };
    let problem = written.await.expect_err("nothing is written");
    assert!(matches!(problem, StoreError::Unavailable(_)), "{problem:?}");
}

#[tokio::test]
async fn a_database_that_is_not_there_is_unavailable() {
    let options = Options { wait_max: std::time::Duration::from_millis(500), ..Options::default() };
    for url in ["sqlite:///no/such/folder/desk.db", "postgres://nobody@localhost/none?host=/no/such/folder"] {
        let problem = Store::connect(url, &options).await.expect_err("no store");
        assert!(matches!(problem, StoreError::Unavailable(_)), "{url}: {problem:?}");
    }
}

async fn a_write_that_waits_too_long_for_another_is_unavailable(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let options = Options { wait_max: std::time::Duration::from_millis(50), ..Options::default() };
    let impatient = Store::connect(books.database.url(), &options).await.expect("a store");
    let move_it = async || {
        let unit = impatient.begin().await?;
        charges::save(&unit, &new_charge(1).charge, None).await?;
        unit.commit().await
    };
    let unit = books.begin().await.expect("a unit");
    charges::save(&unit, &new_charge(1).charge, None).await.expect("a save");
    let problem = move_it().await.expect_err("the other has the lock");
    assert!(matches!(problem, StoreError::Unavailable(_)), "{problem:?}");
    drop(unit);
    move_it().await.expect("the lock is free");
}

#[tokio::test]
async fn a_database_in_memory_is_refused() {
    for url in ["sqlite::memory:", "sqlite://desk?mode=memory"] {
        let problem = Store::connect(url, &Options::default()).await.expect_err("no store");
        assert!(matches!(problem, StoreError::Failed(_)), "{url}: {problem:?}");
    }
}

#[tokio::test]
async fn a_database_without_tables_has_steps_pending() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let database = TestDatabase::fresh(kind).await;
        let store = Store::connect(database.url(), &Options::default()).await.expect("a store");
        assert!(store.steps_pending().await.expect("a read") > 0);
        store.migrate().await.expect("the tables");
        assert_eq!(store.steps_pending().await.expect("a read"), 0);
        store.close().await.expect("a close");
    }
}
