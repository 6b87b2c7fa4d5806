//! Files and their headers.

use server::import::{Files, UnknownColumns, read_passing};
use test_support::{Export, only};

use crate::odd::passing;

#[test]
fn the_small_export_is_good() {
    assert_eq!(Export::good().problems(), [""; 0]);
}

#[test]
fn a_missing_or_empty_file_is_named() {
    let incomplete = Export::good();
    std::fs::remove_file(incomplete.path().join("coverages.csv")).expect("removed");
    incomplete.refused("coverages.csv", "the file is missing");
    Export::good().with("charges.csv", "").refused("charges.csv", "name the columns");
}

#[test]
fn a_file_with_a_header_alone_has_no_rows() {
    let header = |file: &str| Export::good().text(file).lines().next().expect("a header").to_owned();
    let export = Export::good();
    let export = export.with("charges.csv", header("charges.csv"));
    assert_eq!(export.problems(), [""; 0]);
}

#[test]
fn columns_come_in_any_order_after_a_byte_order_mark_and_with_blanks_around() {
    let text = "\u{feff}email, name ,role,practice_id,staff_id\r\n\
                maya@lakeside.example,Dr. Maya Okafor,provider,lake,maya\r\n\
                sam@lakeside.example,\"Lindgren, Sam\",provider,lake, sam \r\n\
                jordan@lakeside.example,Jordan Ellis,client_support,lake,jordan\r\n";
    assert_eq!(Export::good().with("staff.csv", text).problems(), [""; 0]);
}

#[test]
fn an_unknown_column_names_the_nearest_known_one() {
    let renamed = |from: &str, to: &str| {
        let export = Export::good();
        let text = export.text("payment_methods.csv").replacen(from, to, 1);
        export.with("payment_methods.csv", text).problems()
    };
    assert_eq!(
        renamed("exp_month", "Exp Mnth"),
        [
            "payment_methods.csv, line 1, column Exp Mnth: no column of payment_methods.csv has this name; is it \
             exp_month?",
        ]
    );
    let problems = renamed("is_default", "remarks of the front desk");
    assert_eq!(
        problems,
        [
            "payment_methods.csv, line 1, column remarks of the front desk: no column of payment_methods.csv has this \
          name; remove it"
        ]
    );
    assert!(
        renamed("is_default", "brand")[0].ends_with("column brand: the column is there twice; remove one")
    );
}

#[test]
fn other_encodings_and_separators_are_named() {
    let utf16: Vec<u8> = "\u{feff}staff_id".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let good = Export::good;
    good().with("payment_methods.csv", utf16).refused("payment_methods.csv", "UTF-16");
    let semicolons = good().text("payment_methods.csv").replace(',', ";");
    let export = good().with("payment_methods.csv", semicolons);
    export.refused("payment_methods.csv, line 1", "separate the columns with commas");
    let mut latin = good().text("payment_methods.csv").into_bytes();
    latin.extend(b"pm_card_visa_b,ana,Caf\xe9,4242,8,2030,false\n");
    let export = good().with("payment_methods.csv", latin);
    export.refused("payment_methods.csv, line 3, column brand", "not UTF-8");
}

#[test]
fn a_row_of_another_length_is_named_once_and_empty_rows_are_passed_over() {
    let export = Export::good().row("payment_methods.csv", "pm_card_visa_b,ana,Visa, Inc.,4242,8,2030,false");
    export.refused("payment_methods.csv, line 3", "8 cells and the header 7");
    let export = Export::good().row("payment_methods.csv", "\n,,,,,,");
    assert_eq!(export.problems(), [""; 0]);
}

#[test]
fn a_column_is_known_however_its_title_is_written() {
    let text = Export::good().text("clients.csv").replacen("client_id", "Client ID", 1);
    let text = text.replacen("legal_first_name", "LEGAL FIRST NAME", 1).replacen(
        "date_of_birth",
        "Date-of-Birth",
        1,
    );
    assert_eq!(Export::good().with("clients.csv", text).problems(), [""; 0]);
}

#[test]
fn a_title_of_another_system_gets_ours_proposed_and_is_one_problem() {
    for (theirs, ours) in
        [("DOB", "date_of_birth"), ("Last Name", "legal_last_name"), ("Patient ID", "client_id")]
    {
        let text = Export::good().text("clients.csv").replacen(ours, theirs, 1);
        let export = Export::good().with("clients.csv", text);
        export.refused(&format!("clients.csv, line 1, column {theirs}"), &format!("is it {ours}?"));
    }
}

#[test]
fn a_file_that_was_not_read_is_one_problem_and_not_one_for_each_row_that_names_its_rows() {
    for file in ["practices", "staff", "payers", "clients", "payment_methods", "charges"] {
        let file = format!("{file}.csv");
        let text = Export::good().text(&file).replacen(',', ",remarks of the front desk,", 1);
        assert_eq!(Export::good().with(&file, text).problems().len(), 1, "{file}");
    }
}

#[test]
fn a_lone_quote_is_named_where_it_opens_and_nothing_else_is() {
    let charges = Export::good().text("charges.csv").lines().count();
    assert!(charges > 4, "rows after the quote");
    for (file, key, column) in [("charges.csv", "soon", "description"), ("clients.csv", "ana", "pronouns")] {
        let export = Export::good().cell(file, key, column, "\"oops");
        let line = 1 + export.text(file).lines().position(|it| it.starts_with(key)).expect("the row");
        export.refused(&format!("{file}, line {line}"), "none closes it");
        let text = export.text(file);
        let last = text.lines().last().expect("a row").split(',').next().expect("its id").to_owned();
        let export = export.cell(file, &last, column, "oops\"");
        export.refused(&format!("{file}, line {line}"), "only another row's closes it");
    }
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r"] {
        let export = Export::good().cell("charges.csv", "soon", "kind", "insurence");
        let line =
            1 + export.text("charges.csv").lines().position(|it| it.starts_with("soon")).expect("the row");
        let text = export.text("charges.csv").replace('\n', end);
        let export = export.with("charges.csv", text);
        export.refused(&format!("charges.csv, line {line}, column kind"), "is it insurance?");
    }
}

