//! Somebody in whose name a plan is, and who is not the client.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::name::{LegalName, NamePart, NameProblem, one_line};

/// Somebody insured, by the name on their card. Either part of it may be missing, not both.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "InsuredLines", into = "InsuredLines")]
pub struct Insured {
    first: Option<String>,
    last: Option<String>,
    /// The day of birth, where it is known. Most payers ask for it.
    pub date_of_birth: Option<NaiveDate>,
}

/// The same as it is typed, written and stored; blank where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InsuredLines {
    /// The first name, or names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first: String,
    /// The last name, or names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last: String,
    /// The day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::iso::day_if_any")]
    pub date_of_birth: Option<NaiveDate>,
}

/// A part of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsuredPart {
    /// The first name.
    First,
    /// The last name.
    Last,
}

/// A part of the name, and why it is none.
pub type InsuredProblem = (InsuredPart, NameProblem);

/// A name that nobody has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nobody is called so: {0:?}")]
pub struct NoInsured(pub Vec<InsuredProblem>);

impl Insured {
    /// Reads the name as entered. The server brings it to normal form first (`name::composed`), which a browser leaves to it.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of its parts.
    pub fn parse(lines: &InsuredLines) -> Result<Self, Vec<InsuredProblem>> {
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
        let (first, last) = (read(InsuredPart::First, &lines.first), read(InsuredPart::Last, &lines.last));
        if problems.is_empty() && first.is_none() && last.is_none() {
            // The last name is the one that payers cannot do without.
            problems.push((InsuredPart::Last, NameProblem::Missing));
        }
        let date_of_birth = lines.date_of_birth;
        if problems.is_empty() { Ok(Self { first, last, date_of_birth }) } else { Err(problems) }
    }

    /// Whoever a system calls this on one line, as most do. A comma says where the last name ends; else that begins with the first word in
    /// small letters after another (`Ludwig van Beethoven`), or is the last word, with a `Jr.` behind it. One word stands as the last name, as
    /// payers have it.
    ///
    /// # Errors
    /// As for [`Insured::parse`].
    pub fn called(text: &str) -> Result<Self, Vec<InsuredProblem>> {
        let (first, last) = parts(text.trim());
        Self::parse(&InsuredLines { first, last, date_of_birth: None })
    }

    /// The same person, born on this day where one is known.
    #[must_use]
    pub fn born(self, date_of_birth: Option<NaiveDate>) -> Self {
        Self { date_of_birth, ..self }
    }

    /// The first name, where there is one.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.first.as_deref()
    }

    /// The last name, where there is one.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// As it is written into a form.
    #[must_use]
    pub fn lines(&self) -> InsuredLines {
        let [first, last] = [&self.first, &self.last].map(|it| it.clone().unwrap_or_default());
        InsuredLines { first, last, date_of_birth: self.date_of_birth }
    }

    /// The name in normal form, as a payer is asked by it. Not for a browser: it takes tables of Unicode along.
    #[must_use]
    pub fn legal_name(&self) -> Option<LegalName> {
        let part = |text: &Option<String>| text.as_deref().and_then(|text| NamePart::parse(text).ok());
        LegalName::of(part(&self.first), part(&self.last))
    }
}

/// First and last name of a whole one.
fn parts(text: &str) -> (String, String) {
    if let Some((last, first)) = text.split_once(',')
        && !is_suffix(first.trim())
    {
        return (first.trim().to_owned(), last.trim().to_owned());
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.iter().rposition(|word| !is_suffix(word)).unwrap_or_default();
    let starts_small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let particle = words.iter().take(whole).skip(1).position(starts_small).map(|at| at + 1);
    let (first, last) = words.split_at(particle.unwrap_or(whole));
    (first.join(" "), last.join(" "))
}

fn is_suffix(word: &str) -> bool {
    let word = word.trim_matches(['.', ',']);
    ["Jr", "Sr", "II", "III", "IV"].iter().any(|suffix| suffix.eq_ignore_ascii_case(word))
}

/// The name as it is read out.
impl fmt::Display for Insured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.first, &self.last].map(Option::as_deref);
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

impl TryFrom<InsuredLines> for Insured {
    type Error = NoInsured;

    fn try_from(lines: InsuredLines) -> Result<Self, NoInsured> {
        Self::parse(&lines).map_err(NoInsured)
    }
}

impl From<Insured> for InsuredLines {
    fn from(it: Insured) -> Self {
        it.lines()
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::name::LENGTH_MAX;

    fn lines(first: &str, last: &str) -> InsuredLines {
        InsuredLines { first: first.to_owned(), last: last.to_owned(), date_of_birth: None }
    }

    #[test]
    fn one_part_of_a_name_is_enough_and_none_is_not() {
        for (first, last, read_out) in
            [("Robert", "Rivera", "Robert Rivera"), (" ", "Suharto", "Suharto"), ("Meena", "", "Meena")]
        {
            let it = Insured::parse(&lines(first, last)).expect("a name");
            assert_eq!(it.to_string(), read_out);
            assert_eq!(it.legal_name().expect("a name").to_string(), read_out);
        }
        assert_eq!(Insured::parse(&lines("", " ")), Err(vec![(InsuredPart::Last, NameProblem::Missing)]));
        let long = "x".repeat(LENGTH_MAX + 1);
        assert_eq!(
            Insured::parse(&lines("A\nB", &long)),
            Err(vec![(InsuredPart::First, NameProblem::Control), (InsuredPart::Last, NameProblem::TooLong)])
        );
    }

    #[test]
    fn a_name_on_one_line_is_read_in_its_parts() {
        for (text, first, last) in [
            ("Ana Rivera", "Ana", "Rivera"),
            ("Ana María Rivera", "Ana María", "Rivera"),
            ("Rivera, Ana María", "Ana María", "Rivera"),
            ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
            ("Oscar de la Renta", "Oscar", "de la Renta"),
            ("Martin Luther King Jr.", "Martin Luther", "King Jr."),
            ("Martin King, Jr.", "Martin", "King, Jr."),
            ("John Smith III", "John", "Smith III"),
            ("Suharto", "", "Suharto"),
            ("Jr", "", "Jr"),
            ("阮氏明英", "", "阮氏明英"),
        ] {
            let it = Insured::called(text).expect("a name");
            assert_eq!(
                (it.first().unwrap_or_default(), it.last().unwrap_or_default()),
                (first, last),
                "{text}"
            );
        }
    }
}
