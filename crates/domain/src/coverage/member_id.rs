//! The number by which a payer knows somebody, and that of the group through which they are insured.

use crate::invisible::is_invisible;
use crate::name::{NameProblem, one_line};
use crate::spreadsheet::{Damage, NotIntact, intact};

/// Why an entry is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// Nothing is entered.
    Missing,
    /// A character that nobody sees stands within it.
    Invisible,
    /// A spreadsheet made something else of it.
    Damaged(Damage),
    /// It is longer than any number on a card.
    TooLong,
}

/// Reads such a number as it stands on the card: letters, digits, blanks and hyphens are all a part of it, and no payer's form is known.
///
/// # Errors
/// [`NumberProblem`] says what to do.
pub fn parse(entered: &str) -> Result<String, NumberProblem> {
    let text = intact(entered).map_err(|why| match why {
        NotIntact::Invisible { .. } => NumberProblem::Invisible,
        NotIntact::Damaged(damage) => NumberProblem::Damaged(damage),
    })?;
    match one_line(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(NameProblem::Missing) => Err(NumberProblem::Missing),
        Err(NameProblem::Control) => Err(NumberProblem::Invisible),
        Err(NameProblem::TooLong) => Err(NumberProblem::TooLong),
    }
}

/// Whether two ways of writing are one number: cards, people and systems set blanks, hyphens and capitals as they like.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let signs = |text: &str| -> Vec<char> {
        let counts =
            |c: &char| !c.is_whitespace() && !is_invisible(*c) && !matches!(c, '-' | '\u{2010}'..='\u{2015}');
        text.chars().filter(counts).flat_map(char::to_uppercase).collect()
    };
    signs(one) == signs(other)
}

/// How the id of a member ends, as far as it may stand on a screen that others may look at: enough for its owner to tell two cards
/// apart. None where so much would be most of it.
#[must_use]
pub fn ending(member_id: &str) -> Option<String> {
    let signs: Vec<char> = member_id.chars().collect();
    let at = signs.len().checked_sub(ENDING).filter(|hidden| *hidden >= ENDING)?;
    Some(signs.into_iter().skip(at).collect())
}

/// As many signs as are shown of a card's number.
const ENDING: usize = 4;

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn the_last_four_signs_are_shown_where_as_many_stay_hidden() {
        assert_eq!(ending("W231455678").as_deref(), Some("5678"));
        assert_eq!(ending("12345678").as_deref(), Some("5678"));
        assert_eq!(ending("1234567"), None);
        assert_eq!(ending(""), None);
        assert_eq!(ending("ñññññññé-é").as_deref(), Some("ñé-é"));
    }

    #[test]
    fn a_number_is_taken_as_it_stands_on_the_card() {
        for number in ["W231455678", "0285617-010-00012", "XEN 812 346 570", "1EG4-TE5-MK73", "12E5", "Ñ-7"]
        {
            assert_eq!(parse(&format!(" {number}\u{200B}")).as_deref(), Ok(number));
        }
    }

    #[test]
    fn what_a_spreadsheet_made_of_a_number_is_none() {
        for (entered, problem) in [
            (" ", NumberProblem::Missing),
            ("2.31456E+11", NumberProblem::Damaged(Damage::Rounded)),
            ("#N/A", NumberProblem::Damaged(Damage::ErrorValue)),
            ("2-Dec", NumberProblem::Damaged(Damage::BecameDate)),
            ("=A1", NumberProblem::Damaged(Damage::Formula)),
            ("W23\u{200B}1", NumberProblem::Invisible),
            ("W23\n1", NumberProblem::Invisible),
        ] {
            assert_eq!(parse(entered), Err(problem), "{entered:?}");
        }
        assert_eq!(parse(&"1".repeat(101)), Err(NumberProblem::TooLong));
        assert!(parse(&"1".repeat(100)).is_ok());
    }

    #[test]
    fn blanks_hyphens_and_capitals_make_no_other_number() {
        for other in ["w231 455 678", "W231-455-678", "W231–455678 "] {
            assert!(is_same("W231455678", other), "{other}");
        }
        for other in ["W231455679", "231455678", "0W231455678"] {
            assert!(!is_same("W231455678", other), "{other}");
        }
    }
}
