//! Every sentence a person reads, on screen and in mails, by language.
//!
//! The sentences stand in `languages/`, one file a language, in the format of Project Fluent. Each message there is a method of
//! [`Texts`] here; a message with `{ $day }` takes `day`. A second language is a second file with the same messages: one that
//! lacks a message or a value does not compile.

mod charges;
mod days;
mod refusals;
mod reply;
mod tasks;

use domain::language::Language;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The sentences of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts(pub Language);

/// The sentences in English.
#[must_use]
pub const fn english() -> Texts {
    Texts(Language::English)
}

#[cfg(all(test, feature = "pseudo"))]
mod tests {
    use domain::language::Language;

    use crate::{Texts, english};

    #[test]
    fn the_disguise_is_longer_and_keeps_the_values() {
        let texts = Texts(Language::Pseudo);
        assert_eq!(texts.language_tag(), "en-XA");
        let (plain, disguised) = (english().problem_failed_detail(), texts.problem_failed_detail());
        assert!(disguised.chars().count() * 5 > plain.chars().count() * 6, "{disguised}");
        assert!(texts.mail_greeting("Ana").contains("Ana"));
    }
}
