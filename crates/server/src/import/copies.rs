//! Second copies: what is there already under another id, and what would go over from one client to another.
//!
//! An id is all that tells a row that is there from a new one. A spreadsheet that takes the zeros off a column makes
//! everything in it look new, and everybody would be charged twice. So a person and a session are also known by what they
//! are, and are refused by name under a second id.

mod cards;
mod customers;
mod people;
mod sessions;

use std::collections::HashMap;
use std::hash::Hash;

pub(super) use cards::stays;
pub(super) use customers::shared;
pub(super) use people::{clients, practices, staff};
pub(super) use sessions::sessions;

use domain::fault::{Copied, CopyOf, Fault, Trifle};

use super::alike::differ_in;
use super::row::shown;
use super::rows::At;

/// Somebody or something that may be there twice.
pub(super) struct CopyEntry<'a, T> {
    key: &'a str,
    /// Its row and line; none where only the desk knows it.
    row: Option<(At<T>, u64)>,
    /// It is not there yet, or was something else so far.
    fresh: bool,
    /// Where both have one, it is the same for one person.
    email: Option<String>,
}

/// A row that is a second copy, and of what.
pub(super) struct Copy<'a, T> {
    at: At<T>,
    of: &'a str,
    of_line: Option<u64>,
    /// Why the ids differ, where it is most likely.
    trifles: Vec<Trifle>,
}

/// The fresh rows that are the same as what is there, or as another row before them.
fn found<'a, I: Eq + Hash, T>(entries: impl IntoIterator<Item = (I, CopyEntry<'a, T>)>) -> Vec<Copy<'a, T>> {
    let mut groups: HashMap<I, Vec<CopyEntry<'a, T>>> = HashMap::new();
    for (identity, entry) in entries {
        groups.entry(identity).or_default().push(entry);
    }
    let mut copies = Vec::new();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let (fresh, mut there): (Vec<_>, Vec<_>) = group.into_iter().partition(|entry| entry.fresh);
        for entry in fresh {
            match (entry.row, original(&entry, &there)) {
                (Some((at, _)), Some(of)) => copies.push(of.copied(at, entry.key)),
                _ => there.push(entry),
            }
        }
    }
    copies
}

/// What an entry is most likely a copy of: one whose id differs in a trifle, before others.
fn original<'e, 'a, T>(
    entry: &CopyEntry<'_, T>,
    there: &'e [CopyEntry<'a, T>],
) -> Option<&'e CopyEntry<'a, T>> {
    let alike = there.iter().find(|it| differ_in(it.key, entry.key).is_some());
    // Two who differ in their address are two people, whatever they have in common, unless their ids say otherwise.
    let same =
        |it: &&CopyEntry<'_, T>| it.email.is_none() || entry.email.is_none() || it.email == entry.email;
    alike.or_else(|| there.iter().find(same))
}

impl<'a, T> CopyEntry<'a, T> {
    fn copied(&self, at: At<T>, key: &str) -> Copy<'a, T> {
        let trifles = differ_in(self.key, key).unwrap_or_default();
        Copy { at, of: self.key, of_line: self.row.map(|(_, line)| line), trifles }
    }
}

impl<T> Copy<'_, T> {
    /// What is wrong: that this is there under another id.
    fn fault(&self, what: Copied) -> Fault {
        let of = CopyOf { id: shown(self.of), line: self.of_line, trifles: self.trifles.clone() };
        Fault::Copy { what, of }
    }
}

/// A name as it is compared: in one case, without what nobody sees, with single blanks.
fn folded(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !super::invisible::is_invisible(*c)).collect();
    let words: Vec<String> = seen.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
