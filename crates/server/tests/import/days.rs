//! Days on which something is said to have happened.

use domain::charge::ChargeState;
use domain::testing::{at, day};
use indicatif::ProgressBar;
use server::import::{self, ImportError, Summary};
use test_support::{Export, Fresh, Kind, lines};

use crate::corrected::{PAID, saying};
use crate::world::World;

async fn imported_at(now: &str, export: &Export) -> Result<Summary, Vec<String>> {
    let world = World::fresh(Kind::Sqlite).await;
    let mut records = import::read(export.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let mut make_id = || world.ids.uuid();
    let bar = ProgressBar::hidden();
    match import::apply(&world.store, &mut records, at(now), &mut make_id, &bar).await {
        Ok(summary) => Ok(summary),
        Err(ImportError::Refused(problems)) => Err(lines(&problems)),
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn what_has_happened_is_dated_a_week_ahead_at_most_by_the_day_where_the_practice_is() {
    for (key, column, line) in [
        ("nothing", "answered_on", 3),
        ("soon", "answered_on", 4),
        ("paid", "paid_on", 5),
        ("part", "refunded_on", 6),
        ("waived", "waived_on", 8),
    ] {
        let export = Export::good().cell("charges.csv", key, column, "2025-12-10");
        // It is the third in Greenwich, and in New York not yet.
        let refused = imported_at("2025-12-03T03:30:00Z", &export).await.expect_err("it is too far ahead");
        let expected = format!(
            "charges.csv, line {line}, column {column}: this day is more than a week ahead, and here stands when \
             something happened; it is 2025-12-02 where the practice is; correct it"
        );
        assert_eq!(refused, [expected]);
        assert!(imported_at("2025-12-03T05:30:00Z", &export).await.is_ok(), "{key}");
    }
}

#[tokio::test]
async fn a_payment_too_far_ahead_settles_nothing() {
    let world = World::fresh(Kind::Sqlite).await;
    world.import(&Export::good()).await;
    let paid =
        ["state", "paid_on", "receipt", "first_day"].into_iter().zip(["paid", "2026-12-01", "R-9", ""]);
    let later =
        paid.fold(Export::good(), |it, (column, value)| it.cell("charges.csv", "soon", column, value));
    let refused = world.refused(&later).await;
    assert!(refused[0].starts_with("charges.csv, line 4, column paid_on: "), "{refused:?}");
    let ChargeState::Scheduled(it) = world.charge("soon").await.state else { panic!("it is still owed") };
    assert_eq!(it.first_day, day("2025-12-02"));
}

#[tokio::test]
async fn a_check_dated_ahead_settles_what_was_announced() {
    let world = World::fresh(Kind::Sqlite).await;
    world.soon_is_announced().await;
    world.import(&saying(PAID).cell("charges.csv", "soon", "paid_on", "2025-12-01")).await;
    let ChargeState::SettledElsewhere(it) = world.charge("soon").await.state else { panic!("it is settled") };
    assert_eq!(it.payment.on, day("2025-12-01"));
}
