//! Turns `languages/en/*.ftl` (Project Fluent) into methods of `Texts`, so that a sentence that is missing, or that is given the
//! wrong values, does not compile; and every other language into a list of texts in the same order. By hand: the crates that check
//! calls against Fluent files carry its engine to the browser, and that is what this saves.

mod pattern;
mod pseudo;
mod read;
mod write;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use self::read::{Messages, subjects};

/// The language that says which messages there are. The others must have the same.
const FIRST: &str = "en";

/// The language that is made from the first one.
const PSEUDO: &str = "en-XA";

/// What no screen of the app says. It is not sent it.
const NOT_ON_SCREEN: [&str; 6] = ["export", "mails", "papers", "problems", "start", "tasks"];

/// A language that the app has to be sent.
struct Other {
    tag: String,
    messages: Messages,
    /// Whether the server is built with it.
    is_built_in: bool,
}

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=languages");
    let has = |feature: &str| env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    let folder = Path::new("languages");
    let subjects = subjects(&folder.join(FIRST))?;
    let first = read::language(&folder.join(FIRST), &subjects)?;
    let disguised = pseudo::disguised(&first);
    let mut others = vec![Other { tag: PSEUDO.to_owned(), messages: disguised, is_built_in: has("PSEUDO") }];
    for entry in fs::read_dir(folder).context("languages/ is missing")? {
        let tag = entry?.file_name().into_string().ok().context("the tag of a language")?;
        if tag != FIRST {
            let messages = read::language(&folder.join(&tag), &subjects)?;
            same(&tag, &messages, &first)?;
            others.push(Other { tag, messages, is_built_in: has("CATALOGUES") });
        }
    }
    others.sort_by(|a, b| a.tag.cmp(&b.tag));
    let edition = edition(&first, &others)?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    write::methods(&out, &subjects, &first)?;
    others.retain(|it| it.is_built_in);
    fs::write(out.join("texts.rs"), write::root(&subjects, &first, &others, edition)?)?;
    Ok(())
}

/// That a language has the messages of the first one, with the same values.
fn same(tag: &str, messages: &Messages, first: &Messages) -> Result<()> {
    for (name, known) in first {
        let message = messages.get(name).with_context(|| format!("languages/{tag} lacks {name}"))?;
        let names = |values: pattern::Values| {
            let mut names: Vec<_> = values.into_iter().map(|(name, _)| name).collect();
            names.sort();
            names
        };
        let (has, known) = (names(message.pattern.values()), names(known.pattern.values()));
        ensure!(has == known, "languages/{tag}: {name} takes {has:?}, in {FIRST} {known:?}");
    }
    for name in messages.keys() {
        ensure!(first.contains_key(name), "languages/{tag} has {name}, {FIRST} has not");
    }
    Ok(())
}

/// Which texts these are, also those that are not built in: an app and a server of the same sources agree on it.
fn edition(first: &Messages, others: &[Other]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for messages in [first].into_iter().chain(others.iter().map(|it| &it.messages)) {
        for (name, message) in messages {
            (name, message.pattern.encoded(&first[name].pattern.values())?).hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}
