//! What spreadsheets and copied text do to ids, numbers and addresses.

use test_support::{Export, on_both};

use crate::world::World;

on_both!(what_is_not_seen_at_the_edge_of_a_cell_does_not_count,);

#[track_caller]
fn refused(file: &str, key: &str, column: &str, value: &str, saying: &str) {
    let export = Export::good();
    let line =
        1 + export.text(file).lines().position(|line| line.starts_with(&format!("{key},"))).unwrap_or(0);
    export.cell(file, key, column, value).refused(&format!("{file}, line {line}, column {column}"), saying);
}

async fn what_is_not_seen_at_the_edge_of_a_cell_does_not_count(world: World) {
    let first = world.import(&Export::good()).await.total();
    let unseen = Export::good()
        .everywhere("soon", "\u{AD}soon\u{AD}")
        .everywhere("ana", "ana\u{200B}")
        .everywhere("maya;sam", "maya\u{2060};\u{FEFF}sam")
        .everywhere("cov-1", "\u{200E}cov-1")
        .everywhere("W231455678", "W231455678\u{A0}\u{200D}")
        .everywhere("ana@mail.example", "\u{202A}ana@mail.example\u{202C}")
        .everywhere("cus_ana", "\u{FEFF}cus_ana")
        .everywhere("2025-11-12", "2025-11-12\u{200B}")
        .everywhere("Rivera", "Rivera\u{200B}");
    let again = world.import(&unseen).await.total();
    assert_eq!((again.created, again.changed, again.unchanged), (0, 0, first.created));
}

#[test]
fn what_is_not_seen_within_an_id_or_number_is_named_by_its_code_point() {
    for (file, key, column, value, saying) in [
        ("charges.csv", "own", "charge_id", "o\u{AD}wn", "U+00AD"),
        ("charges.csv", "paid", "receipt", "R\u{200B}1", "U+200B"),
        ("coverages.csv", "cov-1", "member_id", "W23\u{2060}1455678", "U+2060"),
        ("clients.csv", "ana", "processor_customer_id", "cus\u{AD}_ana", "U+00AD"),
        ("charges.csv", "soon", "billed", "1\u{200B}80", "U+200B"),
        ("practices.csv", "lake", "support_phone", "(212) 555\u{AD}-0142", "U+00AD"),
    ] {
        refused(file, key, column, value, saying);
    }
}

#[test]
fn what_a_spreadsheet_made_of_an_id_or_number_is_refused() {
    for (file, key, column, value, saying) in [
        ("charges.csv", "own", "charge_id", "3.0417E+11", "scientific notation"),
        ("charges.csv", "own", "charge_id", "#REF!", "error value"),
        ("charges.csv", "own", "charge_id", "12/2/2025", "a date"),
        ("coverages.csv", "cov-1", "member_id", "2.31E+08", "scientific notation"),
        ("coverages.csv", "cov-1", "member_id", "#N/A", "error value"),
        ("charges.csv", "paid", "receipt", "1E+05", "scientific notation"),
        ("coverages.csv", "cov-1", "coverage_id", "1e+21", "scientific notation"),
    ] {
        refused(file, key, column, value, saying);
    }
    let client = Export::good().everywhere("ben", "1.2E+05").problems();
    assert!(client.iter().all(|it| it.contains("scientific notation")), "{client:#?}");
    assert!(client[0].starts_with("clients.csv, line 3, column client_id"), "{client:#?}");
}

#[test]
fn what_follows_from_one_wrong_id_is_no_problem_of_its_own() {
    let wrong = Export::good().cell("clients.csv", "ana", "client_id", "ANA");
    let saying = "8 rows name ana, and none names this id; the two ids differ only in upper and lower case; correct this one";
    wrong.refused("clients.csv, line 2, column client_id", saying);
    // Where one of them has the id that is there, it is the others that are wrong.
    let one_right = Export::good().cell("clients.csv", "ana", "client_id", "ANA").cell(
        "coverages.csv",
        "cov-1",
        "client_id",
        "ANA",
    );
    let problems = one_right.problems();
    assert_eq!(problems.len(), 7, "{problems:#?}");
    assert!(problems.iter().all(|it| it.contains("but one with ANA")), "{problems:#?}");
    // So it is of a file in which nobody would look first.
    let staff = Export::good().cell("staff.csv", "maya", "staff_id", "Maya");
    staff.refused("staff.csv, line 2, column staff_id", "and none names this id");
}

#[test]
fn an_id_that_leads_nowhere_names_the_one_that_is_nearly_it() {
    for (file, key, column, value, there) in [
        (
            "charges.csv",
            "own",
            "client_id",
            "Ana",
            "but one with ana; the two ids differ only in upper and lower case",
        ),
        (
            "coverages.csv",
            "cov-1",
            "payer_id",
            "aet na",
            "but one with aetna; the two ids differ only in a blank",
        ),
    ] {
        refused(file, key, column, value, there);
    }
    let export = Export::good().everywhere("ana", "007").cell("charges.csv", "own", "client_id", "7");
    let problems = export.problems();
    assert!(
        problems.len() == 1 && problems[0].contains("zeros, which spreadsheets take away"),
        "{problems:#?}"
    );
}
