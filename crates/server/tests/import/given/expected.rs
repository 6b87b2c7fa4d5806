//! What an export has to give, as its folder says.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tempfile::TempDir;

/// Where the exports are. Each holds what it has otherwise than the usual one.
const EXPORTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exports");

/// The one whose files stand in for those that a folder does not have.
const USUAL: &str = "usual";

#[derive(Deserialize)]
pub struct Expected {
    pub about: String,
    pub nights: Vec<Night>,
    /// What nothing that is said may repeat, in small letters.
    #[serde(default)]
    pub never_said: Vec<String>,
}

/// One export, imported after those of the nights before.
#[derive(Deserialize)]
pub struct Night {
    /// Files that did not come.
    #[serde(default)]
    pub without: Vec<String>,
    /// Where something is wrong, and what is said of it besides what the cell holds, in small letters. Where nothing is, all was imported.
    #[serde(default)]
    pub problems: Vec<Vec<String>>,
    #[serde(default)]
    pub warnings: Vec<Vec<String>>,
    /// How many rows changed something.
    pub changed: Option<u64>,
    /// A kind, a key, a column, and what it holds afterwards.
    #[serde(default)]
    pub values: Vec<(String, String, String, Option<String>)>,
}

/// The folders, but for the usual one.
pub fn folders() -> Vec<String> {
    let all = fs::read_dir(EXPORTS).expect("the exports");
    let names = all.map(|it| it.expect("a folder").file_name().into_string().expect("a name"));
    let mut names: Vec<String> = names.filter(|name| name != USUAL).collect();
    names.sort();
    names
}

pub fn of(folder: &str) -> Expected {
    let text = fs::read_to_string(Path::new(EXPORTS).join(folder).join("expected.json"));
    serde_json::from_str(&text.expect("what it has to give"))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
}

/// The files of a night: the usual ones, and over them those of the folder.
pub fn files(folder: &str, nth: usize, expected: &Expected) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    copy(&Path::new(EXPORTS).join(USUAL), dir.path());
    let folder = Path::new(EXPORTS).join(folder);
    let of_night: PathBuf =
        if expected.nights.len() > 1 { folder.join((nth + 1).to_string()) } else { folder };
    if of_night.exists() {
        copy(&of_night, dir.path());
    }
    for file in &expected.nights[nth].without {
        fs::remove_file(dir.path().join(file)).expect("removed");
    }
    dir
}

fn copy(from: &Path, to: &Path) {
    for file in fs::read_dir(from).expect("the files") {
        let path = file.expect("a file").path();
        if path.extension().is_some_and(|it| it == "csv") {
            fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
        }
    }
}
