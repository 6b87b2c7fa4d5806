//! Cells that are odd and do no harm.

use domain::contact::Email;
use server::import::UnknownColumns;
use store::{clients, coverages, payment_methods};
use test_support::{Export, on_both, only};

use crate::world::World;

pub fn warnings(export: &Export) -> Vec<String> {
    passing(export, UnknownColumns::Refused)
}

pub fn passing(export: &Export, unknown_columns: UnknownColumns) -> Vec<String> {
    let records = server::import::read_passing(export.path(), unknown_columns);
    let records = records.unwrap_or_else(|problems| panic!("{problems}"));
    records.warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_word_for_nothing_counts_as_an_empty_cell_with_a_warning() {
    for (file, key, column, word) in [
        ("clients.csv", "ana", "email", "N/A"),
        ("clients.csv", "ana", "phone", "NULL"),
        ("clients.csv", "ana", "pronouns", "-"),
        ("clients.csv", "ana", "chosen_first_name", "FNU"),
    ] {
        let line = Export::good().text(file).lines().position(|it| it.starts_with(&format!("{key},")));
        let place = format!("{file}, line {}, column {column}", 1 + line.expect("the row"));
        let export = Export::good().cell(file, key, column, word);
        only(&warnings(&export), &place, &["counts as an empty cell"]);
    }
}

#[test]
fn a_needed_cell_with_such_a_word_is_as_good_as_empty() {
    let export = Export::good().cell("clients.csv", "ana", "date_of_birth", "N/A");
    only(&export.problems(), "clients.csv, line 2, column date_of_birth", &["nothing is written here"]);
}

#[test]
fn names_that_look_like_such_words_are_names() {
    for (file, key, column, names) in [
        ("clients.csv", "ana", "legal_first_name", &["Null", "NULL", "None", "NA", "Nil"][..]),
        ("clients.csv", "ana", "legal_last_name", &["Null", "NULL", "None", "NA", "Nil"]),
        ("clients.csv", "ana", "chosen_first_name", &["Nan", "Nat", "Nell"]),
        ("staff.csv", "maya", "name", &["Dana Null", "None", "NA", "Nil", "Nat"]),
        ("coverages.csv", "cov-1", "subscriber", &["Dana Null", "Null", "None", "NA", "Nil"]),
        ("practices.csv", "lake", "name", &["Null and Sons", "None", "NA", "Nil"]),
    ] {
        for name in names {
            let export = Export::good().cell(file, key, column, name);
            assert_eq!(warnings(&export), Vec::<String>::new(), "{column} {name}");
        }
    }
}

#[test]
fn nobody_goes_by_null() {
    for word in ["NULL", "null", "None", "na", "nil", "NaN", "NaT"] {
        let export = Export::good().cell("clients.csv", "ana", "chosen_first_name", word);
        let place = "clients.csv, line 2, column chosen_first_name";
        only(&warnings(&export), place, &["counts as an empty cell"]);
    }
    for (file, key) in [("staff.csv", "maya"), ("practices.csv", "lake")] {
        let problems = Export::good().cell(file, key, "name", "NULL").problems();
        assert!(problems[0].contains("column name: nothing is written here"), "{problems:?}");
    }
}

#[test]
fn a_word_for_nothing_is_none_in_a_charge_that_does_without_the_cell() {
    let paid_by_check = |word| {
        let paid = crate::corrected::saying(crate::corrected::PAID);
        paid.cell("charges.csv", "soon", "receipt", word).column("charges.csv", "paid_how", "soon", "check")
    };
    for word in ["None", "NA", "nil", "NULL"] {
        for column in [
            "amount",
            "deductible",
            "coinsurance",
            "not_covered",
            "paid_on",
            "receipt",
            "refund_amount",
            "refunded_on",
            "waived_on",
            "waive_reason",
        ] {
            let export = Export::good().cell("charges.csv", "soon", column, word);
            let place = format!("charges.csv, line 4, column {column}");
            only(&warnings(&export), &place, &["counts as an empty cell"]);
        }
        let export = Export::good().column("charges.csv", "second_of", "soon", word);
        only(&warnings(&export), "charges.csv, line 4, column second_of", &["counts as an empty cell"]);
        only(&warnings(&paid_by_check(word)), "charges.csv, line 4, column receipt", &["an empty cell"]);
    }
}

#[test]
fn the_state_of_a_charge_may_be_in_capitals() {
    for state in ["Scheduled", "SCHEDULED"] {
        let export = Export::good().cell("charges.csv", "soon", "state", state);
        assert_eq!(export.problems(), Vec::<String>::new(), "{state}");
    }
}

#[test]
fn an_address_that_is_none_counts_as_none_with_a_warning() {
    let place = "clients.csv, line 2, column email";
    for (address, saying) in [
        ("ana at mail", "write the email address like name@example.com"),
        ("ana\u{200B}@mail.example", "U+200B"),
    ] {
        let export = Export::good().cell("clients.csv", "ana", "email", address);
        only(&warnings(&export), place, &[saying, "until then there is no address"]);
    }
}

async fn an_address_that_is_none_is_no_address(world: World) {
    world.import(&Export::good()).await;
    world.import(&Export::good().cell("clients.csv", "ana", "email", "ana at mail")).await;
    let id = world.client("ana").await;
    let found = clients::find(&world.store.reader(), id).await.expect("readable").expect("she is there");
    assert_eq!(found.email, None::<Email>);
}

async fn what_says_nothing_is_kept_as_nothing(world: World) {
    let export = Export::good().cell("clients.csv", "ana", "email", "N/A");
    let export = export.cell("clients.csv", "ana", "chosen_first_name", ".");
    let first = export.text("coverages.csv").lines().nth(1).expect("a coverage").to_owned();
    let key = first.split(',').next().expect("its id").to_owned();
    world.import(&export.cell("coverages.csv", &key, "effective_to", "12/31/9999")).await;
    let reader = world.store.reader();
    let ana = world.client("ana").await;
    let found = clients::find(&reader, ana).await.expect("readable").expect("she is there");
    assert_eq!((found.email, found.name.chosen_first), (None::<Email>, None));
    let covered = coverages::of_client(&reader, ana).await.expect("readable");
    assert!(covered.iter().all(|it| it.to.is_none()), "{covered:?}");
}

on_both! {
    an_address_that_is_none_is_no_address,
    an_optional_cell_that_cannot_be_read_changes_nothing,
    the_only_card_is_the_default_where_that_cannot_be_read,
    what_says_nothing_is_kept_as_nothing,
}

/// A cell that nobody needs, what cannot be read in it, and why.
const UNREADABLE: [(&str, &str, &str, &str, &str); 16] = [
    ("coverages.csv", "cov-1", "group_number", "2.85E+05", "scientific notation"),
    ("coverages.csv", "cov-1", "group_number", "2-Dec", "a date"),
    ("coverages.csv", "cov-1", "group_number", "02\u{FEFF}85617", "U+FEFF"),
    ("coverages.csv", "cov-1", "effective_to", "soon", "write the day"),
    ("coverages.csv", "cov-1", "effective_to", "1999-01-01", "ends before it begins"),
    ("practices.csv", "lake", "history_from", "1/1/25", "year-month-day"),
    ("practices.csv", "lake", "address", "12 Lake\u{7} Street", "control character"),
    ("payers.csv", "aetna", "card_required", "maybe", "(found maybe)"),
    ("payers.csv", "aetna", "attendance_fees_allowed", "1", "write true or false"),
    ("clients.csv", "ana", "provider_ids", "maya;nobody", "staff.csv has no row with the id nobody"),
    ("payment_methods.csv", "pm_card_visa_ana", "is_default", "maybe", "write true or false"),
    ("charges.csv", "own", "description", "In\u{7}take", "control character"),
    ("charges.csv", "paid", "card_last4", "42", "last four digits"),
    ("charges.csv", "paid", "card_brand", "", "fill this in beside card_last4"),
    ("charges.csv", "paid", "card_last4", "", "fill this in beside card_brand"),
    ("clients.csv", "ana", "provider_ids", "jordan", "line 4 of staff.csv is no provider"),
];

async fn an_optional_cell_that_cannot_be_read_changes_nothing(world: World) {
    let good = || {
        let export = Export::good().cell("coverages.csv", "cov-1", "effective_to", "2027-12-31");
        let export = export.cell("practices.csv", "lake", "history_from", "2024-06-01");
        export.column("practices.csv", "address", "lake", "12 Lake Street")
    };
    world.import(&good()).await;
    for (file, key, column, text, saying) in UNREADABLE {
        let odd = good().cell(file, key, column, text);
        let found = warnings(&odd);
        let [one] = &found[..] else { panic!("one warning of {column}, not {found:?}") };
        assert!(one.contains(saying) && one.contains("nothing is changed by this cell"), "{one}");
        let total = world.import(&odd).await.total();
        assert_eq!((total.created, total.changed), (0, 0), "{file} {column} {text}");
    }
}

async fn the_only_card_is_the_default_where_that_cannot_be_read(world: World) {
    world
        .import(&Export::good().cell("payment_methods.csv", "pm_card_visa_ana", "is_default", "maybe"))
        .await;
    let ana = world.client("ana").await;
    let card = payment_methods::default_of_client(&world.store.reader(), ana).await.expect("readable");
    assert_eq!(card.map(|it| it.processor_method).as_deref(), Some("pm_card_visa_ana"));
}

#[test]
fn a_zone_is_taken_by_its_older_name_and_asked_about_where_it_names_no_place() {
    let zone = |name: &str| Export::good().cell("practices.csv", "lake", "time_zone", name);
    assert!(zone("US/Eastern").problems().is_empty());
    only(&zone("EST").problems(), "practices.csv, line 2, column time_zone", &["is it America/New_York?"]);
}
