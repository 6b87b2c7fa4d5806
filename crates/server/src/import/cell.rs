//! What a cell may hold, and the sentence that says how to write it.

mod time;

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use domain::Money;
use domain::contact::Email;
use domain::day_entry::{self, DayEntryProblem};
use domain::eligibility::{PayerServiceId, PayerServiceIdProblem};
use domain::fault::Fault;
use domain::name::{LENGTH_MAX, NamePart, NameProblem};
use domain::npi::Npi;
use domain::phone::{Phone, PhoneOnFile};
use domain::session_codes::{self, CodeKind, CodeProblem, Diagnosis, Modifier, PlaceOfService, Units};
use domain::spreadsheet::{is_error, is_rounded};
use domain::tax_id::{TaxId, TaxIdProblem};
use processor::RefProblem;

use super::id;
use super::invisible::{code_point, none_within};
use super::nearest::nearest;

pub(super) use time::time;

/// Years that are no slip of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Nobody is called, and nothing is described, by what a spreadsheet shows where it could not calculate.
pub(super) fn name(text: &str) -> Result<NamePart, Fault> {
    if is_error(text) {
        return Err(Fault::ErrorValue);
    }
    NamePart::parse(text).map_err(name_fault)
}

const fn name_fault(problem: NameProblem) -> Fault {
    match problem {
        NameProblem::Missing => Fault::NothingVisible,
        NameProblem::TooLong => Fault::TooLong { most: LENGTH_MAX },
        NameProblem::Control => Fault::Control,
    }
}

/// One line of text.
pub(super) fn text(text: &str) -> Result<String, Fault> {
    name(text).map(String::from)
}

/// A number that is only looked at, such as that of a receipt. One that a spreadsheet rounded is another receipt's.
pub(super) fn number(text: &str) -> Result<String, Fault> {
    if is_rounded(text) {
        return Err(Fault::Rounded);
    }
    self::text(none_within(text)?)
}

pub(super) fn email(text: &str) -> Result<Email, Fault> {
    Email::parse(none_within(text)?).map_err(|problem| Fault::Email { problem })
}

pub(super) fn phone(text: &str) -> Result<Phone, Fault> {
    Phone::parse(none_within(text)?).map_err(|problem| Fault::Phone { problem })
}

/// A number, or what is written instead of one.
pub(super) fn phone_on_file(text: &str) -> Result<PhoneOnFile, Fault> {
    // Of a number that was rounded nobody can make sense any more.
    if is_rounded(text) {
        return Err(Fault::Rounded);
    }
    // A number is read through blanks that only a computer tells from others, but not through what nobody sees.
    let text = name(whole_number(none_within(text)?))?;
    PhoneOnFile::read(text.as_str()).map_err(name_fault)
}

/// Whole numbers of a column with gaps get a point and a zero from programs that calculate: `2125550134.0`.
fn whole_number(text: &str) -> &str {
    let is_number = |whole: &&str| !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    text.strip_suffix(".0").filter(is_number).unwrap_or(text)
}

/// Why a text is none, where that is not to be seen: a blank among its digits that is none of those on a keyboard.
fn or_odd_blank(text: &str, fault: Fault) -> Fault {
    let odd = text.chars().zip(1..).find(|(c, _)| c.is_whitespace() && *c != ' ');
    odd.map_or(fault, |(c, at)| Fault::Invisible { at, code_point: code_point(c) })
}

/// `2025-12-09` or `12/9/2025`; other ways of writing a day mean different days to different people.
pub(super) fn day(text: &str) -> Result<NaiveDate, Fault> {
    none_within(text)?;
    let iso = text.split('-').next().is_some_and(|year| year.len() == 4);
    let digits = |c: char| c.is_ascii_digit() || c == if iso { '-' } else { '/' };
    // Who types a day sees which year two digits became; nobody looks at each cell of a file.
    let full_year = text.split(['-', '/']).any(|part| part.len() == 4);
    if !full_year || !text.chars().all(digits) {
        return Err(or_odd_blank(text, Fault::Day));
    }
    let day = day_entry::parse(text).map_err(|problem| match problem {
        DayEntryProblem::Missing | DayEntryProblem::NotADay | DayEntryProblem::OtherWeekday => Fault::Day,
        DayEntryProblem::NoSuchDay => Fault::NoSuchDay,
    })?;
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(Fault::Year { from: *YEARS.start(), to: *YEARS.end() })
    }
}

