//! Nothing in the project is true on one machine only.

use crate::files::{File, all, none};

// In two halves each, so that this file does not contain what it forbids.
const FOLDERS: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/ro", "ot/")];

fn names_a_folder_of_a_machine(line: &str) -> bool {
    FOLDERS.iter().any(|folder| {
        line.match_indices(folder).any(|(at, _)| {
            // After a letter or a dot it is the inside of some other path.
            let before = line[..at].chars().next_back();
            before.is_none_or(|it| !it.is_alphanumeric() && !"._-/}*".contains(it))
        })
    })
}

fn downloads_from_one_place(file: &File) -> Vec<String> {
    if file.path.ends_with("package-lock.json") {
        file.lines_where(|line| line.contains("\"resolved\"") && line.contains("http"))
    } else {
        Vec::new()
    }
}

#[test]
fn no_file_names_a_folder_of_somebodys_machine() {
    let found: Vec<String> =
        all().iter().flat_map(|it| it.lines_where(names_a_folder_of_a_machine)).collect();
    none(&found, "say it relative to the project");
}

#[test]
fn the_lock_file_of_npm_leaves_open_where_packages_come_from() {
    none(
        &all().iter().flat_map(downloads_from_one_place).collect::<Vec<_>>(),
        "lock again with end2end/.npmrc",
    );
}

#[test]
fn folders_and_addresses_are_found() {
    for folder in FOLDERS {
        assert!(names_a_folder_of_a_machine(&format!("path = \"{folder}x\"")), "{folder}");
        assert!(names_a_folder_of_a_machine(&format!("{folder}x")), "{folder}");
        assert!(!names_a_folder_of_a_machine(&format!("see src{folder}x")), "{folder}");
    }
    let lock = |text: &str| File { path: "end2end/package-lock.json".to_owned(), text: text.to_owned() };
    assert!(!downloads_from_one_place(&lock("  \"resolved\": \"https://mirror.example/a.tgz\",")).is_empty());
    assert!(downloads_from_one_place(&lock("  \"version\": \"1.0.0\",")).is_empty());
}
