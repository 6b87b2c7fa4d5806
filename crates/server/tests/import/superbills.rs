//! What an export says for insurers alone: it never stops or changes money.

use domain::audit::Action;
use domain::session_codes::{Diagnosis, Modifier, SessionCodes, Units};
use domain::subject::Subject;
use store::{audit, practices, session_codes, staff};
use test_support::{Export, on_both, only};

use crate::odd::warnings;
use crate::world::World;

on_both! {
    codes_come_with_a_charge_and_change_with_it_at_any_time,
    a_cell_that_cannot_be_right_is_passed_over_and_never_repeated,
    a_file_without_the_columns_changes_nothing,
    numbers_for_insurers_come_with_practices_and_staff,
}

/// What is said of the session of a charge: diagnoses, place, modifiers and units.
async fn said(world: &World, key: &str) -> String {
    let it = world.imported(key).await;
    let found = session_codes::of_charges(&world.store.reader(), &[(it.client, it.id)]).await;
    let SessionCodes { diagnoses, place, modifiers, units } =
        found.expect("read").remove(&it.id).unwrap_or_default();
    let diagnoses: Vec<&str> = diagnoses.iter().map(Diagnosis::as_str).collect();
    let modifiers: Vec<&str> = modifiers.iter().map(Modifier::as_str).collect();
    let place = place.map(|it| it.as_str().to_owned()).unwrap_or_default();
    let units = units.map(|units: Units| units.get().to_string()).unwrap_or_default();
    format!("{} / {place} / {} / {units}", diagnoses.join(" "), modifiers.join(" "))
}

fn with(export: Export, cells: [&str; 4]) -> Export {
    let columns = ["diagnosis_codes", "place_of_service", "modifiers", "units"];
    columns
        .into_iter()
        .zip(cells)
        .fold(export, |export, (column, cell)| export.column("charges.csv", column, "soon", cell))
}

async fn codes_come_with_a_charge_and_change_with_it_at_any_time(world: World) {
    let first = world.import(&with(Export::good(), ["f411; F33.0", "2.0", "95", "1.0"])).await;
    assert_eq!(said(&world, "soon").await, "F41.1 F33.0 / 02 / 95 / 1");
    let again = world.import(&with(Export::good(), ["F41.1;F33.0", "02", "95", "1"])).await;
    assert_eq!((again.charges.changed, again.charges.unchanged), (0, first.charges.created));

    // No version, no record and no money changes with it.
    let before = world.charge("soon").await;
    let other = world.import(&with(Export::good(), ["F43.23", "11", "", "2"])).await;
    assert_eq!((other.charges.changed, other.charges.unchanged), (1, first.charges.created - 1));
    assert_eq!(said(&world, "soon").await, "F43.23 / 11 /  / 2");
    assert_eq!(world.charge("soon").await, before);
    let entries = audit::about(&world.store.reader(), before.client, Subject::Charge(before.id)).await;
    let actions: Vec<Action> = entries.expect("read").into_iter().map(|it| it.action).collect();
    assert!(matches!(&actions[..], [Action::ChargeImported { .. }]), "{actions:?}");
    world.import(&with(Export::good(), ["", "", "", ""])).await;
    assert_eq!(said(&world, "soon").await, " /  /  / ");
}

async fn a_cell_that_cannot_be_right_is_passed_over_and_never_repeated(world: World) {
    world.import(&with(Export::good(), ["F41.1", "11", "95", "1"])).await;
    for (column, cell, why) in [
        ("diagnosis_codes", "Anxiety", "ICD-10"),
        ("diagnosis_codes", "2-Dec", "ICD-10"),
        ("place_of_service", "the office", "two digits"),
        ("modifiers", "95 HJ GT U1 U2", "up to four"),
        ("units", "0", "from 1 to 999"),
    ] {
        let export = with(Export::good(), ["F41.1", "11", "95", "1"]);
        let export = export.cell("charges.csv", "soon", column, cell);
        let warned = warnings(&export);
        only(&warned, &format!("charges.csv, line 4, column {column}"), &[why, "nothing is changed"]);
        assert!(!warned.concat().contains(cell), "{warned:?}");
        world.import(&export).await;
        assert_eq!(said(&world, "soon").await, "F41.1 / 11 / 95 / 1", "{column} {cell}");
    }
}

async fn a_file_without_the_columns_changes_nothing(world: World) {
    world.import(&with(Export::good(), ["F41.1", "11", "95", "1"])).await;
    let again = world.import(&Export::good()).await;
    assert_eq!(again.charges.changed, 0);
    assert_eq!(said(&world, "soon").await, "F41.1 / 11 / 95 / 1");
}

async fn numbers_for_insurers_come_with_practices_and_staff(world: World) {
    let tax = |cell| Export::good().column("practices.csv", "tax_id", "lake", cell);
    let npi = |cell| Export::good().column("staff.csv", "npi", "maya", cell);
    for (export, column, why) in [
        (tax("12345"), "practices.csv, line 2, column tax_id", "nine digits"),
        (npi("1234567890"), "staff.csv, line 2, column npi", "last digit"),
    ] {
        only(&warnings(&export), column, &[why]);
    }
    world.import(&tax("123456789.0")).await;
    world.import(&npi("1999999984").column("staff.csv", "credential", "maya", "PsyD")).await;
    world.import(&Export::good()).await;
    let reader = world.store.reader();
    let practice = practices::find(&reader, world.practice().await).await.expect("read").expect("there");
    assert_eq!(practice.tax_id.as_ref().map(|it| it.as_str()), Some("12-3456789"));
    let maya = staff::find(&reader, world.provider("maya").await).await.expect("read").expect("there");
    assert_eq!(maya.npi.as_ref().map(|it| it.as_str()), Some("1999999984"));
    assert_eq!(maya.credential.as_deref(), Some("PsyD"));
}
