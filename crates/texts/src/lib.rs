//! Every sentence a person reads, on screen and in mails, by language.
//!
//! The sentences stand in `languages/`, a folder a language and a file a page or another subject, in the format of Project Fluent. Each
//! message there is a method of [`Texts`]; a message with `{ $day }` takes `day`. Another language is another folder with the same
//! messages: one that lacks a message or a value does not compile.
//!
//! English is part of the methods. Other languages are lists of texts: the server has them built in, by the feature `catalogues`, and
//! sends the app the one that somebody reads.

mod about_me;
mod changed;
mod charges;
mod coverages;
mod days;
mod deadline;
mod faults;
mod fill;
pub mod help;
mod plural;
mod refusals;
mod reply;
mod tasks;
mod wait;

use domain::language::Language;

pub use crate::coverages::PlanName;
use crate::fill::{Value, fill};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The sentences of one language. Small, since every sentence of the app is asked of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts(&'static Catalogue);

#[derive(Debug, PartialEq, Eq)]
struct Catalogue {
    language: Language,
    /// By place. A place beyond is said in English.
    messages: &'static [&'static str],
    /// Whether a day or a time is never broken at the end of a line. Mails and other plain texts have blanks as they are typed.
    keeps_days_whole: bool,
}

static ENGLISH: Catalogue = Catalogue { language: Language::English, messages: &[], keeps_days_whole: false };

static ENGLISH_ON_SCREEN: Catalogue = Catalogue { keeps_days_whole: true, ..ENGLISH };

/// The sentences in English.
#[must_use]
pub const fn english() -> Texts {
    Texts(&ENGLISH)
}

/// The sentences in English, as a screen shows them: no line ends within a day or a time.
#[must_use]
pub const fn english_on_screen() -> Texts {
    Texts(&ENGLISH_ON_SCREEN)
}

/// The languages that are spoken here: English, and what is built in.
pub fn spoken() -> impl Iterator<Item = Texts> {
    [english()].into_iter().chain(BUILT_IN.iter().map(Texts))
}

impl Texts {
    /// The sentences of a language, in English where it is not built in.
    #[must_use]
    pub fn of(language: Language) -> Self {
        spoken().find(|it| it.language() == language).unwrap_or(english())
    }

    /// The sentences of a language, as [`Texts::on_screen`] gave them elsewhere. None where they are not those of this [`EDITION`]: they
    /// would stand in the wrong places. They are for a screen, and stay for as long as the program.
    #[must_use]
    pub fn received(language: Language, edition: &str, messages: Vec<String>) -> Option<Self> {
        if edition != EDITION {
            return None;
        }
        let messages: Vec<&'static str> = messages.into_iter().map(|it| &*it.leak()).collect();
        let catalogue = Catalogue { language, messages: messages.leak(), keeps_days_whole: true };
        Some(Self(Box::leak(Box::new(catalogue))))
    }

    /// What screens say, by place; nothing for English, which every program has.
    #[must_use]
    pub fn on_screen(self) -> &'static [&'static str] {
        &self.0.messages[..ON_SCREEN.min(self.0.messages.len())]
    }

    /// Which language it is.
    #[must_use]
    pub const fn language(self) -> Language {
        self.0.language
    }

    // Hundreds of calls: a copy of it would cost more than the call, and so does what is returned in more than one piece.
    #[inline(never)]
    fn fixed(self, place: usize, english: &'static &'static str) -> &'static &'static str {
        self.0.messages.get(place).unwrap_or(english)
    }

    #[inline(never)]
    fn filled(self, place: usize, english: &'static &'static str, values: &[Value<'_>]) -> String {
        fill(self.language(), self.fixed(place, english), values)
    }
}

#[cfg(all(test, feature = "pseudo"))]
mod tests;
