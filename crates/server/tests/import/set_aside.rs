//! Rows that are set aside while the others are imported.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use server::import::{Files, ImportError, SetAsideFile};
use store::Tally;
use test_support::{Export, Fresh, Kind, on_both};

use crate::late::announced;
use crate::world::World;

on_both!(
    what_is_right_is_imported_and_the_rest_is_set_aside_with_its_reasons,
    a_row_that_only_the_desk_refuses_is_set_aside,
    a_row_that_comes_too_late_while_it_is_written_is_set_aside,
    rows_that_name_what_is_in_the_desk_are_imported_from_the_file,
    what_is_still_wrong_in_the_file_is_set_aside_anew,
    where_nothing_is_refused_nothing_is_left_of_what_was_set_aside_before,
    a_second_charge_of_a_session_waits_for_the_first,
    a_fee_waits_where_a_coverage_of_its_client_is_refused,
);

/// A folder for what is set aside, and the file in it.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("refused.csv");
    (folder, file)
}

fn rows_aside(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("text");
    let rows = text.lines().filter(|it| it.starts_with("line ") || it.starts_with("\"line "));
    rows.map(str::to_owned).collect()
}

/// Writes something else into the file.
fn correct(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("text");
    assert!(text.contains(from), "{from} is in {text}");
    fs::write(file, text.replace(from, to)).expect("written");
}

async fn what_is_right_is_imported_and_the_rest_is_set_aside_with_its_reasons(world: World) {
    let (_folder, file) = place();
    let export = Export::good().cell("charges.csv", "soon", "first_day", "2025-13-02").cell(
        "charges.csv",
        "soon",
        "copay",
        "24",
    );
    let summary = world.setting_aside(export.path(), &file).await.expect("imported");
    assert_eq!(summary.charges, Tally { created: 7, changed: 0, unchanged: 0 });
    let aside = summary.set_aside.expect("set aside");
    assert_eq!((aside.rows, aside.path.as_path()), ([0, 0, 0, 0, 0, 0, 1], file.as_path()));
    let text = fs::read_to_string(&file).expect("text");
    let header = export.text("charges.csv").lines().next().expect("titles").to_owned();
    let row = export.text("charges.csv").lines().nth(3).expect("a row").to_owned();
    assert!(text.starts_with("# Rows that almoner did not import."), "{text}");
    assert!(text.contains(&format!("# practices,lake\n\n[charges.csv]\nproblems,{header}\n")), "{text}");
    assert!(text.ends_with(&format!(",{row}\n")), "{text}");
    let [row] = &rows_aside(&file)[..] else { panic!("one row in {text}") };
    assert!(row.contains("line 4: column allowed: ") && row.contains(" | column first_day: "), "{row}");
    let mode = fs::metadata(&file).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it names people");
}

