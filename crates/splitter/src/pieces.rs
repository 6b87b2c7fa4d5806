//! The parts of the app.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, anyhow, ensure};
use tempfile::TempDir;
use wasm_split_cli_support::{Options, transform};

use crate::{loader, setting};

/// What linking with relocations leaves, and without which nothing can be cut.
const RELOCATIONS: &[u8] = b"reloc.CODE";

/// The app, cut.
pub struct Cut {
    /// The part that is there from the beginning.
    pub main: PathBuf,
    _folder: TempDir,
}

/// Parts that travel together, in the order in which they are set going.
pub struct Group {
    pub file: String,
    /// Each by its name, with its length in bytes. Several groups may have the same one.
    pub parts: Vec<(String, usize)>,
}

/// Cuts the app in the file `input`; none if it is not to be cut.
pub fn cut(input: &Path) -> Result<Option<Cut>> {
    let app = fs::read(input).with_context(|| format!("{} cannot be read", input.display()))?;
    if !app.windows(RELOCATIONS.len()).any(|it| it == RELOCATIONS) {
        return Ok(None);
    }
    let out = PathBuf::from(setting("SPLITTER_OUT")?);
    fs::create_dir_all(&out)?;
    let folder = tempfile::tempdir()?;
    let main = folder.path().join("main.wasm");
    // Parts fit the main part that they were cut from and no other, so their names are those of the whole.
    let build = fingerprint(&app);
    let link_name = format!("./pieces-{build}.js");
    let mut options = Options::new(&app);
    options.output_dir = folder.path();
    options.main_out_path = &main;
    options.link_name = &link_name;
    let split = transform(options).map_err(|error| anyhow!("the app cannot be cut: {error:#}"))?;

    optimize_all(&split.split_modules)?;
    let mut groups = BTreeMap::new();
    for (name, parts) in &split.prefetch_map {
        groups.insert(name.as_str(), joined(name, &build, parts, folder.path(), &out)?);
    }
    let generated = fs::read_to_string(folder.path().join(&link_name))?;
    fs::write(out.join(&link_name), loader::of(&loader::shared(&generated)?, &groups))?;
    Ok(Some(Cut { main, _folder: folder }))
}

/// As many at once as the machine has processors: each waits for its program to start longer than for what that does.
fn optimize_all(files: &[PathBuf]) -> Result<()> {
    let at_once = thread::available_parallelism().map_or(1, NonZero::get);
    let each = files.len().div_ceil(at_once).max(1);
    thread::scope(|scope| {
        let started: Vec<_> = files
            .chunks(each)
            .map(|some| scope.spawn(|| some.iter().try_for_each(|file| optimize(file))))
            .collect();
        started.into_iter().try_for_each(|it| it.join().map_err(|_| anyhow!("it broke off"))?)
    })
}

/// Smaller, as Trunk makes the main part.
fn optimize(file: &Path) -> Result<()> {
    let parameters = setting("SPLITTER_WASM_OPT")?;
    let parameters = parameters.to_string_lossy();
    let status = Command::new("wasm-opt")
        .args(parameters.split_whitespace())
        .arg("--output")
        .arg(file)
        .arg(file)
        .status()
        .context("wasm-opt cannot be started")?;
    ensure!(status.success(), "wasm-opt does not take {}", file.display());
    Ok(())
}

/// One file of a group's parts: together they are smaller, and asked for once.
fn joined(name: &str, build: &str, parts: &[String], from: &Path, out: &Path) -> Result<Group> {
    let file = format!("{}-{build}.pieces", name.replace('_', "-"));
    let mut bytes = Vec::new();
    let mut lengths = Vec::new();
    for part in parts {
        let part_bytes = fs::read(from.join(format!("{part}.wasm")))?;
        lengths.push((part.clone(), part_bytes.len()));
        bytes.extend(part_bytes);
    }
    fs::write(out.join(&file), bytes)?;
    Ok(Group { file, parts: lengths })
}

fn fingerprint(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