/// The last day of something, none where it goes on: systems write the last day that they know.
pub(super) fn last_day(text: &str) -> Result<Option<NaiveDate>, Fault> {
    match text {
        "9999-12-31" | "12/31/9999" => Ok(None),
        _ => day(text).map(Some),
    }
}

/// `25`, `$1,234.50`, and as accountants have spreadsheets show it: `$ 25.00`, and `$ -` for nothing.
pub(super) fn money(text: &str) -> Result<Money, Fault> {
    let behind_sign = none_within(text)?.strip_prefix('$').map(|rest| rest.trim_start_matches(' '));
    let parsed = match behind_sign {
        Some("-") => Ok(Money::usd(0)),
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => Money::parse_usd(rest),
        Some(_) | None => Money::parse_usd(text),
    };
    parsed.map_err(|problem| or_odd_blank(text, Fault::Amount { problem }))
}

/// An amount above zero.
pub(super) fn some_money(text: &str) -> Result<Money, Fault> {
    money(text).and_then(|it| if it.is_zero() { Err(Fault::NotAboveZero) } else { Ok(it) })
}

pub(super) fn flag(text: &str) -> Result<bool, Fault> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" => Ok(true),
        "false" | "no" => Ok(false),
        _ => Err(Fault::Flag),
    }
}

/// One of a few words, in capitals or not.
pub(super) fn word<T: FromStr>(text: &str, words: &[&'static str]) -> Result<T, Fault> {
    if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(text))
        && let Ok(value) = word.parse()
    {
        return Ok(value);
    }
    Err(Fault::Word { words: words.join(", "), nearest: nearest(text, words.iter().copied()) })
}

/// A CPT code: five characters.
pub(super) fn cpt_code(text: &str) -> Result<String, Fault> {
    none_within(text)?;
    let fits = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if fits { Ok(text.to_owned()) } else { Err(Fault::CptCode) }
}

/// The number under which payers know a practice.
pub(super) fn npi(text: &str) -> Result<Npi, Fault> {
    whole_number(none_within(text)?).parse().map_err(|problem| Fault::Npi { problem })
}

/// The number under which a practice pays taxes.
pub(super) fn tax_id(text: &str) -> Result<TaxId, Fault> {
    whole_number(none_within(text)?).parse().map_err(|TaxIdProblem| Fault::Code { of: CodeKind::TaxId })
}

/// What was treated, one code or several.
pub(super) fn diagnoses(text: &str) -> Result<Vec<Diagnosis>, Fault> {
    code(CodeKind::Diagnoses, text, session_codes::diagnoses)
}

/// Where.
pub(super) fn place_of_service(text: &str) -> Result<PlaceOfService, Fault> {
    code(CodeKind::PlaceOfService, whole_number(text), str::parse)
}

/// What qualifies the service, one code or several.
pub(super) fn modifiers(text: &str) -> Result<Vec<Modifier>, Fault> {
    code(CodeKind::Modifiers, whole_number(text), session_codes::modifiers)
}

/// How often the service counts.
pub(super) fn units(text: &str) -> Result<Units, Fault> {
    code(CodeKind::Units, whole_number(text), str::parse)
}

fn code<T>(of: CodeKind, text: &str, parse: impl FnOnce(&str) -> Result<T, CodeProblem>) -> Result<T, Fault> {
    parse(none_within(text)?).map_err(|CodeProblem| Fault::Code { of })
}

/// A payer's id at the eligibility service, of which leading zeros are a part.
pub(super) fn payer_service_id(text: &str) -> Result<PayerServiceId, Fault> {
    id::read(text)?.parse().map_err(|PayerServiceIdProblem| Fault::EligibilityId)
}

pub(super) fn last4(text: &str) -> Result<String, Fault> {
    none_within(text)?;
    let fits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if fits { Ok(text.to_owned()) } else { Err(Fault::LastDigits) }
}

pub(super) fn month(text: &str) -> Result<u8, Fault> {
    let text = whole_number(none_within(text)?);
    text.parse().ok().filter(|month| (1..=12).contains(month)).ok_or(Fault::Month)
}

