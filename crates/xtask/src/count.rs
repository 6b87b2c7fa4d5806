//! What makes the house easy or hard to live in, counted over its sources.

mod functions;
mod names;
mod sources;

use std::path::Path;

use anyhow::Result;
use sources::Source;

/// Prints the counts of the project at `root`, a line each.
pub fn print(root: &Path) -> Result<()> {
    let all = sources::all(root)?;
    let product = |it: &&Source| sources::is_product(it);
    let server = |it: &&Source| it.path.starts_with("crates/server/src/");
    let count = |of: &dyn Fn(&&Source) -> bool, line: &dyn Fn(&str) -> bool| -> usize {
        all.iter().filter(of).flat_map(|it| it.lines()).filter(|it| line(it)).count()
    };
    let entries = all.iter().filter(|it| server(it) && it.text.contains("audit")).flat_map(Source::lines);
    let entries = entries.filter(|line| line.trim_end().ends_with("Entry {") && !line.contains("fn "));
    println!("audit entries built by hand: {}", entries.count());
    let races = count(&server, &|line| line.contains("StoreError::Stale") && line.contains("=>"));
    println!("places that match a lost race: {races}");
    let objects = count(&product, &|line| line.contains("value_type = Object"));
    println!("schemas that say no more than Object: {objects}");
    let twice = names::with_several_meanings(&all);
    println!("type names with several meanings: {} ({})", twice.len(), twice.join(" "));
    let support = sources::support(&all);
    println!("lines of test kits: {}", support.kits);
    println!("lines of running databases for tests: {}", support.databases);
    for (whose, prefix) in [("of the crates", "crates/"), ("of the app", "src/")] {
        if let Some((place, lines)) = functions::longest(&all, prefix) {
            println!("longest function {whose}: {lines} lines, {place}");
        }
    }
    for noun in ["payer", "task"] {
        let (files, edits) = names::of_noun(&all, noun);
        println!("a noun such as {noun}: {files} files of its own, {edits} places elsewhere that list it");
    }
    Ok(())
}
