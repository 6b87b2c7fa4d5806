//! What names stand for.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Source, is_product};

/// What the database library wants types to be called.
const GIVEN: [&str; 6] = ["Model", "Entity", "Relation", "ActiveModel", "Column", "Migration"];

/// Names of types that the product declares in several files.
pub fn with_several_meanings(all: &[Source]) -> Vec<String> {
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for source in all.iter().filter(|it| is_product(it)) {
        for name in source.lines().filter_map(declared) {
            places.entry(name).or_default().insert(&source.path);
        }
    }
    let several = places.into_iter().filter(|(name, places)| places.len() > 1 && !GIVEN.contains(name));
    several.map(|(name, _)| name.to_owned()).collect()
}

/// Types that a trait wants by its own name stand further in, and are not counted.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("pub(").and_then(|rest| rest.split_once(") ")).map_or(line, |it| it.1);
    let rest = ["struct ", "enum ", "type "].iter().find_map(|word| line.strip_prefix(word))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|it| !it.is_empty())
}

/// Lines of a file that are as close as this are one change of it, as a diff shows it.
const CLOSE: usize = 6;

/// How many files a noun has of its own, and how many places elsewhere list it among others.
pub fn of_noun(all: &[Source], noun: &str) -> (usize, usize) {
    let plural = format!("{noun}s");
    let is_own = |it: &Source| {
        let mut parts = it.path.trim_end_matches(".rs").split('/');
        parts.any(|part| part == noun || part == plural || part.ends_with(&format!("_{plural}")))
    };
    let lists = |line: &str| {
        let line = line.trim();
        [format!("mod {noun};"), format!("mod {plural};"), format!("\"{plural}\""), format!("{plural}()")]
            .iter()
            .any(|it| line.contains(it.as_str()))
    };
    let product = all.iter().filter(|it| is_product(it));
    let (own, others): (Vec<_>, Vec<_>) = product.partition(|it| is_own(it));
    let places = |it: &&Source| {
        let at: Vec<usize> = it.lines().enumerate().filter(|it| lists(it.1)).map(|it| it.0).collect();
        at.chunk_by(|one, next| next - one <= CLOSE).count()
    };
    (own.len(), others.iter().map(places).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_is_listed_at_a_place_once_however_many_lines_it_takes_there() {
        let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let far = "\n".repeat(9);
        let all = [
            source("crates/store/src/tasks.rs", "pub fn tasks() {}\n"),
            source("crates/store/src/lib.rs", "pub mod tasks;\n"),
            source("crates/store/src/schema.rs", &format!("tasks()\nindex(\"tasks\")\n{far}tasks()\n")),
        ];
        assert_eq!(of_noun(&all, "task"), (1, 3));
    }

    #[test]
    fn a_declaration_is_told_from_other_lines() {
        assert_eq!(declared("pub struct Task {"), Some("Task"));
        assert_eq!(declared("pub(in crate::payments) enum Found {"), Some("Found"));
        assert_eq!(declared("enum Booked {"), Some("Booked"));
        for line in ["    type Err = ();", "let structure = 1;", "pub fn task() {", "/// struct Task"] {
            assert_eq!(declared(line), None, "{line}");
        }
    }
}
