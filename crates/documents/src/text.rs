//! What is made of a text before it is set.

use std::ops::Range;

/// What stands in the place of a character that none of the fonts has.
const STAND_IN: char = '\u{FFFD}';

/// A text, as it is shown and as it is read.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// What is set.
    pub shown: String,
    /// What is read aloud and copied.
    pub read: String,
    /// For each byte of `shown` where it begins in `read`; empty where both are the same.
    places: Vec<usize>,
}

impl Shown {
    /// The text as given, but for what is no character: controls and the code points that Unicode keeps free. A PDF must not name
    /// those, and nobody can see them.
    pub(crate) fn new(text: &str) -> Self {
        let text: String = text.chars().filter_map(kept).collect();
        Self { shown: text.clone(), read: text, places: Vec::new() }
    }

    /// The same text with stand-ins shown in these places of what is shown.
    pub(crate) fn with_stand_ins(&self, missing: &[Range<usize>]) -> Self {
        let mut with = Self {
            shown: String::with_capacity(self.shown.len()),
            read: self.read.clone(),
            places: Vec::new(),
        };
        for (at, character) in self.shown.char_indices() {
            let shown = if missing.iter().any(|range| range.contains(&at)) { STAND_IN } else { character };
            with.shown.push(shown);
            with.places.resize(with.shown.len(), self.read_at(at));
        }
        with.places.push(self.read.len());
        with
    }

    /// The part of what is read that belongs to a part of what is shown.
    pub(crate) fn read_range(&self, shown: Range<usize>) -> Range<usize> {
        self.read_at(shown.start)..self.read_at(shown.end)
    }

    fn read_at(&self, shown: usize) -> usize {
        self.places.get(shown).copied().unwrap_or(shown)
    }
}

fn kept(character: char) -> Option<char> {
    match character {
        '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{FEFF}' => None,
        '\u{FDD0}'..='\u{FDEF}' => None,
        _ if character.is_control() || u32::from(character) & 0xFFFE == 0xFFFE => None,
        _ => Some(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_character_is_left_out() {
        assert_eq!(Shown::new("a\u{0}b\u{1b}c\td\u{feff}e\u{fffe}f\u{1ffff}").read, "abc def");
    }

    #[test]
    fn a_stand_in_is_read_as_what_it_stands_for() {
        let missing = 1..5;
        let shown = Shown::new("a\u{13000}b").with_stand_ins(std::slice::from_ref(&missing));
        assert_eq!(shown.shown, "a\u{FFFD}b");
        assert_eq!(&shown.read[shown.read_range(1..4)], "\u{13000}");
        assert_eq!(&shown.read[shown.read_range(4..5)], "b");
    }
}
