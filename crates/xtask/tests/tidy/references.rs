//! Which paths a Rust file uses, seen from its crate's root.
//!
//! Reads tokens rather than syntax: that also sees what is inside a macro such as `view!`, and neither comments nor strings
//! are taken for code. A glob import of a parent hides the names it brings; nothing else does.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A path that a file uses.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// Such as `server::mail::Letter`: from the crate, whatever was written.
    pub path: String,
    pub line: usize,
}

impl Reference {
    /// Whether it is `place` or something in it.
    pub fn is_in(&self, place: &str) -> bool {
        is_in(&self.path, place)
    }
}

/// Whether `path` is `place` or something in it.
pub fn is_in(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The module that a source file is, such as `server::http::charges`; nothing for a file that is not in a `src`.
pub fn module_of(path: &str) -> Option<String> {
    let (package, inside) = match path.strip_prefix("crates/") {
        Some(rest) => rest.split_once("/src/")?,
        None => ("app", path.strip_prefix("src/")?),
    };
    let inside = inside.strip_suffix(".rs")?;
    let inside = inside.strip_suffix("/mod").unwrap_or(inside);
    let parts = inside.split('/').filter(|it| !["lib", "main"].contains(it));
    Some(std::iter::once(package.replace('-', "_").as_str()).chain(parts).collect::<Vec<_>>().join("::"))
}

/// The paths that `source` uses, which is the text of `module`.
pub fn references(module: &str, source: &str) -> Vec<Reference> {
    let tokens: TokenStream = source.parse().unwrap_or_else(|error| panic!("{module}: {error}"));
    let mut found = Vec::new();
    read(tokens, &module.split("::").map(str::to_owned).collect::<Vec<_>>(), &mut found);
    found
}

fn read(tokens: TokenStream, module: &[String], found: &mut Vec<Reference>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < trees.len() {
        if let Some((name, body)) = inline_module(&trees[at..]) {
            read(body.stream(), &[module, &[name]].concat(), found);
            at += 3;
        } else if is_word(&trees[at], "use") {
            let end = trees[at..].iter().position(|it| is_mark(it, ';')).map_or(trees.len(), |it| at + it);
            imports(&trees[at + 1..end], &[], module, found);
            at = end;
        } else if let TokenTree::Group(group) = &trees[at] {
            read(group.stream(), module, found);
            at += 1;
        } else {
            let (segments, length) = segments(&trees[at..]);
            if segments.len() > 1 {
                found.push(Reference { path: absolute(&segments, module), line: line(&trees[at]) });
            }
            at += length.max(1);
        }
    }
}

/// `mod name { … }`.
fn inline_module(trees: &[TokenTree]) -> Option<(String, &Group)> {
    match trees {
        [first, TokenTree::Ident(name), TokenTree::Group(body), ..]
            if is_word(first, "mod") && body.delimiter() == Delimiter::Brace =>
        {
            Some((name.to_string(), body))
        }
        _ => None,
    }
}

/// The paths of one `use`, after what stands before its braces.
fn imports(trees: &[TokenTree], before: &[String], module: &[String], found: &mut Vec<Reference>) {
    for part in trees.split(|it| is_mark(it, ',')) {
        let (own, length) = segments(part);
        let path = [before, &own[..]].concat();
        match part.get(length..) {
            Some([.., TokenTree::Group(group)]) => {
                imports(&group.stream().into_iter().collect::<Vec<_>>(), &path, module, found);
            }
            _ if path.is_empty() => {}
            _ => found.push(Reference { path: absolute(&path, module), line: part.first().map_or(0, line) }),
        }
    }
}

/// The names at the start that are joined by `::`, and how many tokens they take.
fn segments(trees: &[TokenTree]) -> (Vec<String>, usize) {
    let mut names = Vec::new();
    let mut at = joint(trees);
    while let Some(TokenTree::Ident(name)) = trees.get(at) {
        names.push(name.to_string());
        at += 1;
        let next = joint(&trees[at..]);
        if next == 0 {
            break;
        }
        at += next;
    }
    (names, at)
}

/// The length of a `::` here.
fn joint(trees: &[TokenTree]) -> usize {
    match trees {
        [first, second, ..] if is_mark(first, ':') && is_mark(second, ':') => 2,
        _ => 0,
    }
}

fn absolute(segments: &[String], module: &[String]) -> String {
    let mut base: Vec<String> = Vec::new();
    let mut rest = segments;
    match segments.first().map(String::as_str) {
        Some("crate") => {
            base.extend(module.first().cloned());
            rest = &rest[1..];
        }
        Some("self") => {
            base.extend_from_slice(module);
            rest = &rest[1..];
        }
        Some("super") => {
            base.extend_from_slice(module);
            while rest.first().is_some_and(|it| it == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        _ => {}
    }
    base.extend_from_slice(rest);
    base.join("::")
}

fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(it) if it == word)
}

fn is_mark(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(it) if it.as_char() == mark)
}

fn line(tree: &TokenTree) -> usize {
    tree.span().start().line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(source: &str) -> Vec<String> {
        references("server::http::charges", source).into_iter().map(|it| it.path).collect()
    }

    #[test]
    fn a_file_is_the_module_of_its_place() {
        for (path, module) in [
            ("src/lib.rs", Some("app")),
            ("src/ui/calendar.rs", Some("app::ui::calendar")),
            ("crates/processor-simulator/src/api/form.rs", Some("processor_simulator::api::form")),
            ("crates/server/src/main.rs", Some("server")),
            ("crates/server/tests/access.rs", None),
            ("crates/texts/build.rs", None),
        ] {
            assert_eq!(module_of(path).as_deref(), module, "{path}");
        }
    }

    #[test]
    fn imports_are_unfolded_and_seen_from_the_crate() {
        assert_eq!(
            paths(
                "use std::{fmt, io::{self, Read as _}}; use super::super::mail; pub(crate) use crate::a::*;"
            ),
            ["std::fmt", "std::io::self", "std::io::Read", "server::mail", "server::a"],
        );
        assert_eq!(paths("use {store, self::b};"), ["store", "server::http::charges::b"]);
    }

    #[test]
    fn paths_in_code_in_macros_and_in_inner_modules_are_seen() {
        assert_eq!(paths("fn f() { let a = ::store::find(1)?; }"), ["store::find"]);
        assert_eq!(paths("view! { <p>{super::words::t()}</p> }"), ["server::http::words::t"]);
        assert_eq!(paths("mod tests { use super::super::x; }"), ["server::http::x"]);
        assert_eq!(paths("fn f(a: Vec<wire::Body>) -> T::Item {}"), ["wire::Body", "T::Item"]);
    }

    #[test]
    fn comments_strings_and_names_alone_are_not_paths() {
        assert_eq!(
            paths("// store::a\n/// store::b\nfn store() { let a = \"store::c\"; }"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_reference_tells_its_line_and_what_it_is_in() {
        let found = references("app", "\n\nuse store::charges;");
        assert_eq!(found, [Reference { path: "store::charges".to_owned(), line: 3 }]);
        assert!(found[0].is_in("store") && found[0].is_in("store::charges") && !found[0].is_in("sto"));
    }
}
