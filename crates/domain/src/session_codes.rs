//! What a practice says of a session for insurers alone: what it treated, where, and how the service is to be counted.
//!
//! Diagnoses are their client's. They stand beside the charge and not in it, so that nothing that shows, mails or records a charge can
//! have them, and no log writes them out.

use std::fmt;
use std::str::FromStr;

/// What is said of one session; all of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionCodes {
    /// What was treated, the main diagnosis first.
    pub diagnoses: Vec<Diagnosis>,
    /// Where.
    pub place: Option<PlaceOfService>,
    /// What qualifies the service.
    pub modifiers: Vec<Modifier>,
    /// How often it counts; once where nobody says it.
    pub units: Option<Units>,
}

/// Which of those codes are there without which an insurer refuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodesThere {
    /// A diagnosis.
    pub diagnosis: bool,
    /// The place of service.
    pub place: bool,
}

impl SessionCodes {
    /// Which of them are there.
    #[must_use]
    pub const fn there(&self) -> CodesThere {
        CodesThere { diagnosis: !self.diagnoses.is_empty(), place: self.place.is_some() }
    }
}

/// What a practice says for insurers, of itself and of its sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// The number under which it pays taxes.
    TaxId,
    /// What was treated.
    Diagnoses,
    /// Where.
    PlaceOfService,
    /// What qualifies the service.
    Modifiers,
    /// How often it counts.
    Units,
}

impl CodeKind {
    /// The word that programs read.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TaxId => "tax_id",
            Self::Diagnoses => "diagnoses",
            Self::PlaceOfService => "place_of_service",
            Self::Modifiers => "modifiers",
            Self::Units => "units",
        }
    }
}

/// The text is no such code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code of this kind")]
pub struct CodeProblem;

/// A diagnosis by its ICD-10-CM code, such as `F41.1`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Diagnosis(String);

/// Where a service was given, by the two digits of the list that Medicare keeps and all insurers use.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PlaceOfService(String);

/// A modifier of a CPT code, such as `95`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Modifier(String);

/// How often a service counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Units(u16);

/// As many diagnoses as a claim has room for.
const DIAGNOSES_MAX: usize = 12;

/// As many modifiers as a line of a claim has room for.
const MODIFIERS_MAX: usize = 4;

impl Diagnosis {
    /// The code with its point.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PlaceOfService {
    /// The two digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Modifier {
    /// The two characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Units {
    /// Once.
    pub const ONE: Self = Self(1);

    /// How often.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl FromStr for Diagnosis {
    type Err = CodeProblem;

    /// With its point or without, in capitals or not, as systems write it.
    fn from_str(text: &str) -> Result<Self, CodeProblem> {
        let text = text.to_ascii_uppercase();
        let (category, rest) = match text.split_once('.') {
            Some((category, rest)) if !rest.is_empty() => (category, rest),
            Some(_) => return Err(CodeProblem),
            None => text.split_at_checked(3).ok_or(CodeProblem)?,
        };
        let fits = match category.as_bytes() {
            [letter, digit, last] => {
                letter.is_ascii_uppercase() && digit.is_ascii_digit() && last.is_ascii_alphanumeric()
            }
            _ => false,
        };
        if !fits || rest.len() > 4 || !rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(CodeProblem);
        }
        Ok(Self(if rest.is_empty() { category.to_owned() } else { format!("{category}.{rest}") }))
    }
}

impl FromStr for PlaceOfService {
    type Err = CodeProblem;

    /// A zero that a spreadsheet took away is put back: no place has one digit.
    fn from_str(text: &str) -> Result<Self, CodeProblem> {
        let is_digits = !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        let code = format!("{text:0>2}");
        if is_digits && code != "00" { Ok(Self(code)) } else { Err(CodeProblem) }
    }
}

impl FromStr for Modifier {
    type Err = CodeProblem;

    fn from_str(text: &str) -> Result<Self, CodeProblem> {
        let fits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(Self(text.to_ascii_uppercase())) } else { Err(CodeProblem) }
    }
}

impl FromStr for Units {
    type Err = CodeProblem;

    fn from_str(text: &str) -> Result<Self, CodeProblem> {
        let units = text.parse().ok().filter(|units| (1..=999).contains(units));
        units.map(Self).ok_or(CodeProblem)
    }
}

