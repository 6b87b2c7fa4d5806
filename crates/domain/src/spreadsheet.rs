//! What spreadsheets make of ids and numbers that only tell things apart, such as the member ID on an insurance card.

use crate::invisible::{first_within, id_trimmed};

/// What a spreadsheet did to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It took it for a number and wrote that in scientific notation: digits are lost.
    Rounded,
    /// It wrote an error value in its place.
    ErrorValue,
    /// It took it for a date.
    BecameDate,
    /// It is something to calculate.
    Formula,
}

/// Why a text cannot be the id that it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotIntact {
    /// A character that nobody sees stands within it.
    Invisible {
        /// Which of its characters that is, counted from one.
        at: usize,
        /// The character.
        found: char,
    },
    /// A spreadsheet did this to it.
    Damaged(Damage),
}

/// An id, or a number nobody calculates with, without what stands around it. One that a spreadsheet calculated with is no longer what
/// it was.
///
/// # Errors
/// [`NotIntact`] says what happened to it.
pub fn intact(text: &str) -> Result<&str, NotIntact> {
    let text = id_trimmed(text);
    if let Some((at, found)) = first_within(text) {
        return Err(NotIntact::Invisible { at, found });
    }
    damage(text).map_or(Ok(text), |damage| Err(NotIntact::Damaged(damage)))
}

fn damage(text: &str) -> Option<Damage> {
    if is_rounded(text) {
        Some(Damage::Rounded)
    } else if is_error(text) {
        Some(Damage::ErrorValue)
    } else if is_date(text) {
        Some(Damage::BecameDate)
    } else if text.starts_with('=') {
        Some(Damage::Formula)
    } else {
        None
    }
}

/// `1.23E+11`, `1e+21`, `3,04E4`. Digits around a lone E, such as `12E5`, are how some systems number.
#[must_use]
pub fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let mantissa = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, rest) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let written = power.len() < exponent.len() || whole.len() < mantissa.len();
    written
        && is_digits(whole, 1..=9)
        && (rest.is_empty() || is_digits(rest, 1..=40))
        && is_digits(power, 1..=4)
}

/// `#REF!`, `#N/A`, `#NAME?`, `Err:502`, the same in other languages, and a column too narrow to show its numbers. In words of a
/// person `#1` or `#9 again!` is none.
#[must_use]
pub fn is_error(text: &str) -> bool {
    let of_office = text.strip_prefix('#').is_some_and(|rest| {
        let is_narrow = !rest.is_empty() && rest.chars().all(|c| c == '#');
        let in_capitals = |c: char| c.is_uppercase() || c.is_ascii_digit() || "/_ ¡¿".contains(c);
        let word = rest.strip_suffix(['!', '?']);
        let is_word = |word: &str| word.chars().all(in_capitals) && word.contains(char::is_uppercase);
        is_narrow || word.is_some_and(is_word) || matches!(rest, "N/A" | "NV" | "N/D")
    });
    of_office || text.strip_prefix("Err:").is_some_and(|code| is_digits(code, 3..=3))
}

/// `2025-12-02`, `12/2/2025`, `2.12.2025`, `12/2/25`, `2-Dec`, `Dec-25`, `2-Dec-2025`, with a time behind it or without.
fn is_date(text: &str) -> bool {
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, "0:00"));
    if !time.contains(':') || !time.chars().all(|c| c.is_ascii_digit() || ":. APMZ".contains(c)) {
        return false;
    }
    let Some(mark) = day.chars().find(|c| matches!(c, '-' | '/' | '.')) else { return false };
    let parts: Vec<&str> = day.split(mark).collect();
    let [short, year] = [|part: &str| is_digits(part, 1..=2), |part: &str| is_year(part)];
    match parts[..] {
        [one, two] => mark == '-' && (is_month(one) && short(two) || short(one) && is_month(two)),
        [day, month, year_] if is_month(month) => short(day) && (short(year_) || year(year_)),
        [first, second, third] if year(first) => is_day_of_month(second, third),
        [first, second, third] => {
            is_day_of_month(first, second) && (year(third) || mark == '/' && short(third))
        }
        _ => false,
    }
}

fn is_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    is_digits(text, 4..=4) && ["19", "20"].contains(&&text[..2])
}

/// Both numbers are small enough to be a month and a day, in either order.
fn is_day_of_month(one: &str, other: &str) -> bool {
    let number = |text: &str| if is_digits(text, 1..=2) { text.parse::<u8>().ok() } else { None };
    let (Some(one), Some(other)) = (number(one), number(other)) else { return false };
    one.min(other) >= 1 && one.min(other) <= 12 && one.max(other) <= 31
}

/// As spreadsheets write it. `JAN-01` in capitals is how a practice numbers.
fn is_month(text: &str) -> bool {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    months.contains(&text)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn damaged(text: &str) -> Option<Damage> {
        match intact(text) {
            Err(NotIntact::Damaged(damage)) => Some(damage),
            Ok(_) | Err(NotIntact::Invisible { .. }) => None,
        }
    }

    #[test]
    fn what_practices_use_as_ids_is_kept() {
        for id in [
            "ch-30417",
            "00030417",
            "12E5",
            "3E10",
            "JAN-01",
            "2025-0214",
            "LC-2025-02",
            "0285617-010-00012",
            "A#7",
            "#17",
            "#",
            "7E04",
            "0E12",
            "1EG4TE5MK73",
            "MAY2",
            "DEC-0417",
            "NA-17",
            "00-000",
            "W231455678",
            "1.2",
            "12/2",
            "2025-13-40",
            "99-99-2025",
            "e",
            "E+",
            "Müller 3",
        ] {
            assert_eq!(intact(id), Ok(id), "{id}");
        }
        assert_eq!(intact(" ch-1\u{AD}"), Ok("ch-1"));
    }

    #[test]
    fn what_a_spreadsheet_made_of_an_id_is_refused() {
        for id in ["1.23E+11", "1,23E+11", "1e+21", "3.0417e4", "2.5E-7", "-1.2E+05"] {
            assert_eq!(damaged(id), Some(Damage::Rounded), "{id}");
        }
        for id in
            ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#BEZUG!", "#NOM ?", "########", "Err:502"]
        {
            assert_eq!(damaged(id), Some(Damage::ErrorValue), "{id}");
        }
        for id in ["=A1", "=00417", "=VLOOKUP(A2,B:C,2)"] {
            assert_eq!(damaged(id), Some(Damage::Formula), "{id}");
        }
        for id in [
            "2025-12-02",
            "12/2/2025",
            "2.12.2025",
            "02-12-2025",
            "12/2/25",
            "2-Dec",
            "Dec-25",
            "2-Dec-25",
            "02-Dec-2025",
            "12/2/2025 0:00",
            "2025-12-02T00:00:00",
            "2025-12-02 00:00:00",
            "1/2/2025 12:00 AM",
        ] {
            assert_eq!(damaged(id), Some(Damage::BecameDate), "{id}");
        }
        assert_eq!(intact("ch\u{200B}1"), Err(NotIntact::Invisible { at: 3, found: '\u{200B}' }));
    }
}