#[tokio::test]
async fn rows_that_hang_on_a_refused_row_go_with_it_and_corrected_all_of_them_come_in() {
    // The file, key, column and value that is wrong; how many rows of each file go with it; what corrects it.
    for (name, key, column, wrong, rows, right) in [
        ("practices.csv", "lake", "time_zone", "Europe/Berlin", [1, 3, 2, 2, 2, 1, 8], "America/New_York"),
        ("clients.csv", "ana", "client_id", "ANA", [0, 0, 0, 1, 1, 1, 6], "ana"),
        ("staff.csv", "maya", "role", "wizard", [0, 1, 0, 0, 0, 0, 6], "provider"),
        ("payers.csv", "aetna", "program", "none at all", [0, 0, 1, 0, 1, 0, 1], "commercial"),
        ("clients.csv", "ana", "date_of_birth", "1991-17-04", [0, 0, 0, 1, 1, 1, 6], "1991-04-17"),
        ("coverages.csv", "cov-1", "position", "third", [0, 0, 0, 0, 1, 0, 1], "primary"),
        ("payment_methods.csv", "pm_card_visa_ana", "exp_month", "13", [0, 0, 0, 0, 0, 1, 0], "8"),
        ("charges.csv", "own", "session_time", "25:61", [0, 0, 0, 0, 0, 0, 1], "10:00"),
    ] {
        let world = World::fresh(Kind::Sqlite).await;
        let (_folder, file) = place();
        let export = Export::good().cell(name, key, column, wrong);
        let summary = world.setting_aside(export.path(), &file).await.expect("imported");
        assert_eq!(summary.set_aside.as_ref().expect("set aside").rows, rows, "{name}");
        assert_eq!(
            summary.set_aside.expect("set aside").problems.len(),
            1,
            "what follows is no problem of its own"
        );
        let hanging = rows_aside(&file).iter().filter(|it| it.contains(": goes with line ")).count() as u64;
        assert_eq!(hanging + 1, rows.iter().sum::<u64>(), "{name}");

        correct(&file, wrong, right);
        let (_folder, still) = place();
        let summary = world.setting_aside(&file, &still).await.expect("imported");
        assert_eq!((summary.total().created, summary.aside()), (rows.iter().sum(), 0), "{name}");
        // It has come in as if it had been right at once, but for who sees a client if that was refused.
        let again = world.import(&Export::good()).await.total();
        let relinked = u64::from(name == "staff.csv") * 2;
        assert_eq!((again.created, again.changed), (0, relinked), "{name}");
    }
}

async fn a_row_that_only_the_desk_refuses_is_set_aside(world: World) {
    let (_folder, file) = place();
    world.import(&Export::good()).await;
    world.save(&announced(world.charge("own").await)).await;
    let export = Export::good()
        .cell("charges.csv", "own", "first_day", "2025-12-09")
        .cell("charges.csv", "soon", "first_day", "2025-12-09")
        .row("clients.csv", "ANA,lake,maya,Ana,Rivera,,,1991-04-17,ana@mail.example,,")
        .row(
            "charges.csv",
            "waits,ANA,maya,2025-11-20,15:00,90837,,insurance,awaiting_insurer,,,,,,,,,,,,,,,,,,,",
        );
    let summary = world.setting_aside(export.path(), &file).await.expect("imported");
    assert_eq!(summary.charges, Tally { created: 0, changed: 1, unchanged: 6 });
    let rows = rows_aside(&file);
    let [copy, late, hanging] = &rows[..] else { panic!("three rows, not {rows:#?}") };
    assert!(copy.contains("this person under the id ana"), "{copy}");
    assert!(late.contains("is upcoming in the desk"), "{late}");
    assert!(hanging.contains("goes with line 4 of clients.csv"), "{hanging}");
}

async fn a_row_that_comes_too_late_while_it_is_written_is_set_aside(world: World) {
    let (_folder, file) = place();
    world.import(&Export::good()).await;
    let export = Export::good().cell("charges.csv", "own", "first_day", "2025-12-09").cell(
        "charges.csv",
        "soon",
        "first_day",
        "2025-12-09",
    );
    let mut records = world.read_aside(export.path(), &file).await.expect("read");
    let plan = world.compare(&mut records).await;
    world.save(&announced(world.charge("own").await)).await;
    let summary = world.write(&plan).await.expect("imported");
    assert_eq!((summary.charges.changed, summary.aside()), (1, 1));
    let [row] = &rows_aside(&file)[..] else { panic!("one row") };
    assert!(row.contains("line 9: column charge_id: the row of own changed"), "{row}");
}

