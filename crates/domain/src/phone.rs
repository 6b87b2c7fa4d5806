//! Telephone numbers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::name::{NameProblem, one_line};

/// Longest extension, in digits.
const EXTENSION_MAX: usize = 7;

/// What is written before an extension, the longest first.
const BEFORE_EXTENSION: [&str; 5] = ["extension", "ext=", "ext", "x", "#"];

/// Stands between digits: brackets, dots, dashes of all kinds, and the blanks that programs put there.
const fn is_between(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '.' | '-' | ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{2010}'
            ..='\u{2014}' | '\u{2212}'
    )
}

/// A telephone number: of the North American plan, or of another country with `+` and its code. It may have an extension.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    /// Country code and number, as E.164 has them, without the `+`.
    digits: String,
    extension: Option<String>,
}

/// Why a text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneProblem {
    /// Nothing was entered.
    #[error("no telephone number is given")]
    Missing,
    /// Neither ten digits of the North American plan nor a number with `+` and the code of a country.
    #[error(
        "write the telephone number with area code, like (555) 555-0100, or with + and the code of its country"
    )]
    Shape,
}

impl Phone {
    /// Reads a number with or without `+1`, brackets, dots, dashes and blanks; of another country with `+` or `011`. Behind it may
    /// stand an extension, as `x3`, `ext. 3` or `#3`.
    ///
    /// # Errors
    /// [`PhoneProblem`] says what to write instead.
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let text = text.trim().to_ascii_lowercase();
        if text.is_empty() {
            return Err(PhoneProblem::Missing);
        }
        let (number, extension) = split(&text);
        let digits = digits(number).ok_or(PhoneProblem::Shape)?;
        Ok(Self { digits, extension: extension.map(str::to_owned) })
    }

    /// As a `tel:` link and a table have it: `+15555550100`, with an extension `+15555550100;ext=3` (RFC 3966).
    #[must_use]
    pub fn dialed(&self) -> String {
        match &self.extension {
            Some(extension) => format!("+{};ext={extension}", self.digits),
            None => format!("+{}", self.digits),
        }
    }
}

/// The number, and the extension behind it where there is one. Searched from its end, byte by byte: a search for words takes a
/// browser more code than all the rest of this.
fn split(text: &str) -> (&str, Option<&str>) {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, extension) = text.split_at(text.len() - digits);
    let before = before.trim_end_matches([' ', '.', ':']);
    let number = BEFORE_EXTENSION.iter().find_map(|word| before.strip_suffix(word));
    match number {
        Some(number) if (1..=EXTENSION_MAX).contains(&digits) => {
            (number.trim_end_matches([' ', ',', ';']), Some(extension))
        }
        _ => (text, None),
    }
}

/// Country code and number; none where it is neither of the North American plan nor one that says its country.
fn digits(number: &str) -> Option<String> {
    let (is_abroad, number) = match number.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    if !number.chars().all(|c| c.is_ascii_digit() || is_between(c)) {
        return None;
    }
    // A zero in brackets is for who dials from within the country.
    let within = number.as_bytes().windows(3).position(|it| is_abroad && it == b"(0)");
    let (front, rest) = within.map_or((number, ""), |at| (&number[..at], &number[at + 3..]));
    let digits: String = front.chars().chain(rest.chars()).filter(char::is_ascii_digit).collect();
    let (is_abroad, digits) = match digits.strip_prefix("011") {
        Some(rest) if !is_abroad => (true, rest.to_owned()),
        _ => (is_abroad, digits),
    };
    match digits.len() {
        10 if !is_abroad => north_american(&digits),
        11 if digits.starts_with('1') => north_american(&digits[1..]),
        // The shortest that countries have, and the longest that E.164 allows.
        8..=15 if is_abroad && matches!(digits.as_bytes()[0], b'2'..=b'9') => Some(digits),
        _ => None,
    }
}

/// Neither area codes nor exchanges begin with 0 or 1.
fn north_american(ten: &str) -> Option<String> {
    let plausible = [0, 3].iter().all(|at| matches!(ten.as_bytes()[*at], b'2'..=b'9'));
    plausible.then(|| format!("1{ten}"))
}

/// `(555) 555-0100`, `+525555550110`, either with ` ext. 3`.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digits.strip_prefix('1') {
            Some(ten) => write!(f, "({}) {}-{}", &ten[..3], &ten[3..6], &ten[6..])?,
            None => write!(f, "+{}", self.digits)?,
        }
        self.extension.as_ref().map_or(Ok(()), |extension| write!(f, " ext. {extension}"))
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneProblem;

    fn try_from(text: String) -> Result<Self, PhoneProblem> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.to_string()
    }
}

