//! Rules are functions of what they are given: `domain` has no clock, no chance, no input and output, and no floats.

use proc_macro2::{TokenStream, TokenTree};

use crate::files::{all, none};
use crate::references::{is_in, module_of, references};

const INSIDE: &str = "domain";

const NEVER: [&str; 13] = [
    "fastrand",
    "getrandom",
    "rand",
    "reqwest",
    "sea_orm",
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "tokio",
];

/// Ways to ask what time it is, or for an id that is made of that and of chance.
const CLOCKS: [&str; 6] =
    ["Utc::now", "Local::now", "SystemTime::now", "Instant::now", "Uuid::now_v7", "Uuid::new_v4"];

fn impurities(module: &str, source: &str) -> Vec<String> {
    let used = references(module, source).into_iter().filter(|used| {
        let is_clock = |clock: &&str| used.path == **clock || used.path.ends_with(&format!("::{clock}"));
        NEVER.iter().any(|it| used.is_in(it)) || CLOCKS.iter().any(is_clock)
    });
    let mut found: Vec<String> = used.map(|it| format!("line {}: {}", it.line, it.path)).collect();
    let tokens: TokenStream = source.parse().unwrap_or_else(|error| panic!("{module}: {error}"));
    floats(tokens, &mut found);
    found
}

fn floats(tokens: TokenStream, found: &mut Vec<String>) {
    let mut after_dot = false;
    for tree in tokens {
        let text = tree.to_string();
        let is_float = match &tree {
            TokenTree::Ident(_) => text == "f32" || text == "f64",
            // `pair.0.1` has a literal `0.1` that is two field names.
            TokenTree::Literal(_) => !after_dot && is_float_literal(&text),
            TokenTree::Group(group) => {
                floats(group.stream(), found);
                false
            }
            TokenTree::Punct(_) => false,
        };
        if is_float {
            found.push(format!("line {}: the float {text}", tree.span().start().line));
        }
        after_dot = matches!(&tree, TokenTree::Punct(it) if it.as_char() == '.');
    }
}

fn is_float_literal(text: &str) -> bool {
    let is_number = text.starts_with(|it: char| it.is_ascii_digit());
    let is_decimal = !["0x", "0b", "0o"].iter().any(|it| text.starts_with(it));
    let digits = text.trim_end_matches("isize").trim_end_matches("usize");
    is_number
        && is_decimal
        && (digits.contains(['.', 'e', 'E']) || digits.ends_with("f32") || digits.ends_with("f64"))
}

#[test]
fn rules_are_pure() {
    let mut found = Vec::new();
    for file in all() {
        if let Some(module) = module_of(&file.path).filter(|it| is_in(it, INSIDE)) {
            found
                .extend(impurities(&module, &file.text).into_iter().map(|it| format!("{}: {it}", file.path)));
        }
    }
    none(&found, "rules must be given these");
}

#[test]
fn clocks_chance_input_output_and_floats_are_found() {
    for place in NEVER {
        assert!(!impurities("domain::money", &format!("use {place}::x;")).is_empty(), "{place}");
    }
    for clock in CLOCKS {
        assert!(!impurities("domain::money", &format!("fn f() {{ {clock}() }}")).is_empty(), "{clock}");
        assert!(
            !impurities("domain::money", &format!("fn f() {{ chrono::{clock}() }}")).is_empty(),
            "{clock}"
        );
    }
    for float in ["a: f64", "1.5", "2e3", "1f32", "(3.0)", "1_000.0"] {
        assert!(!impurities("domain::money", &format!("fn f() {{ {float} }}")).is_empty(), "{float}");
    }
}

#[test]
fn whole_numbers_and_parts_of_pairs_are_not_floats() {
    for whole in ["15", "1_000_u64", "0xe5", "0b1", "a.0.1", "1..2", "7usize", "\"1.5\"", "'e'", "b'e'"] {
        assert_eq!(
            impurities("domain::money", &format!("fn f() {{ {whole} }}")),
            Vec::<String>::new(),
            "{whole}"
        );
    }
}