async fn rows_that_name_what_is_in_the_desk_are_imported_from_the_file(world: World) {
    let (_folder, file) = place();
    let export = Export::good()
        .cell("charges.csv", "soon", "provider_id", "mayo")
        .cell("coverages.csv", "cov-2", "relationship", "himself")
        .row("payment_methods.csv", "pm_card_visa_b,ana,Visa,4242,8,203,false");
    world.setting_aside(export.path(), &file).await.expect("imported");
    assert_eq!(rows_aside(&file).len(), 4, "a client's cards are taken all or none");
    correct(&file, ",mayo,", ",maya,");
    correct(&file, ",himself,", ",self,");
    correct(&file, ",203,", ",2030,");
    let (_folder, still) = place();
    let summary = world.setting_aside(&file, &still).await.expect("imported");
    assert_eq!((summary.total().created, summary.total().changed), (4, 0));
    assert!(!still.exists(), "nothing is wrong any more");
    let again = world.setting_aside(&file, &still).await.expect("imported");
    assert_eq!((again.total().created, again.total().changed), (0, 0));
}

async fn what_is_still_wrong_in_the_file_is_set_aside_anew(world: World) {
    let ((_folder, file), (_other, still)) = (place(), place());
    let export = Export::good().cell("clients.csv", "ben", "date_of_birth", "?");
    world.setting_aside(export.path(), &file).await.expect("imported");
    let first = rows_aside(&file);
    assert_eq!(first.len(), 4, "the client, a coverage and two charges: {first:#?}");
    let summary = world.setting_aside(&file, &still).await.expect("imported");
    assert_eq!((summary.total(), summary.aside()), (Tally::default(), 4));
    assert_eq!(rows_aside(&still).len(), 4);
    // It may not write over what it reads: should it fail, the rows that are right by now would be lost.
    let refused = SetAsideFile::at(&file, &file).expect_err("the same file");
    assert!(refused.to_string().contains("is the file that is imported"), "{refused}");
}

async fn where_nothing_is_refused_nothing_is_left_of_what_was_set_aside_before(world: World) {
    let (folder, file) = place();
    let export = Export::good().cell("charges.csv", "soon", "first_day", "?");
    world.setting_aside(export.path(), &file).await.expect("imported");
    assert!(file.exists());
    let summary = world.setting_aside(Export::good().path(), &file).await.expect("imported");
    assert_eq!((summary.charges.created, summary.aside()), (1, 0));
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert!(left.is_empty(), "{left:?}");
}

async fn a_second_charge_of_a_session_waits_for_the_first(world: World) {
    let (_folder, file) = place();
    let second =
        Export::good().text("charges.csv").lines().nth(3).expect("a row").replacen("soon", "second", 1);
    let export = Export::good()
        .row("charges.csv", &second)
        .column("charges.csv", "second_of", "second", "soon")
        .cell("charges.csv", "soon", "first_day", "?");
    world.setting_aside(export.path(), &file).await.expect("imported");
    let rows = rows_aside(&file);
    let [_, second] = &rows[..] else { panic!("two rows, not {rows:#?}") };
    assert!(second.contains("goes with line 4 of charges.csv"), "{second}");
}

async fn a_fee_waits_where_a_coverage_of_its_client_is_refused(world: World) {
    let (_folder, file) = place();
    let fee =
        "missed,ben,sam,2025-06-30,10:00,90834,,no_show_fee,waived,75.00,,,,,,,,,,,,,,,,,2025-06-30,Courtesy";
    let export =
        Export::good().row("charges.csv", fee).cell("coverages.csv", "cov-2", "relationship", "himself");
    world.setting_aside(export.path(), &file).await.expect("imported");
    let rows = rows_aside(&file);
    let [_, fee] = &rows[..] else { panic!("two rows, not {rows:#?}") };
    assert!(fee.contains("goes with line 3 of coverages.csv"), "{fee}");
    // Known, it is refused: this payer forbids it.
    correct(&file, "himself", "self");
    let (_folder, still) = place();
    let summary = world.setting_aside(&file, &still).await.expect("imported");
    assert_eq!((summary.coverages.created, summary.aside()), (1, 1));
    assert!(rows_aside(&still)[0].contains("State Medicaid"));
}