/// Several diagnoses, with blanks, commas, semicolons, points in the middle or bars between them.
///
/// # Errors
/// When one is none, or they are more than a claim has room for.
pub fn diagnoses(text: &str) -> Result<Vec<Diagnosis>, CodeProblem> {
    several(text, DIAGNOSES_MAX)
}

/// Several modifiers, written like that.
///
/// # Errors
/// When one is none, or they are more than a line has room for.
pub fn modifiers(text: &str) -> Result<Vec<Modifier>, CodeProblem> {
    several(text, MODIFIERS_MAX)
}

fn several<T: FromStr<Err = CodeProblem> + PartialEq>(text: &str, max: usize) -> Result<Vec<T>, CodeProblem> {
    let mut codes: Vec<T> = Vec::new();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '·'));
    for word in words.filter(|word| !word.is_empty()) {
        let code = word.parse()?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    if codes.len() <= max { Ok(codes) } else { Err(CodeProblem) }
}

/// Logs say that there is one and not which.
macro_rules! unnamed {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )*};
}

unnamed!(Diagnosis PlaceOfService Modifier);

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn written(codes: &[Diagnosis]) -> Vec<&str> {
        codes.iter().map(Diagnosis::as_str).collect()
    }

    #[test]
    fn a_diagnosis_is_read_as_systems_write_it() {
        for (text, is) in [
            ("F41.1", "F41.1"),
            ("f411", "F41.1"),
            ("Z63", "Z63"),
            ("S72.001A", "S72.001A"),
            ("C7A.0", "C7A.0"),
        ] {
            assert_eq!(text.parse::<Diagnosis>().expect("a code").as_str(), is);
        }
        for text in
            ["", "F4", "41.1", "F41.", "F41.11111", "FF1.1", "F4é.1", "1E+05", "Anxiety", "F41-1", "2-Dec"]
        {
            assert_eq!(text.parse::<Diagnosis>(), Err(CodeProblem), "{text}");
        }
    }

    #[test]
    fn several_codes_are_read_with_anything_between_them_and_each_once() {
        for text in ["F41.1;F33.0", "F41.1, F33.0", "f411|f330", "F41.1 F33.0; F41.1"] {
            assert_eq!(written(&diagnoses(text).expect("codes")), ["F41.1", "F33.0"], "{text}");
        }
        assert_eq!(diagnoses("F41.1;nothing"), Err(CodeProblem));
        let twelve: Vec<String> = (10..22).map(|n| format!("F{n}")).collect();
        assert_eq!(diagnoses(&twelve.join(";")).map(|codes| codes.len()), Ok(12));
        assert_eq!(diagnoses(&format!("{};F99", twelve.join(";"))), Err(CodeProblem));
        assert_eq!(
            modifiers("95 hj").expect("codes").iter().map(Modifier::as_str).collect::<Vec<_>>(),
            ["95", "HJ"]
        );
        assert_eq!(modifiers("95 HJ GT U1 U2"), Err(CodeProblem));
    }

    #[test]
    fn a_place_has_two_digits_and_its_zero_comes_back() {
        for (text, is) in [("11", "11"), ("02", "02"), ("2", "02")] {
            assert_eq!(text.parse::<PlaceOfService>().expect("a place").as_str(), is);
        }
        for text in ["", "0", "00", "111", "office", "1.0"] {
            assert_eq!(text.parse::<PlaceOfService>(), Err(CodeProblem), "{text}");
        }
    }

    #[test]
    fn units_are_from_one_on() {
        assert_eq!(["1", "999"].map(|text| text.parse::<Units>().map(Units::get)), [Ok(1), Ok(999)]);
        assert_eq!(["0", "1000", "-1", ""].map(|text| text.parse::<Units>()), [Err(CodeProblem); 4]);
    }

    #[test]
    fn no_log_has_a_code() {
        let codes = SessionCodes {
            diagnoses: diagnoses("F41.1").expect("codes"),
            place: "11".parse().ok(),
            modifiers: modifiers("95").expect("codes"),
            units: Some(Units::ONE),
        };
        let logged = format!("{codes:?}");
        assert!(!logged.contains("41") && !logged.contains("11") && !logged.contains("95"), "{logged}");
    }
}
