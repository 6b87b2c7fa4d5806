//! Rows that are wrong by themselves, or with rows of other files.

use test_support::{Export, only};

use crate::odd::warnings;

/// Sets one cell and expects one problem there.
#[track_caller]
fn refused(file: &str, key: &str, column: &str, value: &str, saying: &str) {
    let export = Export::good().cell(file, key, column, value);
    let text = export.text(file);
    let line = 1 + text.lines().position(|line| line.starts_with(&format!("{key},"))).unwrap_or(0);
    export.refused(&format!("{file}, line {line}, column {column}"), saying);
}

#[test]
fn a_practice_is_in_a_us_zone_and_says_how_it_is_reached() {
    refused("practices.csv", "lake", "time_zone", "Europe/Berlin", "not a US time zone");
    refused("practices.csv", "lake", "support_phone", "555-0142", "area code");
    refused("practices.csv", "lake", "support_email", "support", "name@example.com");
    refused("practices.csv", "lake", "support_hours", "", "nothing is written here");
}

#[test]
fn nobody_on_the_staff_is_a_client() {
    refused("staff.csv", "jordan", "role", "client", "write one of provider, client_support");
    refused("staff.csv", "jordan", "role", "client_suport", "is it client_support?");
}

#[test]
fn programs_of_payers_are_words() {
    refused("payers.csv", "aetna", "program", "comercial", "is it commercial?");
}

#[test]
fn what_is_a_persons_own_is_not_repeated() {
    let export = Export::good().cell("clients.csv", "ana", "date_of_birth", "April 1991");
    assert_eq!(
        export.problems(),
        [
            "clients.csv, line 2, column date_of_birth: write the day as year-month-day or month/day/year, such as 2025-12-09 or 12/9/2025"
        ]
    );
    refused("clients.csv", "ana", "date_of_birth", "4/31/1991", "no such day");
    refused("clients.csv", "ana", "date_of_birth", "4/17/0191", "a year from 1900");
    refused("clients.csv", "ana", "legal_last_name", &"x".repeat(101), "at most 100 characters");
    refused("clients.csv", "ana", "processor_customer_id", "ana", "starts with cus_");
}

#[test]
fn only_providers_of_the_practice_see_its_clients() {
    refused("charges.csv", "waiting", "provider_id", "maja", "staff.csv has no row with the id maja");
    refused("charges.csv", "waiting", "provider_id", "jordan", "line 4 of staff.csv is no provider");
}

#[test]
fn what_belongs_together_is_of_one_practice() {
    let two = || {
        let other = "hill,Hillside,America/Denver,(303) 555-0100,help@hillside.example,Weekdays,";
        Export::good()
            .row("practices.csv", other)
            .row("staff.csv", "otto,hill,Otto Other,provider,otto@hillside.example")
            .row("payers.csv", "cigna,hill,Cigna,commercial,,")
    };
    let mixed = two().cell("clients.csv", "ana", "provider_ids", "otto");
    only(&warnings(&mixed), "clients.csv, line 2, column provider_ids", &["of two practices"]);
    let mixed = two().cell("coverages.csv", "cov-1", "payer_id", "cigna");
    mixed.refused("coverages.csv, line 2, column payer_id", "of two practices");
    let mixed = two().cell("charges.csv", "waiting", "provider_id", "otto");
    mixed.refused("charges.csv, line 2, column provider_id", "of two practices");
}

#[test]
fn a_reference_to_nowhere_is_named_where_it_stands() {
    for (file, key, column, to) in [
        ("staff.csv", "sam", "practice_id", "practices.csv"),
        ("payers.csv", "aetna", "practice_id", "practices.csv"),
        ("clients.csv", "ben", "practice_id", "practices.csv"),
        ("coverages.csv", "cov-1", "client_id", "clients.csv"),
        ("coverages.csv", "cov-1", "payer_id", "payers.csv"),
        ("payment_methods.csv", "pm_card_visa_ana", "client_id", "clients.csv"),
        ("charges.csv", "soon", "client_id", "clients.csv"),
        ("charges.csv", "soon", "provider_id", "staff.csv"),
    ] {
        refused(file, key, column, "nobody", &format!("{to} has no row with the id nobody"));
    }
}

