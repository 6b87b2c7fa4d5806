//! What a client is called by and spoken of with, in their own words.

use serde::{Deserialize, Serialize};

use crate::choice::{Choice, Stale};
use crate::name::{NameProblem, one_line};

/// The name that a client chose to be called by, and their pronouns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Instead of the legal first name; none where they are called by that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_first: Option<String>,
    /// Their pronouns; none where they said none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
}

/// What the person entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalledForm {
    /// What they saw.
    pub seen: Called,
    /// The name as typed; blank for none.
    pub chosen_first: String,
    /// The pronouns as typed; blank for none.
    pub pronouns: String,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalledPart {
    /// The chosen first name.
    ChosenFirst,
    /// The pronouns.
    Pronouns,
}

/// Why what was entered is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalledRefusal {
    /// These cannot be shown as entered.
    Entry(Vec<(CalledPart, NameProblem)>),
    /// It was changed since it was seen.
    Stale,
}

/// Decides an entry where `kept` holds at present. The server brings what was typed to normal form first (`name::composed`), which a
/// browser leaves to it: what somebody typed is that already.
///
/// # Errors
/// The refusal, as data; its sentences are in the catalogue.
pub fn parse(form: &CalledForm, kept: &Called) -> Result<Choice<Called>, CalledRefusal> {
    let mut problems = Vec::new();
    let mut read = |part, text: &str| {
        let text = text.trim();
        match one_line(text) {
            Ok(()) => Some(text.to_owned()),
            Err(NameProblem::Missing) => None,
            Err(problem @ (NameProblem::TooLong | NameProblem::Control)) => {
                problems.push((part, problem));
                None
            }
        }
    };
    let chosen_first = read(CalledPart::ChosenFirst, &form.chosen_first);
    let pronouns = read(CalledPart::Pronouns, &form.pronouns);
    if problems.is_empty() {
        Choice::of(Called { chosen_first, pronouns }, &form.seen, kept).map_err(|Stale| CalledRefusal::Stale)
    } else {
        Err(CalledRefusal::Entry(problems))
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn called(chosen: &str, pronouns: &str) -> Called {
        let some = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
        Called { chosen_first: some(chosen), pronouns: some(pronouns) }
    }

    fn entered(
        seen: &Called,
        [chosen, pronouns]: [&str; 2],
        kept: &Called,
    ) -> Result<Choice<Called>, CalledRefusal> {
        let (chosen_first, pronouns) = (chosen.to_owned(), pronouns.to_owned());
        parse(&CalledForm { seen: seen.clone(), chosen_first, pronouns }, kept)
    }

    #[test]
    fn a_name_is_chosen_changed_and_taken_away() {
        let (none, ana) = (called("", ""), called("Ana", "she/her"));
        assert_eq!(entered(&none, [" Ana ", "she/her"], &none), Ok(Choice::Change(ana.clone())));
        assert_eq!(entered(&ana, [" ", ""], &ana), Ok(Choice::Change(none.clone())));
        assert_eq!(entered(&none, ["Ana", "she/her"], &ana), Ok(Choice::Unchanged));
        assert_eq!(entered(&none, ["Anna", "she/her"], &ana), Err(CalledRefusal::Stale));
    }

    #[test]
    fn names_from_anywhere_are_taken_as_typed() {
        let none = Called::default();
        for name in ["दीया", "مريم", "Ngô Thị", "👩‍🎤 Jo", "<b>Jo</b>", "O’Neil"] {
            let choice = entered(&none, [name, "they/them"], &none);
            assert_eq!(choice, Ok(Choice::Change(called(name, "they/them"))), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_shown_on_one_line_is_named() {
        let none = Called::default();
        let problems = vec![
            (CalledPart::ChosenFirst, NameProblem::Control),
            (CalledPart::Pronouns, NameProblem::TooLong),
        ];
        let long = "x".repeat(101);
        assert_eq!(
            entered(&none, ["A\nB", &long], &called("other", "")),
            Err(CalledRefusal::Entry(problems))
        );
    }
}
