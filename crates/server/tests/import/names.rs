//! Names of people, as systems write them.

use domain::name::LegalName;
use store::{clients, coverages, staff};
use test_support::{Export, on_both, only};

use crate::odd::warnings;
use crate::world::World;

on_both! {
    one_name_suffices_in_whichever_column_it_stands,
    what_stands_for_a_missing_name_greets_nobody,
    a_chosen_name_that_cannot_be_one_leaves_the_one_before,
    nobody_is_greeted_by_a_word_for_nothing,
    what_stands_for_a_missing_name_is_no_part_of_a_whole_one,
}

fn named(first: &str, last: &str) -> Export {
    let export = Export::good().cell("clients.csv", "ana", "legal_first_name", first);
    let export = export.cell("clients.csv", "ana", "legal_last_name", last);
    export.cell("clients.csv", "ana", "chosen_first_name", "")
}

/// What Ana is called, in short and in full.
async fn called(world: &World) -> (String, String) {
    let id = world.client("ana").await;
    let ana = clients::find(&world.store.reader(), id).await.expect("a read").expect("she is there");
    (ana.name.first().to_owned(), ana.name.full())
}

fn names(first: &str, full: &str) -> (String, String) {
    (first.to_owned(), full.to_owned())
}

async fn one_name_suffices_in_whichever_column_it_stands(world: World) {
    world.import(&named("Suharto", "")).await;
    assert_eq!(called(&world).await, names("Suharto", "Suharto"));
    world.import(&named("", "Meena")).await;
    assert_eq!(called(&world).await, names("Meena", "Meena"));
    let id = world.client("ana").await;
    let ana = clients::find(&world.store.reader(), id).await.expect("a read").expect("she is there");
    assert!(matches!(ana.name.legal, LegalName::Last(_)));
}

async fn what_stands_for_a_missing_name_greets_nobody(world: World) {
    for (first, last, name) in [
        ("FNU", "Meena", "Meena"),
        ("Suharto", ".", "Suharto"),
        ("Sukarno", "LNU", "Sukarno"),
        ("-", "Quill", "Quill"),
    ] {
        let export = named(first, last);
        assert_eq!(warnings(&export).len(), 1, "{first} {last}");
        world.import(&export).await;
        assert_eq!(called(&world).await, names(name, name));
    }
}

async fn a_chosen_name_that_cannot_be_one_leaves_the_one_before(world: World) {
    let chosen = |name: &str| named("Ana", "Rivera").cell("clients.csv", "ana", "chosen_first_name", name);
    world.import(&chosen("Anita")).await;
    let export = chosen(&"x".repeat(101));
    let line = "clients.csv, line 2, column chosen_first_name";
    only(&warnings(&export), line, &["write at most 100 characters", "nothing is changed by this cell"]);
    world.import(&export).await;
    assert_eq!(called(&world).await, names("Anita", "Anita Rivera"));
    world.import(&chosen("")).await;
    assert_eq!(called(&world).await, names("Ana", "Ana Rivera"));
}

#[test]
fn somebody_without_any_name_is_refused() {
    for (first, last) in [("", ""), ("FNU", "LNU"), (".", "")] {
        let place = "clients.csv, line 2, column legal_last_name";
        only(&named(first, last).problems(), place, &["neither a first nor a last name"]);
    }
}

#[test]
fn what_nobody_sees_in_a_name_is_left_out_with_a_warning() {
    for (column, name, code_point) in
        [("legal_last_name", "Ri\u{AD}vera", "(U+00AD)"), ("chosen_first_name", "An\u{200B}ita", "(U+200B)")]
    {
        let export = named("Ana", "Rivera").cell("clients.csv", "ana", column, name);
        let place = format!("clients.csv, line 2, column {column}");
        only(&warnings(&export), &place, &["a character that nobody sees", code_point, "is left out"]);
    }
}

#[test]
fn a_blank_of_another_kind_in_a_name_is_a_blank() {
    let export = named("Ana", "van\u{A0}Dyk");
    assert_eq!(warnings(&export), [""; 0]);
}

#[test]
fn nobody_is_called_by_the_error_of_a_spreadsheet() {
    let place = "clients.csv, line 2, column legal_last_name";
    only(&named("Ana", "#NAME?").problems(), place, &["error value of a spreadsheet"]);
}

async fn nobody_is_greeted_by_a_word_for_nothing(world: World) {
    let export = named("Dana", "Null").cell("clients.csv", "ana", "chosen_first_name", "NULL");
    world.import(&export).await;
    assert_eq!(called(&world).await, names("Dana", "Dana Null"));
}

async fn what_stands_for_a_missing_name_is_no_part_of_a_whole_one(world: World) {
    for (written, name) in [
        ("FNU Meena", "Meena"),
        ("Meena LNU", "Meena"),
        ("Meena .", "Meena"),
        ("N/A Rivera", "Rivera"),
        ("- Rivera", "Rivera"),
    ] {
        let export = Export::good().cell("coverages.csv", "cov-1", "subscriber", written);
        let export = export.cell("coverages.csv", "cov-1", "relationship", "spouse");
        let export = export.cell("staff.csv", "maya", "name", written);
        let said = warnings(&export);
        assert!(said.len() == 2 && said.iter().all(|it| it.contains("is left out")), "{said:?}");
        world.import(&export).await;
        let ana = world.client("ana").await;
        let covered = coverages::of_client(&world.store.reader(), ana).await.expect("a read");
        let subscribers: Vec<String> =
            covered.iter().filter_map(|it| it.subscriber.somebody().map(ToString::to_string)).collect();
        assert!(subscribers.contains(&name.to_owned()), "{written}: {subscribers:?}");
        let maya = staff::find(&world.store.reader(), world.provider("maya").await).await.expect("a read");
        assert_eq!(maya.expect("she is there").name, name);
    }
    let nobody = Export::good().cell("coverages.csv", "cov-1", "subscriber", "FNU LNU");
    assert!(nobody.problems()[0].contains("column subscriber: nothing is written here"));
}