/// What a practice has for a client's telephone number. Where that is no number it is kept as written: somebody may make sense of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PhoneOnFile {
    /// A number.
    Number(Phone),
    /// One line of text that is none, such as two numbers.
    AsWritten(String),
}

impl PhoneOnFile {
    /// Reads whatever stands there.
    ///
    /// # Errors
    /// Where it is not one line of visible text.
    pub fn read(text: &str) -> Result<Self, NameProblem> {
        if let Ok(phone) = Phone::parse(text) {
            return Ok(Self::Number(phone));
        }
        let text = text.trim();
        one_line(text).map(|()| Self::AsWritten(text.to_owned()))
    }

    /// As a table has it: what a number is dialed by, or the text.
    #[must_use]
    pub fn stored(&self) -> String {
        match self {
            Self::Number(phone) => phone.dialed(),
            Self::AsWritten(text) => text.clone(),
        }
    }
}

impl From<Phone> for PhoneOnFile {
    fn from(phone: Phone) -> Self {
        Self::Number(phone)
    }
}

impl fmt::Display for PhoneOnFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(phone) => phone.fmt(f),
            Self::AsWritten(text) => text.fmt(f),
        }
    }
}

impl TryFrom<String> for PhoneOnFile {
    type Error = NameProblem;

    fn try_from(text: String) -> Result<Self, NameProblem> {
        Self::read(&text)
    }
}

impl From<PhoneOnFile> for String {
    fn from(phone: PhoneOnFile) -> Self {
        phone.to_string()
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for text in [
            "5555550100",
            "(555) 555-0100",
            "+1 555.555.0100",
            "1-555-555-0100",
            "555\u{2011}555\u{2011}0100",
            "(555)\u{a0}555–0100",
            "011 1 555 555 0100",
        ] {
            let phone = Phone::parse(text).expect("a number");
            assert_eq!((phone.to_string(), phone.dialed()), ("(555) 555-0100".into(), "+15555550100".into()));
        }
    }

    #[test]
    fn extensions_are_kept() {
        for text in [
            "(555) 555-0100 x3",
            "555-555-0100 ext 3",
            "555-555-0100, Ext. 3",
            "5555550100x3",
            "555.555.0100 extension 3",
            "555 555 0100 #3",
            "+15555550100;ext=3",
            "555-555-0100 ext: 3",
        ] {
            let phone = Phone::parse(text).expect(text);
            let shown = ("(555) 555-0100 ext. 3".into(), "+15555550100;ext=3".into());
            assert_eq!((phone.to_string(), phone.dialed()), shown, "{text}");
        }
    }

    #[test]
    fn numbers_of_other_countries_say_which() {
        for (text, number) in [
            ("+52 55 5555 0110", "+525555550110"),
            ("+44 (0)20 7946 0018", "+442079460018"),
            ("011 49 30 1234567", "+49301234567"),
            ("+49 30 1234567 x12", "+49301234567 ext. 12"),
        ] {
            let phone = Phone::parse(text).expect(text);
            assert_eq!(phone.to_string(), number);
            assert_eq!(Phone::parse(&phone.to_string()), Ok(phone.clone()));
            assert_eq!(Phone::parse(&phone.dialed()), Ok(phone));
        }
    }

    #[test]
    fn what_is_no_number_is_refused_and_kept_on_file_as_written() {
        for text in [
            "555-0100",
            "123-456-7890",
            "49 30 1234567",
            "+12 3",
            "+1 123 456 7890",
            "555 155 0100",
            "phone me",
            "55555501000",
            "917.555.0118 / 646.555.0171",
            "(917) 555-0118 x",
            "(917) 555-0118 x12345678",
            "call x3",
        ] {
            assert_eq!(Phone::parse(text), Err(PhoneProblem::Shape), "{text}");
            let kept = PhoneOnFile::read(text).expect("text");
            assert_eq!((kept.to_string(), kept.stored().as_str()), (text.to_owned(), text));
            assert_eq!(PhoneOnFile::read(&kept.stored()), Ok(kept));
        }
        assert_eq!(Phone::parse(" "), Err(PhoneProblem::Missing));
        assert_eq!(PhoneOnFile::read(" "), Err(NameProblem::Missing));
        assert_eq!(PhoneOnFile::read("a\nb"), Err(NameProblem::Control));
    }
}