pub(super) fn year(text: &str) -> Result<u16, Fault> {
    let year = whole_number(none_within(text)?).parse().ok().filter(|year| (2000..=2100).contains(year));
    year.ok_or(Fault::YearDigits)
}

/// An id of the payment processor.
pub(super) fn processor_ref<T>(text: &str) -> Result<String, Fault>
where
    T: FromStr<Err = RefProblem> + ToString,
{
    let parsed = none_within(text)?.parse::<T>().map(|it| it.to_string());
    parsed.map_err(|problem| Fault::ProcessorId { prefix: problem.prefix })
}

#[cfg(test)]
mod tests {
    use domain::charge::PaidHow;

    use super::*;

    #[test]
    fn a_day_is_written_in_one_of_two_ways() {
        let ninth = NaiveDate::from_ymd_opt(2025, 12, 9).expect("a day");
        for text in ["2025-12-09", "2025-12-9", "12/9/2025", "12/09/2025"] {
            assert_eq!(day(text), Ok(ninth), "{text}");
        }
        for text in ["9.12.2025", "12-9-2025", "12/9/25", "2025/12/09x", "Dec 9", "45999"] {
            assert!(day(text).is_err_and(|why| why == Fault::Day), "{text}");
        }
        assert!(day("2/30/2025").is_err_and(|why| why == Fault::NoSuchDay));
        assert!(day("12/9/0205").is_err_and(|why| why == Fault::Year { from: 1900, to: 2100 }));
    }

    #[test]
    fn the_last_day_that_systems_know_is_no_day() {
        assert_eq!((last_day("12/31/9999"), last_day("9999-12-31")), (Ok(None), Ok(None)));
        assert_eq!(last_day("2026-12-31"), Ok(NaiveDate::from_ymd_opt(2026, 12, 31)));
        assert!(last_day("9999-12-30").is_err());
    }

    #[test]
    fn flags_and_words_may_be_in_any_case() {
        assert_eq!((flag("TRUE"), flag("No")), (Ok(true), Ok(false)));
        assert!(flag("1").is_err());
        assert_eq!(word::<PaidHow>("Check", &["cash", "check"]), Ok(PaidHow::Check));
    }

    #[test]
    fn an_amount_is_read_as_accountants_have_it_shown() {
        for (text, cents) in [("$25.00", 2_500), ("$ 1,180.00", 118_000), ("$-", 0), ("$ -", 0), ("$   -", 0)]
        {
            assert_eq!(money(text), Ok(Money::usd(cents)), "{text}");
        }
        for text in ["-", "$ -25.00", "$ - 25.00", "- $", "(25.00)", "25.00-", "$$25", "$ $ 25"] {
            assert!(money(text).is_err(), "{text}");
        }
        assert!(money("1\u{A0}140.00").is_err_and(|why| matches!(why, Fault::Invisible { at: 2, .. })));
    }

    #[test]
    fn whole_numbers_are_read_as_programs_that_calculate_write_them() {
        assert_eq!((month("8.0"), year("2028.0")), (Ok(8), Ok(2028)));
        assert!(month("8.5").is_err() && month(".0").is_err() && year("28.0").is_err());
        assert_eq!(phone_on_file("2125550134.0").map(|it| it.stored()), Ok("+12125550134".to_owned()));
        assert_eq!(phone_on_file("2.12555E+09"), Err(Fault::Rounded));
        assert_eq!(number("1E+05"), Err(Fault::Rounded));
        assert_eq!(number("1E05"), Ok("1E05".to_owned()));
    }

    #[test]
    fn nothing_is_called_by_the_error_of_a_spreadsheet() {
        for text_ in ["#NAME?", "#REF!", "#ERROR!", "#N/A", "########"] {
            assert_eq!(text(text_), Err(Fault::ErrorValue), "{text_}");
        }
        for text_ in ["#1", "#2 of 3!", "# 4", "Is it #5?"] {
            assert!(text(text_).is_ok(), "{text_}");
        }
    }

    #[test]
    fn a_word_that_is_none_of_those_names_the_nearest() {
        let why = word::<u8>("provder", &["provider", "administrator"]).expect_err("no such word");
        let words = "provider, administrator".to_owned();
        assert_eq!(why, Fault::Word { words, nearest: Some("provider") });
    }
}
