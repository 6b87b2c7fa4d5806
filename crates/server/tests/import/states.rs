//! Charges: which states a row may set, and what has to stand in it.

use test_support::Export;

/// Sets cells of one charge and expects one problem.
#[track_caller]
fn refused(key: &str, cells: &[(&str, &str)], column: &str, saying: &str) {
    let export =
        cells.iter().fold(Export::good(), |it, (column, value)| it.cell("charges.csv", key, column, value));
    let text = export.text("charges.csv");
    let line = 1 + text.lines().position(|line| line.starts_with(&format!("{key},"))).unwrap_or(0);
    export.refused(&format!("charges.csv, line {line}, column {column}"), saying);
}

#[test]
fn states_that_come_about_in_the_desk_are_refused() {
    for state in ["upcoming", "processing", "failed", "on_hold"] {
        refused("soon", &[("state", state)], "state", "comes into this state in the desk");
    }
    refused("soon", &[("state", "shceduled")], "state", "is it scheduled?");
    refused("soon", &[("state", "")], "state", "nothing is written here");
}

#[test]
fn a_breakdown_that_does_not_add_up_states_both_sums() {
    refused(
        "soon",
        &[("insurer_paid", "101")],
        "allowed",
        "allowed is $125.00, but insurer paid + deductible + copay + coinsurance is $126.00",
    );
    refused(
        "soon",
        &[("billed", "124.99")],
        "billed",
        "billed is $124.99, but allowed + not covered is already $125.00",
    );
    refused("soon", &[("copay", "-25")], "copay", "between 0.00 and");
    refused("soon", &[("copay", "25.005")], "copay", "for example 25.00");
}

#[test]
fn an_amount_may_repeat_the_clients_part_and_not_contradict_it() {
    refused("soon", &[("amount", "30")], "amount", "the client's part of the payer's answer is $25.00");
    refused("own", &[("amount", "0.00")], "amount", "above zero");
    refused("own", &[("amount", "")], "amount", "nothing is written here");
}

#[test]
fn whether_anything_is_due_is_the_answers_word() {
    refused(
        "nothing",
        &[("insurer_paid", "100"), ("copay", "25")],
        "state",
        "leaves $25.00 to pay; write scheduled",
    );
    refused("soon", &[("amount", ""), ("insurer_paid", "125"), ("copay", "0")], "state", "write nothing_due");
}

#[test]
fn only_insurance_waits_for_an_answer() {
    refused("waiting", &[("kind", "self_pay")], "state", "only charges of kind insurance");
    refused("own", &[("billed", "180")], "billed", "kind insurance that the payer answered");
    refused("waiting", &[("amount", "25")], "amount", "known once the payer answered");
    refused("soon", &[("answered_on", "")], "answered_on", "nothing is written here");
}

#[test]
fn each_state_needs_its_facts() {
    for (key, column) in [
        ("soon", "first_day"),
        ("paid", "paid_on"),
        ("paid", "receipt"),
        ("part", "refund_amount"),
        ("part", "refunded_on"),
        ("waived", "waived_on"),
        ("waived", "waive_reason"),
    ] {
        refused(key, &[(column, "")], column, "nothing is written here, and it is needed");
    }
}

#[test]
fn the_facts_of_another_state_are_refused() {
    for (key, column, value) in [
        ("soon", "paid_on", "2025-12-02"),
        ("soon", "receipt", "R-9"),
        ("paid", "refund_amount", "1.00"),
        ("paid", "waive_reason", "Kindness"),
        ("waived", "first_day", "2025-12-02"),
        ("waiting", "first_day", "2025-12-02"),
    ] {
        refused(key, &[(column, value)], column, "leave this empty in a row of kind");
    }
}

#[test]
fn a_refund_is_part_of_the_payment_or_all_of_it() {
    refused("part", &[("refund_amount", "40.00")], "refund_amount", "$40.00 was paid; write less");
    refused("part", &[("refund_amount", "0")], "refund_amount", "above zero");
    refused("all", &[("refund_amount", "139.99")], "refund_amount", "$140.00 was paid; correct it");
    refused("all", &[("refunded_on", "8/5/2025")], "refunded_on", "before it was paid");
}

#[test]
fn sessions_have_a_day_a_time_and_a_code() {
    refused("own", &[("session_date", "20.11.2025")], "session_date", "year-month-day");
    refused("own", &[("session_time", "10")], "session_time", "15:00 or 3:00 PM");
    refused("own", &[("cpt_code", "9083")], "cpt_code", "five characters");
    refused("own", &[("kind", "insurence")], "kind", "is it insurance?");
}

#[test]
fn a_scheduled_charge_below_what_the_processor_takes_is_refused() {
    for cents in ["0.01", "0.30", "0.49"] {
        refused(
            "own",
            &[("state", "scheduled"), ("amount", cents), ("first_day", "2025-12-05")],
            "amount",
            cents,
        );
        refused("soon", &[("amount", ""), ("insurer_paid", "124.70"), ("copay", "0.30")], "amount", "$0.30");
    }
    let least = Export::good().cell("charges.csv", "soon", "amount", "0.50");
    let least = least.cell("charges.csv", "soon", "insurer_paid", "124.50");
    assert_eq!(least.cell("charges.csv", "soon", "copay", "0.50").problems(), [""; 0]);
}

#[test]
fn history_of_any_amount_comes_in() {
    let paid = Export::good().cell("charges.csv", "paid", "insurer_paid", "124.99");
    let paid =
        paid.cell("charges.csv", "paid", "copay", "0.01").cell("charges.csv", "waived", "amount", "0.30");
    assert_eq!(paid.problems(), [""; 0]);
}
