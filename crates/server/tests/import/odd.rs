//! Cells that are odd and do no harm.

use domain::contact::Email;
use store::{clients, coverages};
use test_support::{Export, on_both, only};

use crate::world::World;

pub fn warnings(export: &Export) -> Vec<String> {
    let records = server::import::read(export.path()).unwrap_or_else(|problems| panic!("{problems}"));
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
    for name in ["Null", "None", "NA", "Nil"] {
        let export = Export::good().cell("clients.csv", "ana", "legal_last_name", name);
        assert_eq!(warnings(&export), Vec::<String>::new(), "{name}");
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
    what_says_nothing_is_kept_as_nothing,
}