#[tokio::test]
async fn what_is_wrong_with_a_file_as_a_whole_refuses_everything() {
    let world = World::fresh(Kind::Sqlite).await;
    let (_folder, file) = place();
    let text = Export::good().text("staff.csv").replacen("role", "rolle", 1);
    let export = Export::good().with("staff.csv", text).cell("charges.csv", "soon", "first_day", "?");
    let problems = world.read_aside(export.path(), &file).await.expect_err("refused");
    assert!(problems.to_string().contains("is it role?"), "{problems}");
    assert!(!file.exists());
    fs::remove_file(export.path().join("payers.csv")).expect("removed");
    let problems = world.read_aside(export.path(), &file).await.expect_err("refused");
    assert!(problems.to_string().contains("payers.csv: the file is missing"), "{problems}");
}

#[tokio::test]
async fn what_is_no_row_at_all_comes_back_as_it_was_and_can_be_corrected() {
    let (_folder, file) = place();
    let rows: [(&[u8], &[u8], &[u8]); 4] = [
        // What is wrong, how it stands in the file, and the correction.
        (b"a stray,comma", b",a stray,comma,", b",a stray comma,"),
        (b"Caf\xe9", b",Caf\xe9,", b",Caf\xc3\xa9,"),
        (b"\"two \"\"quoted\"\" words", b",\"two \"\"quoted\"\" words", b",two quoted words"),
        (b"rang \x07 twice", b",rang \x07 twice,", b",rang twice,"),
    ];
    for (cell, stands, right) in rows {
        let world = World::fresh(Kind::Sqlite).await;
        let text = Export::good().text("charges.csv");
        let line = text.lines().find(|it| it.starts_with("own,")).expect("a row");
        let (before, after) = line.split_once("Intake").expect("a description");
        let line = [before.as_bytes(), cell, after.as_bytes()].concat();
        let mut bytes =
            text.lines().filter(|it| !it.starts_with("own,")).collect::<Vec<_>>().join("\n").into_bytes();
        bytes.push(b'\n');
        bytes.extend(&line);
        bytes.push(b'\n');
        let export = Export::good().with("charges.csv", bytes);
        let summary = world.setting_aside(export.path(), &file).await.expect("imported");
        if cell.contains(&7) {
            assert_eq!(summary.aside(), 0, "what nobody needs is no reason to refuse a row");
            continue;
        }
        assert_eq!((summary.charges.created, summary.aside()), (7, 1), "{}", String::from_utf8_lossy(cell));
        let written = fs::read(&file).expect("bytes");
        let at = written.windows(stands.len()).position(|it| it == stands);
        let at = at.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&written)));
        let mut corrected = [&written[..at], right, &written[at + stands.len()..]].concat();
        // Of a cell that was never closed, there is an end now.
        if cell.starts_with(b"\"") {
            let quote = corrected.iter().rposition(|byte| *byte == b'"').expect("an end");
            corrected.remove(quote);
        }
        fs::write(&file, corrected).expect("written");
        let (_other, still) = place();
        let summary = world.setting_aside(&file, &still).await.expect("imported");
        let aside = summary.set_aside.expect("asked for").problems;
        assert_eq!((summary.charges.created, aside), (1, Vec::new()), "{}", String::from_utf8_lossy(cell));
    }
}

#[tokio::test]
async fn a_spreadsheet_may_have_saved_the_file() {
    let world = World::fresh(Kind::Sqlite).await;
    let (_folder, file) = place();
    let export = Export::good().cell("clients.csv", "ben", "date_of_birth", "?");
    world.setting_aside(export.path(), &file).await.expect("imported");
    let text = fs::read_to_string(&file).expect("text").replace(",?,", ",4/2/1980,");
    let widened = text.lines().map(|line| format!("{line}{}\r\n", ",".repeat(3))).collect::<String>();
    fs::write(&file, format!("\u{feff}{widened}")).expect("written");
    let (_other, still) = place();
    let summary = world.setting_aside(&file, &still).await.expect("imported");
    assert_eq!((summary.total().created, summary.aside()), (4, 0));
}

