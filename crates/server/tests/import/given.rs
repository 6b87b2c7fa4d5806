//! Exports as spreadsheets, report writers and other practice systems leave them: what comes in of each, and what is said.

mod expected;
mod fields;

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::testing::at;
use indicatif::ProgressBar;
use server::import::{self, ImportError};
use test_support::{lines, on_both};

use crate::world::World;

/// On the morning of 26 November in New York.
fn now() -> DateTime<Utc> {
    at("2025-11-26T15:00:00Z")
}

/// Asks of each folder of exports whether what it says of them holds.
macro_rules! exports {
    ($($question:ident: $folder:literal),+ $(,)?) => {
        $(async fn $question(world: World) {
            holds(&world, $folder).await;
        })+

        on_both! { $($question),+ }

        const FOLDERS: &[&str] = &[$($folder),+];
    };
}

exports! {
    ids_in_scientific_notation_are_named_in_every_file: "sci-client-ids",
    ids_that_lost_their_zeros_in_one_file_lead_nowhere: "zeros-lost-in-one-file",
    ids_that_became_dates_are_named_and_group_numbers_passed_over: "ids-became-dates",
    ids_that_only_look_damaged_are_kept: "looks-damaged-but-is-not",
    an_error_value_is_no_value_that_a_row_needs: "error-values-required",
    an_error_value_in_a_cell_that_may_be_empty_is_passed_over: "error-values-optional",
    what_guards_a_cell_from_a_spreadsheet_is_no_part_of_it: "text-guards",
    amounts_in_the_format_of_accountants_are_read: "accounting-format",
    amounts_that_may_mean_something_else_are_named: "money-in-wrong-dress",
    times_that_mean_one_time_are_read: "odd-but-right-times",
    times_that_may_mean_another_are_named: "wrong-times",
    sessions_around_a_change_of_the_clock_stay_as_the_practice_wrote_them: "clock-change",
    zones_that_name_no_place_of_the_country_are_asked_about: "zones",
    days_that_may_mean_another_are_named: "wrong-days",
    a_column_with_the_day_first_is_one_mistake: "day-first-column",
    days_that_stand_for_no_end_end_nothing: "no-end-days",
    a_filler_in_a_cell_that_may_be_empty_counts_as_empty: "fillers-optional",
    a_filler_is_no_value_that_a_row_needs: "fillers-required",
    people_are_called_by_words_that_mean_nothing_elsewhere: "names-that-are-words",
    a_person_of_one_name_is_known_in_whichever_column_it_stands: "one-name-twice",
    a_number_is_kept_however_it_is_written: "phones",
    what_a_spreadsheet_spoiled_later_leaves_what_was_there: "optional-cells-spoiled-later",
    lines_may_end_as_on_an_old_macintosh: "cr-only",
    lines_are_counted_however_they_end: "break-in-a-cell-mixed-ends",
    another_separator_is_one_problem_of_the_file: "separators",
    what_a_report_adds_to_a_table_is_one_problem_each: "preamble-sums-footers",
    what_is_empty_around_a_table_is_passed_over: "empty-edges",
    another_encoding_is_one_problem_of_the_file: "encodings",
    a_stray_quote_or_comma_and_a_lost_end_are_named_where_they_are: "quote-comma-cut-off",
    titles_of_other_systems_get_ours_proposed: "titles-of-others",
    titles_are_known_however_they_are_written: "titles-odd-but-right",
    what_nobody_sees_around_cells_and_in_names_is_left_out: "invisible-at-edges-and-in-names",
    what_nobody_sees_within_ids_and_numbers_is_named: "invisible-inside",
    what_is_twice_in_one_export_is_named: "second-copies-in-one-folder",
    ids_that_lost_their_zeros_overnight_bring_nothing_twice: "zeros-lost-overnight",
    figures_and_states_that_contradict_each_other_are_named: "sums-and-states",
    cards_that_a_spreadsheet_spoiled_are_named_without_their_numbers: "cards",
    what_the_practice_corrects_night_after_night_is_taken_over: "three-nights-of-corrections",
    what_is_one_clients_stays_theirs_under_its_id: "keys-moved",
    what_was_paid_by_check_after_all_is_booked: "settled-by-check",
}

#[test]
fn each_folder_of_exports_is_asked_about() {
    let mut asked: Vec<&str> = FOLDERS.to_vec();
    asked.sort_unstable();
    assert_eq!(expected::folders(), asked);
}

async fn holds(world: &World, folder: &str) {
    let expected = expected::of(folder);
    for (nth, night) in expected.nights.iter().enumerate() {
        let about = format!("{folder}, night {}: {}", nth + 1, expected.about);
        let files = expected::files(folder, nth, &expected);
        let (problems, warnings, changed) = imported(world, files.path()).await;
        are_said(&problems, &night.problems, &about);
        are_said(&warnings, &night.warnings, &about);
        for said in problems.iter().chain(&warnings) {
            assert!(
                !expected.never_said.iter().any(|it| said.to_lowercase().contains(it)),
                "{about}\n{said}"
            );
        }
        if let Some(rows) = night.changed {
            assert_eq!(changed, rows, "rows that changed something, {about}");
        }
        for (kind, key, column, value) in &night.values {
            let found = fields::field(world, kind, key, column).await;
            assert_eq!(&found, value, "{column} of {kind} {key}, {about}");
        }
    }
}

/// What is said to be wrong, what is said besides where nothing is, and how many rows were new or changed something.
async fn imported(world: &World, folder: &Path) -> (Vec<String>, Vec<String>, u64) {
    let mut records = match import::read(folder) {
        Ok(records) => records,
        Err(problems) => return (lines(&problems), Vec::new(), 0),
    };
    let warnings = records.warnings.iter().map(ToString::to_string).collect();
    let mut make_id = || world.ids.uuid();
    let bar = ProgressBar::hidden();
    match import::apply(&world.store, &mut records, now(), &mut make_id, &bar).await {
        Ok(summary) => (Vec::new(), warnings, summary.total().created + summary.total().changed),
        Err(ImportError::Refused(problems)) => (lines(&problems), warnings, 0),
        Err(other) => panic!("{other}"),
    }
}

/// Each of them at its place and in these words, and nothing else. What the cell holds is repeated behind them and is none of the words: it is
/// said whatever is proposed.
#[track_caller]
fn are_said(said: &[String], expected: &[Vec<String>], about: &str) {
    let mut rest: Vec<&str> = said.iter().map(String::as_str).collect();
    for one in expected {
        let (place, words) = one.split_first().expect("a place");
        let says = |it: &str| {
            let sentence = it.rsplit_once(" (found ").map_or(it, |(sentence, _)| sentence).to_lowercase();
            words.iter().all(|word| sentence.contains(word.as_str()))
        };
        let is_it = |it: &str| it.starts_with(&format!("{place}: ")) && says(it);
        let Some(nth) = rest.iter().position(|it| is_it(it)) else {
            panic!("{about}\nnot said: {one:?}\nsaid: {said:#?}");
        };
        rest.remove(nth);
    }
    assert!(rest.is_empty(), "{about}\nsaid besides: {rest:#?}");
}
