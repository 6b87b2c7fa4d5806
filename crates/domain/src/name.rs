//! Names of people and short texts, as they may come from anywhere in the world.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Longest name part or short text, in characters.
pub const LENGTH_MAX: usize = 100;

/// One line of text with at least one visible character, in normal form C, without control or direction-changing characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NamePart(String);

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// Nothing visible.
    #[error("no name is given")]
    Missing,
    /// Longer than [`LENGTH_MAX`] characters.
    #[error("the name is longer than {LENGTH_MAX} characters")]
    TooLong,
    /// Line breaks, control characters or characters that turn the direction of what follows.
    #[error("the name has a line break or an invisible control character; remove it")]
    Control,
}

/// A name as on legal papers. Many people have one name; which of the parts it is, their papers say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LegalName {
    /// A first and a last name.
    Whole {
        /// The first name, or names.
        first: NamePart,
        /// The last name, or names.
        last: NamePart,
    },
    /// One name, which stands where the first one does.
    First(NamePart),
    /// One name, which stands where the last one does.
    Last(NamePart),
}

/// A person's legal name and the name they chose to be called by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// As on legal papers.
    pub legal: LegalName,
    /// What screens and mails use instead of the legal first name.
    pub chosen_first: Option<NamePart>,
}

/// Characters that change the direction of the text around them; they can make one line look like another.
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Joiners are part of names in several scripts and of emoji, but show nothing by themselves.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// That a text is one visible line. It takes no tables of Unicode along, which in a browser are larger than most pages.
pub(crate) fn one_line(text: &str) -> Result<(), NameProblem> {
    if text.chars().all(|c| c.is_whitespace() || is_joiner(c)) {
        return Err(NameProblem::Missing);
    }
    if text.chars().any(|c| c.is_control() || turns_direction(c) || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(NameProblem::Control);
    }
    if text.chars().count() > LENGTH_MAX {
        return Err(NameProblem::TooLong);
    }
    Ok(())
}

/// Text in normal form C, so that what looks the same is the same.
#[must_use]
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

impl NamePart {
    /// Reads a name, trimming it and bringing it to normal form C.
    ///
    /// # Errors
    /// [`NameProblem`] says what to change.
    pub fn parse(text: &str) -> Result<Self, NameProblem> {
        let text = composed(text.trim());
        one_line(&text)?;
        Ok(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NamePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for NamePart {
    type Error = NameProblem;

    fn try_from(text: String) -> Result<Self, NameProblem> {
        Self::parse(&text)
    }
}

impl From<NamePart> for String {
    fn from(name: NamePart) -> Self {
        name.0
    }
}

impl LegalName {
    /// The name with these parts; none where there is neither.
    #[must_use]
    pub fn of(first: Option<NamePart>, last: Option<NamePart>) -> Option<Self> {
        match (first, last) {
            (Some(first), Some(last)) => Some(Self::Whole { first, last }),
            (Some(first), None) => Some(Self::First(first)),
            (None, Some(last)) => Some(Self::Last(last)),
            (None, None) => None,
        }
    }

    /// The first name, where there is one.
    #[must_use]
    pub const fn first(&self) -> Option<&NamePart> {
        match self {
            Self::Whole { first, .. } | Self::First(first) => Some(first),
            Self::Last(_) => None,
        }
    }

    /// The last name, where there is one.
    #[must_use]
    pub const fn last(&self) -> Option<&NamePart> {
        match self {
            Self::Whole { last, .. } | Self::Last(last) => Some(last),
            Self::First(_) => None,
        }
    }

    /// What lists are sorted by: the last name, else the only one.
    #[must_use]
    pub const fn sorted_by(&self) -> &NamePart {
        match self {
            Self::Whole { last: by, .. } | Self::First(by) | Self::Last(by) => by,
        }
    }
}

impl fmt::Display for LegalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole { first, last } => write!(f, "{first} {last}"),
            Self::First(only) | Self::Last(only) => write!(f, "{only}"),
        }
    }
}

impl PersonName {
    /// What the person is called: the chosen name, else the legal first one, else the only one.
    #[must_use]
    pub fn first(&self) -> &str {
        self.chosen_first.as_ref().map_or_else(|| self.legal_first(), NamePart::as_str)
    }

    /// What they are called where they chose nothing.
    #[must_use]
    pub fn legal_first(&self) -> &str {
        match &self.legal {
            LegalName::Whole { first: it, .. } | LegalName::First(it) | LegalName::Last(it) => it.as_str(),
        }
    }

    /// First and last name as screens and mails show them, or the only one.
    #[must_use]
    pub fn full(&self) -> String {
        let first = self.chosen_first.as_ref().or(self.legal.first());
        let parts = first.into_iter().chain(self.legal.last()).map(NamePart::as_str);
        parts.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn names_of_any_script_and_emoji_are_kept() {
        for name in ["Ana", "Nguyễn Thị", "محمد", "O’Brien-Łukasz", "李", "Zoë 🌻", "👩‍👩‍👧"]
        {
            assert_eq!(NamePart::parse(name).map(String::from), Ok(name.nfc().collect()), "{name}");
        }
    }

    #[test]
    fn names_are_trimmed_and_normalized() {
        assert_eq!(NamePart::parse(" Zoe\u{308} ").map(String::from), Ok("Zo\u{eb}".to_owned()));
    }

    #[test]
    fn what_is_no_name_says_why() {
        assert_eq!(NamePart::parse("  "), Err(NameProblem::Missing));
        assert_eq!(NamePart::parse("\u{200B}\u{200D}"), Err(NameProblem::Missing));
        assert_eq!(NamePart::parse("a\nb"), Err(NameProblem::Control));
        assert_eq!(NamePart::parse("evil\u{202E}gnp"), Err(NameProblem::Control));
        assert_eq!(NamePart::parse(&"x".repeat(101)), Err(NameProblem::TooLong));
        assert!(NamePart::parse(&"é".repeat(100)).is_ok());
    }

    #[test]
    fn somebody_is_called_by_the_chosen_name_else_by_the_names_they_have() {
        fn part(text: &str) -> NamePart {
            NamePart::parse(text).expect("a name")
        }
        let legal = |first: &str, last: &str| {
            let given = |text: &str| (!text.is_empty()).then(|| part(text));
            LegalName::of(given(first), given(last))
        };
        for (first, last, chosen, called, full, sorted_by) in [
            ("Robert", "Lee", None, "Robert", "Robert Lee", "Lee"),
            ("Robert", "Lee", Some("Robin"), "Robin", "Robin Lee", "Lee"),
            ("Suharto", "", None, "Suharto", "Suharto", "Suharto"),
            ("Suharto", "", Some("Har"), "Har", "Har", "Suharto"),
            ("", "Meena", None, "Meena", "Meena", "Meena"),
            ("", "Meena", Some("Mina"), "Mina", "Mina Meena", "Meena"),
        ] {
            let legal = legal(first, last).expect("a name");
            let name = PersonName { legal, chosen_first: chosen.map(part) };
            assert_eq!((name.first(), name.full().as_str()), (called, full), "{first}|{last}");
            assert_eq!(name.legal.sorted_by().as_str(), sorted_by);
        }
        assert_eq!(legal("", ""), None);
    }
}
