//! How long functions are.

use super::sources::{Source, is_product};

/// The longest function of the product below a folder, with where it begins and its lines.
pub fn longest(all: &[Source], folder: &str) -> Option<(String, usize)> {
    let product = all.iter().filter(|it| is_product(it) && it.path.starts_with(folder));
    product.flat_map(lengths).max_by_key(|(_, lines)| *lines)
}

/// Where each function begins, and how many lines it has: up to the brace that stands as far in as its first line.
fn lengths(source: &Source) -> Vec<(String, usize)> {
    let lines: Vec<&str> = source.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !(line.trim_start().starts_with("fn ") || line.contains(" fn "))
            || line.trim_start().starts_with("//")
        {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let end = format!("{}}}", " ".repeat(indent));
        let one_line = line.trim_end().ends_with([';', '}']);
        let length = lines[at..].iter().position(|it| *it == end).map_or(1, |end| end + 1);
        found.push((format!("{}:{}", source.path, at + 1), if one_line { 1 } else { length }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_ends_at_its_own_brace() {
        let text = "fn one() {\n    if true {\n        two();\n    }\n}\n\n    const fn two() {}\n";
        let source = Source { path: "src/a.rs".to_owned(), text: text.to_owned() };
        assert_eq!(lengths(&source), [("src/a.rs:1".to_owned(), 5), ("src/a.rs:7".to_owned(), 1)]);
    }
}