#[test]
fn only_what_an_import_set_aside_is_replaced_or_imported() {
    let (folder, file) = place();
    let export = Export::good();
    let at = |path: &Path| SetAsideFile::at(path, export.path()).map(drop);
    fs::write(&file, "").expect("written");
    at(&file).expect("nothing is in it");
    fs::write(&file, "dear diary").expect("written");
    let said = at(&file).expect_err("somebody's own").to_string();
    assert!(said.contains("is no file of rows that an import set aside"), "{said}");
    fs::write(&file, "").expect("written");
    let warnings = folder.path().join("refused.csv.warnings.txt");
    fs::write(&warnings, "dear diary").expect("written");
    let said = at(&file).expect_err("somebody's own").to_string();
    assert!(said.contains("warnings.txt is there"), "{said}");
    fs::write(&warnings, "# Warnings of almoner about rows\n").expect("written");
    at(&file).expect("an import wrote them");
    fs::remove_file(&warnings).expect("removed");
    fs::write(&file, "dear diary").expect("written");
    at(&export.path().join("charges.csv")).expect_err("the export itself");
    at(folder.path()).expect_err("a folder");
    at(&folder.path().join("nowhere/refused.csv")).expect_err("no such folder");
    Files::at(&file).expect_err("somebody's own");
    let start = "# Rows that almoner did not import\n";
    for (text, saying) in
        [("[chargs.csv]\n", "line 2: an export has no file chargs.csv"), ("a,b\n", "no file's name")]
    {
        fs::write(&file, format!("{start}{text}")).expect("written");
        let said = Files::at(&file).expect_err("wrong").to_string();
        assert!(said.contains(saying), "{said}");
    }
}

#[tokio::test]
async fn where_it_cannot_be_written_nothing_is_imported() {
    let world = World::fresh(Kind::Sqlite).await;
    let (folder, file) = place();
    let gone = folder.path().join("gone");
    fs::create_dir(&gone).expect("a folder");
    let export = Export::good().cell("charges.csv", "soon", "first_day", "?");
    let records = world.read_aside(export.path(), &gone.join("refused.csv")).await.expect("read");
    fs::remove_dir(&gone).expect("removed");
    let failed = world.apply(records).await;
    assert!(matches!(failed, Err(ImportError::SetAside(_))), "{failed:?}");
    let summary = world.setting_aside(export.path(), &file).await.expect("imported");
    assert_eq!(summary.practices.created, 1, "nothing had been imported");
}

#[tokio::test]
async fn a_file_that_a_spreadsheet_wrote_with_other_separators_is_read_all_the_same() {
    for separator in [b';', b'\t'] {
        let world = World::fresh(Kind::Sqlite).await;
        let (_folder, file) = place();
        let export = Export::good().cell("charges.csv", "own", "session_time", "25:61");
        let export = export.cell("payers.csv", "aetna", "program", "none; at all");
        world.setting_aside(export.path(), &file).await.expect("imported");
        correct(&file, "25:61", "10:00");
        correct(&file, "none; at all", "commercial");
        // All lines are made equally long.
        let bytes = fs::read(&file).expect("readable");
        let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
        let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
        let width = rows.iter().map(csv::StringRecord::len).max().expect("rows");
        let mut written = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        for row in &rows {
            let filled = row.iter().chain(std::iter::repeat("")).take(width);
            written.write_record(filled).expect("written");
        }
        fs::write(&file, written.into_inner().expect("flushed")).expect("written");
        let (_other, still) = place();
        let summary = world.setting_aside(&file, &still).await.expect("imported");
        assert_eq!(summary.set_aside.map(|it| it.rows), Some([0; 7]));
        world.charge("own").await;
    }
}
