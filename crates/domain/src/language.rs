//! The languages in which the desk speaks to people.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language that a person is written to and shown the screens in. It belongs to the person, not to the machine they sit at:
/// a mail has no browser that says one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Language {
    /// English as it is spoken in the United States; for everybody of whom nothing else is known.
    #[default]
    #[serde(rename = "en")]
    English,
    /// English in disguise, longer and with accents, made from the English sentences: whoever uses the desk in it sees what is
    /// cut off and which words were forgotten. Only catalogues for trying the desk out have it.
    #[serde(rename = "en-XA")]
    Pseudo,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Pseudo];

    /// The tag of BCP 47, as files, tables, headers and the `lang` attribute have it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Pseudo => "en-XA",
        }
    }

    /// Which way it is written, as the `dir` attribute has it.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::English | Self::Pseudo => "ltr",
        }
    }

    /// The first of somebody's wishes that can be served, beginning with what they like best.
    pub fn wished<T: AsRef<str>>(tags: impl IntoIterator<Item = T>) -> Option<Self> {
        tags.into_iter().find_map(|tag| Self::serving(tag.as_ref()))
    }

    /// The language that serves somebody who asks for this one: the very same, else the one that it is a kind of, as English
    /// is for `en-GB`. None where the desk does not speak it.
    #[must_use]
    pub fn serving(tag: &str) -> Option<Self> {
        let found = |wanted: &str| Self::ALL.into_iter().find(|it| it.tag().eq_ignore_ascii_case(wanted));
        let kind_of = tag.split('-').next().unwrap_or_default();
        found(tag).or_else(|| found(kind_of))
    }
}

impl FromStr for Language {
    type Err = ();

    fn from_str(tag: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|language| language.tag() == tag).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_language_has_one_tag_everywhere() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
            assert_eq!(serde_json::to_value(language).expect("a language serializes"), language.tag());
        }
        assert_eq!("EN".parse::<Language>(), Err(()));
    }

    #[test]
    fn who_asks_for_a_kind_of_english_is_served_in_english() {
        for (tag, language) in [
            ("en", Some(Language::English)),
            ("en-GB", Some(Language::English)),
            ("EN-us", Some(Language::English)),
            ("en-XA", Some(Language::Pseudo)),
            ("en-xa", Some(Language::Pseudo)),
            ("es-MX", None),
            ("english", None),
            ("", None),
        ] {
            assert_eq!(Language::serving(tag), language, "{tag:?}");
        }
    }

    #[test]
    fn the_first_wish_that_can_be_served_counts() {
        assert_eq!(Language::wished(["nb-NO", "en-XA", "en"]), Some(Language::Pseudo));
        assert_eq!(Language::wished(["nb-NO", "fr"]), None);
    }
}
