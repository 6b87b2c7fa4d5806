use std::time::Duration;

use domain::policy::Policy;
use domain::testing::{charge_id, day, practice_id};
use store::{charges, policies};
use test_support::sample::new_charge;
use test_support::{TestStore, on_both};

on_both![
    a_unit_that_is_dropped_leaves_nothing,
    a_unit_sees_what_it_wrote_and_others_do_not_until_the_commit,
    a_unit_in_which_a_statement_failed_cannot_be_committed,
    a_unit_whose_beginning_was_called_off_disturbs_no_other,
    the_policy_of_a_day_is_the_latest_that_began,
];

async fn a_unit_that_is_dropped_leaves_nothing(books: TestStore) {
    for _ in 0..20 {
        let unit = books.begin().await.expect("a unit");
        charges::insert_many(&unit, &[new_charge(1)]).await.expect("an insert");
        drop(unit);
    }
    assert_eq!(charges::find(&books.reader(), charge_id(1)).await.expect("a read"), None);
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
}

async fn a_unit_sees_what_it_wrote_and_others_do_not_until_the_commit(books: TestStore) {
    let unit = books.begin().await.expect("a unit");
    charges::insert_many(&unit, &[new_charge(1)]).await.expect("an insert");
    assert!(charges::find(&unit, charge_id(1)).await.expect("a read").is_some());
    assert!(charges::find(&books.reader(), charge_id(1)).await.expect("a read").is_none());
    unit.commit().await.expect("a commit");
    assert!(charges::find(&books.reader(), charge_id(1)).await.expect("a read").is_some());
}

/// PostgreSQL answers the COMMIT of a transaction that has failed with ROLLBACK, and calls that no error.
async fn a_unit_in_which_a_statement_failed_cannot_be_committed(books: TestStore) {
    let unit = books.begin().await.expect("a unit");
    charges::insert_many(&unit, &[new_charge(1)]).await.expect("an insert");
    let twin = charges::insert_many(&unit, &[new_charge(1)]).await;
    assert!(twin.is_err(), "the same charge twice");
    let committed = unit.commit().await;
    assert_eq!(charges::find(&books.reader(), charge_id(1)).await.expect("a read"), None);
    assert!(committed.is_err(), "committed, and nothing is there");
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
}

/// Clients go away at any moment, and their requests with them.
async fn a_unit_whose_beginning_was_called_off_disturbs_no_other(books: TestStore) {
    for micros in 0..200 {
        let store = (*books).clone();
        let beginning = tokio::spawn(async move {
            let unit = store.begin().await;
            tokio::time::sleep(Duration::from_secs(60)).await;
            drop(unit);
        });
        tokio::time::sleep(Duration::from_micros(micros * 10)).await;
        beginning.abort();
    }
    let another = books.another().await;
    for n in 1..=20 {
        books.write(async |unit| charges::insert_many(unit, &[new_charge(n)]).await).await;
        let seen = charges::find(&another.reader(), charge_id(n)).await.expect("a read");
        assert!(seen.is_some(), "what was committed is not there");
    }
}

async fn the_policy_of_a_day_is_the_latest_that_began(books: TestStore) {
    let longer = Policy { notice_hours: 48, ..Policy::STANDARD };
    let early = Policy { charge_time: "09:30:00".parse().expect("a time"), ..longer };
    books
        .write(async |unit| {
            policies::upsert(unit, practice_id(1), day("2026-01-01"), &early).await?;
            policies::upsert(unit, practice_id(1), day("2025-06-01"), &early).await?;
            policies::upsert(unit, practice_id(1), day("2025-06-01"), &longer).await
        })
        .await;
    let reader = books.reader();
    let on = async |text| policies::at(&reader, practice_id(1), day(text)).await.expect("a read");
    assert_eq!(on("2025-05-31").await, Policy::STANDARD);
    assert_eq!(on("2025-06-01").await, longer);
    assert_eq!(on("2025-12-31").await, longer);
    assert_eq!(on("2026-01-01").await, early);
    let elsewhere = policies::at(&reader, practice_id(2), day("2026-01-01")).await.expect("a read");
    assert_eq!(elsewhere, Policy::STANDARD);
}