#[test]
fn a_row_with_a_problem_is_not_named_again_for_those_that_refer_to_it() {
    refused("practices.csv", "lake", "time_zone", "", "nothing is written here");
    refused("clients.csv", "ana", "date_of_birth", "", "nothing is written here");
}

#[test]
fn an_id_that_is_there_twice_is_named_with_both_lines() {
    for (file, key, column, line) in [
        ("practices.csv", "lake", "practice_id", 3),
        ("staff.csv", "maya", "staff_id", 5),
        ("payers.csv", "aetna", "payer_id", 4),
        ("clients.csv", "ana", "client_id", 4),
        ("coverages.csv", "cov-1", "coverage_id", 4),
        ("charges.csv", "waiting", "charge_id", 10),
    ] {
        let export = Export::good();
        let text = export.text(file);
        let row = text.lines().find(|row| row.starts_with(&format!("{key},"))).expect("the row").to_owned();
        let export = export.row(file, &row);
        export.refused(&format!("{file}, line {line}, column {column}"), "line 2 has the same id");
    }
}

#[test]
fn what_a_coverage_is_to_the_client_is_one_of_a_few_words() {
    refused("coverages.csv", "cov-2", "relationship", "daughter", "self, spouse, child, other");
    refused("coverages.csv", "cov-2", "position", "first", "primary, secondary");
}

#[test]
fn one_card_of_a_client_is_the_default() {
    let second = |default: &str| format!("pm_card_visa_two,ana,Visa,4242,8,2030,{default}");
    let file = "payment_methods.csv";
    Export::good()
        .row(file, &second("true"))
        .refused("payment_methods.csv, line 3, column is_default", "line 2 is this client's default already");
    let none = Export::good().cell(file, "pm_card_visa_ana", "is_default", "").row(file, &second("false"));
    none.refused("payment_methods.csv, line 2, column is_default", "write true for one of them");
    let twice = Export::good().row(file, "pm_card_visa_ana,ana,Visa,4242,8,2030,false");
    twice.refused("payment_methods.csv, line 3, column processor_method_id", "line 2 is the same card");
    let without_customer = Export::good().row(file, "pm_card_visa_ben,ben,Visa,4242,8,2030,true");
    without_customer.refused("payment_methods.csv, line 3, column client_id", "in line 3 of clients.csv");
}

#[test]
fn cards_are_named_by_the_processor_and_shown_by_four_digits() {
    let file = "payment_methods.csv";
    for (column, value, saying) in [
        ("last4", "4242424242424242", "last four digits"),
        ("exp_month", "13", "1 to 12"),
        ("exp_year", "30", "four digits"),
    ] {
        refused(file, "pm_card_visa_ana", column, value, saying);
    }
    let export = Export::good();
    let text = export.text(file).replace("pm_card_visa_ana", "card_ana");
    export
        .with(file, text)
        .refused("payment_methods.csv, line 2, column processor_method_id", "starts with pm_");
}

#[test]
fn every_problem_of_every_file_is_named_at_once() {
    let export = Export::good()
        .cell("charges.csv", "soon", "first_day", "soon")
        .cell("charges.csv", "soon", "copay", "26")
        .cell("charges.csv", "waiting", "cpt_code", "9083")
        .cell("clients.csv", "ben", "date_of_birth", "ben")
        .cell("practices.csv", "lake", "support_email", "?");
    let places: Vec<String> =
        export.problems().iter().map(|it| it.split(':').next().unwrap_or("").to_owned()).collect();
    assert_eq!(
        places,
        [
            "practices.csv, line 2, column support_email",
            "clients.csv, line 3, column date_of_birth",
            "charges.csv, line 2, column cpt_code",
            "charges.csv, line 4, column allowed",
            "charges.csv, line 4, column first_day",
        ]
    );
}