#[test]
fn what_spreadsheets_leave_around_the_table_is_passed_over() {
    let text = Export::good().text("charges.csv");
    let empty = |text: &str| text.lines().map(|line| format!("{line},,\n")).collect::<String>();
    let noted = format!("sep=,\n{}", empty(&text));
    assert_eq!(Export::good().with("charges.csv", noted).problems(), [""; 0]);
    let said = text.lines().map(|line| format!("{line},,x\n")).collect::<String>();
    assert!(
        !Export::good().with("charges.csv", said).problems().is_empty(),
        "a cell without a title says something"
    );
}

#[test]
fn columns_that_nobody_reads_are_passed_over_where_that_is_asked_for() {
    let text: String = Export::good()
        .text("staff.csv")
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{line},{}\n", if at == 0 { "Office" } else { "3" }))
        .collect();
    let export = Export::good().with("staff.csv", text);
    let saying = ["no column of staff.csv has this name"];
    only(&export.problems(), "staff.csv, line 1, column Office", &saying);
    only(&passing(&export, UnknownColumns::PassedOver), "staff.csv, line 1, column Office", &saying);

    let renamed = Export::good().text("clients.csv").replacen("date_of_birth", "DOB", 1);
    let export = Export::good().with("clients.csv", renamed);
    let problems =
        read_passing(export.path(), UnknownColumns::PassedOver).expect_err("a column that has to be there");
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    only(&problems, "clients.csv, line 1, column date_of_birth", &["the column is missing"]);
}

#[test]
fn a_line_of_sums_is_asked_about_and_is_one_problem() {
    let sums = ",,,,,,,,,400.00,720,500,385,15,95,5,,,,,,,,150.00,,,,";
    let export = Export::good().row("charges.csv", sums);
    export.refused("charges.csv, line 10", "is this a line of sums?");
}

#[test]
fn a_note_beside_the_table_is_asked_about_and_is_one_problem() {
    for note in ["(2 rows affected)", "Grand total: 2 clients,,,,,,,,,,", ",,Printed on Monday,,,,,,,,"] {
        let export = Export::good().row("clients.csv", note);
        export.refused("clients.csv, line 4", "only one cell of this row is filled in");
    }
}

#[test]
fn what_stands_above_the_titles_is_one_problem_that_says_where_they_are() {
    let text = Export::good().text("payment_methods.csv");
    let report = format!("Cards on file\nPrinted on Monday, at 2 AM\n\n{text}");
    let export = Export::good().with("payment_methods.csv", report);
    export.refused("payment_methods.csv, line 1", "stand in line 4; remove what is above");
    let foreign = Export::good().with("payment_methods.csv", "Karte,Kunde,Marke\n1,2,3\n");
    foreign.refused("payment_methods.csv, line 1", "names no column of payment_methods.csv");
}

#[test]
fn a_column_without_a_name_is_told_by_its_place() {
    let text: String = Export::good()
        .text("staff.csv")
        .lines()
        .enumerate()
        .map(|(nth, it)| format!("{},{it}\n", row(nth)))
        .collect();
    Export::good().with("staff.csv", text).refused("staff.csv, line 1", "column 1 has no name");
}

/// The number of a row, as programs put it before the others; over it stands nothing.
fn row(nth: usize) -> String {
    nth.checked_sub(1).map_or_else(String::new, |nth| nth.to_string())
}

#[test]
fn empty_lines_say_nothing_and_count() {
    let text =
        Export::good().text("staff.csv").replacen('\n', "\n\n\n", 1).replace(",provider,", ",provder,");
    let problems = Export::good().with("staff.csv", text).problems();
    let places: Vec<&str> = problems.iter().filter_map(|it| it.split(',').nth(1)).collect();
    assert_eq!(places[..2], [" line 4", " line 5"], "{problems:#?}");
    let text = Export::good().text("staff.csv") + "\u{1A}";
    assert_eq!(Export::good().with("staff.csv", text).problems(), [""; 0], "the end of a file, in DOS");
}

#[test]
fn a_quote_that_opens_on_the_last_line_is_named() {
    let text =
        Export::good().text("staff.csv").trim_end().replace("jordan,lake,Jordan", "jordan,lake,\"Jordan");
    Export::good().with("staff.csv", text).refused("staff.csv, line 4", "none closes it");
}

#[test]
fn the_file_of_another_name_is_one_problem_that_names_it() {
    let export = Export::good();
    let charges = export.text("charges.csv");
    export
        .with("clients.csv", charges)
        .refused("clients.csv, line 1", "these are the columns of charges.csv");
}

#[test]
fn titles_among_the_rows_are_one_problem() {
    let export = Export::good();
    let titles = export.text("charges.csv").lines().next().expect("titles").to_owned();
    let export = export.row("charges.csv", &titles.to_uppercase().replace('_', " "));
    let line = export.text("charges.csv").lines().count();
    export.refused(&format!("charges.csv, line {line}"), "this row repeats the names of the columns");
}

#[test]
fn a_folder_that_is_not_there_is_named_once() {
    let nowhere = Export::good().path().join("no such folder");
    let problem = Files::at(&nowhere).expect_err("it is not there").to_string();
    assert!(problem.contains("there is no folder") && problem.contains("no such folder"), "{problem}");
}
