//! `almoner import`

use std::fs;
use std::path::Path;

use test_support::Export;
use test_support::almoner::{Ended, run};

async fn desk(folder: &Path) -> String {
    let database = format!("--database=sqlite://{}/desk.db", folder.display());
    let migrated = run(&["migrate", &database], folder, "").await;
    assert!(migrated.success, "{migrated:?}");
    database
}

async fn import(folder: &Path, database: &str, more: &[&str]) -> Ended {
    run(&[&["import", database], more].concat(), folder, "").await
}

#[tokio::test]
async fn rows_that_are_set_aside_are_counted_and_end_in_a_code_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = desk(folder.path()).await;
    let export = Export::good().cell("clients.csv", "ben", "date_of_birth", "4/2/80");
    let export = export.path().to_str().expect("a path");
    let refused = import(folder.path(), &database, &[export]).await;
    assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""), "{refused:?}");

    let aside = import(folder.path(), &database, &[export, "--set-aside=refused.csv"]).await;
    assert_eq!(aside.code, Some(3), "{aside:?}");
    assert!(
        aside.out.contains("charges.csv                   6          0          0          2"),
        "{}",
        aside.out
    );
    assert!(
        aside.out.ends_with("4 rows set aside in refused.csv; correct them there and import that file\n")
    );
    assert!(
        aside.err.starts_with("clients.csv, line 3, column date_of_birth: write the day"),
        "{}",
        aside.err
    );
    assert!(
        aside.err.ends_with("4 rows set aside, 3 of them because a row that they name was\n"),
        "{}",
        aside.err
    );

    let corrected = fs::read_to_string(folder.path().join("refused.csv")).expect("text");
    fs::write(folder.path().join("refused.csv"), corrected.replace("4/2/80", "4/2/1980")).expect("written");
    let rest = import(folder.path(), &database, &["refused.csv"]).await;
    assert_eq!(rest.code, Some(0), "{rest:?}");
    assert!(rest.out.contains("clients.csv                   1          0          0\n"), "{}", rest.out);
    let other = import(folder.path(), &database, &[export, "--set-aside=desk.db"]).await;
    assert_eq!(other.code, Some(1), "{other:?}");
    assert!(other.err.contains("give another name"), "{other:?}");
}

#[tokio::test]
async fn what_is_odd_about_rows_is_said_alike_whether_bad_ones_are_set_aside_or_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = desk(folder.path()).await;
    let export = (0..19).fold(Export::good(), |export, n| {
        let cells = ["N/A,,,,1990-01-01", ",N/A,,,1990-01-01", ",,N/A,,1990-01-01", ",,,N/A,1990-01-01"];
        let cells = cells[n % 4].split(',').collect::<Vec<_>>();
        let [chosen, pronouns, email, phone, born] = cells[..] else { panic!("five cells") };
        let row = format!("c{n},lake,sam,Cy,Young {n},{chosen},{pronouns},{born},{email},{phone},");
        export.row("clients.csv", &row)
    });
    let export = export.path().to_str().expect("a path");
    let aside = import(folder.path(), &database, &[export, "--set-aside=refused.csv"]).await;
    let alone = import(folder.path(), &database, &[export]).await;
    assert_eq!((aside.code, alone.code), (Some(0), Some(0)), "{aside:?}");
    assert_eq!(aside.err, alone.err);
    let named = aside.err.lines().filter(|line| line.starts_with("clients.csv, line ")).count();
    assert_eq!(named, 19, "{}", aside.err);
    assert!(aside.err.contains("19 warnings;") && !aside.err.contains("problem"), "{}", aside.err);
    assert!(!folder.path().join("refused.csv.warnings.txt").exists());
}

#[tokio::test]
async fn what_is_odd_and_what_is_wrong_is_said_on_one_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = desk(folder.path()).await;
    let export = (0..40).fold(Export::good(), |export, n| {
        let born = if n % 2 == 0 { "1990-01-01" } else { "1990-31-01" };
        export.row("clients.csv", &format!("c{n},lake,sam,Cy,Young {n},FNU,N/A,{born},N/A,N/A,-"))
    });
    let export = export.path().to_str().expect("a path");
    let printed = import(folder.path(), &database, &[export, "--set-aside=refused.csv"]).await;
    assert_eq!(printed.code, Some(3), "{printed:?}");
    assert!(printed.err.contains("; 39 more in this column\n"), "{}", printed.err);
    assert!(
        printed.err.contains("200 warnings, each of them in refused.csv.warnings.txt\n"),
        "{}",
        printed.err
    );
    let each = fs::read_to_string(folder.path().join("refused.csv.warnings.txt")).expect("written");
    assert_eq!(each.lines().filter(|line| line.starts_with("clients.csv, line ")).count(), 200, "{each}");
    assert!(printed.err.contains("; 19 more in this column\n20 rows set aside\n"), "{}", printed.err);
    let lines = printed.out.lines().count() + printed.err.lines().count();
    assert!(lines <= 24, "{lines} lines: {printed:?}");
    // Once nothing is odd any more, nothing is left of it.
    let good = Export::good();
    let good = good.path().to_str().expect("a path");
    let printed = import(folder.path(), &database, &[good, "--partial", "--set-aside=refused.csv"]).await;
    assert_eq!(printed.code, Some(0), "{printed:?}");
    assert!(!folder.path().join("refused.csv.warnings.txt").exists());
}
