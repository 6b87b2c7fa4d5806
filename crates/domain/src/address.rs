//! Where somebody lives: an address of the United States.

mod state;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::state::{NoState, UsState};
use crate::name::{NameProblem, one_line};

/// An address to which the Postal Service delivers, in the United States, its territories or to its military.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "AddressLines", into = "AddressLines")]
pub struct Address {
    line1: String,
    line2: Option<String>,
    city: String,
    state: UsState,
    zip: String,
}

/// An address as it is typed, written and stored; blank where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressLines {
    /// Number and street, or a box.
    pub line1: String,
    /// Apartment, suite, or what else the first line has no room for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line2: String,
    /// The city; for the military `APO`, `FPO` or `DPO`.
    pub city: String,
    /// The two letters of the state, or its name.
    pub state: String,
    /// Five digits, or nine.
    pub zip: String,
}

/// A part of an address, by the name that forms and exports have for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressPart {
    /// The first line.
    Line1,
    /// The second line.
    Line2,
    /// The city.
    City,
    /// The state.
    State,
    /// The ZIP code.
    Zip,
}

/// What is wrong with a part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It is needed, and nothing is entered.
    Missing(AddressPart),
    /// It is longer than a line may be.
    TooLong(AddressPart),
    /// It has a line break or an invisible control character.
    Control(AddressPart),
    /// The state is none.
    NoState,
    /// The ZIP code has neither five digits nor nine.
    ZipShape,
    /// The ZIP code lies in another state.
    ZipElsewhere(UsState),
}

/// An address that cannot be read; the problems say why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no address of the United States: {0:?}")]
pub struct NoAddress(pub Vec<AddressProblem>);

impl Address {
    /// Reads an address; none where nothing at all is entered.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of its parts.
    pub fn parse(lines: &AddressLines) -> Result<Option<Self>, Vec<AddressProblem>> {
        if lines.is_blank() {
            return Ok(None);
        }
        let mut problems = Vec::new();
        let line1 = needed(AddressPart::Line1, &lines.line1, &mut problems);
        let line2 = text(AddressPart::Line2, &lines.line2, &mut problems);
        let city = needed(AddressPart::City, &lines.city, &mut problems);
        let state = needed(AddressPart::State, &lines.state, &mut problems).and_then(|text| {
            UsState::parse(&text).map_err(|NoState| problems.push(AddressProblem::NoState)).ok()
        });
        let zip = needed(AddressPart::Zip, &lines.zip, &mut problems).and_then(|text| {
            let zip = zip(&text);
            if zip.is_none() {
                problems.push(AddressProblem::ZipShape);
            }
            zip
        });
        if let (Some(state), Some(zip)) = (state, &zip)
            && !state.has(&zip[..5])
        {
            problems.push(AddressProblem::ZipElsewhere(state));
        }
        match (line1, city, state, zip) {
            (Some(line1), Some(city), Some(state), Some(zip)) if problems.is_empty() => {
                Ok(Some(Self { line1, line2, city, state, zip }))
            }
            _ => Err(problems),
        }
    }

    /// As it is written into a form.
    #[must_use]
    pub fn lines(&self) -> AddressLines {
        AddressLines {
            line1: self.line1.clone(),
            line2: self.line2.clone().unwrap_or_default(),
            city: self.city.clone(),
            state: self.state.code().to_owned(),
            zip: self.zip.clone(),
        }
    }
}

impl AddressLines {
    /// Whether nothing at all is entered.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.line1, &self.line2, &self.city, &self.state, &self.zip].iter().all(|it| it.trim().is_empty())
    }

    /// What is entered for a part.
    #[must_use]
    pub fn part(&self, part: AddressPart) -> &str {
        match part {
            AddressPart::Line1 => &self.line1,
            AddressPart::Line2 => &self.line2,
            AddressPart::City => &self.city,
            AddressPart::State => &self.state,
            AddressPart::Zip => &self.zip,
        }
    }
}

impl AddressPart {
    /// What an export calls it.
    #[must_use]
    pub const fn column(self) -> &'static str {
        match self {
            Self::Line1 => "address_line1",
            Self::Line2 => "address_line2",
            Self::City => "address_city",
            Self::State => "address_state",
            Self::Zip => "address_zip",
        }
    }

    /// All of them, in the order in which an address is written.
    pub const ALL: [Self; 5] = [Self::Line1, Self::Line2, Self::City, Self::State, Self::Zip];
}

impl AddressProblem {
    /// The part that it is about.
    #[must_use]
    pub const fn part(self) -> AddressPart {
        match self {
            Self::Missing(part) | Self::TooLong(part) | Self::Control(part) => part,
            Self::NoState => AddressPart::State,
            Self::ZipShape | Self::ZipElsewhere(_) => AddressPart::Zip,
        }
    }
}

fn needed(part: AddressPart, entered: &str, problems: &mut Vec<AddressProblem>) -> Option<String> {
    let known = problems.len();
    let text = text(part, entered, problems);
    if text.is_none() && problems.len() == known {
        problems.push(AddressProblem::Missing(part));
    }
    text
}

/// A line of text; none where nothing is entered, or after a problem.
fn text(part: AddressPart, entered: &str, problems: &mut Vec<AddressProblem>) -> Option<String> {
    let entered = entered.trim();
    match one_line(entered) {
        Ok(()) => return Some(entered.to_owned()),
        Err(NameProblem::Missing) => {}
        Err(NameProblem::TooLong) => problems.push(AddressProblem::TooLong(part)),
        Err(NameProblem::Control) => problems.push(AddressProblem::Control(part)),
    }
    None
}

/// Five digits, or nine with a dash between the fifth and the sixth.
fn zip(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        5 => Some(digits),
        9 => Some(format!("{}-{}", &digits[..5], &digits[5..])),
        _ => None,
    }
}

/// On one line, as a sentence has it.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line1)?;
        self.line2.as_ref().map_or(Ok(()), |line2| write!(f, ", {line2}"))?;
        write!(f, ", {}, {} {}", self.city, self.state, self.zip)
    }
}

impl TryFrom<AddressLines> for Address {
    type Error = NoAddress;

    fn try_from(lines: AddressLines) -> Result<Self, NoAddress> {
        let missing = || NoAddress(vec![AddressProblem::Missing(AddressPart::Line1)]);
        Self::parse(&lines).map_err(NoAddress)?.ok_or_else(missing)
    }
}

impl From<Address> for AddressLines {
    fn from(address: Address) -> Self {
        address.lines()
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::AddressProblem::{Control, Missing, NoState, TooLong, ZipElsewhere, ZipShape};
    use super::*;

    fn lines([line1, line2, city, state, zip]: [&str; 5]) -> AddressLines {
        let [line1, line2, city, state, zip] = [line1, line2, city, state, zip].map(str::to_owned);
        AddressLines { line1, line2, city, state, zip }
    }

    fn read(parts: [&str; 5]) -> Result<Option<String>, Vec<AddressProblem>> {
        Address::parse(&lines(parts)).map(|it| it.map(|it| it.to_string()))
    }

    #[test]
    fn an_address_is_read_and_written_as_the_postal_service_does() {
        for (parts, written) in [
            (["1 Main St", "", "Albany", "ny", "12207"], "1 Main St, Albany, NY 12207"),
            (
                ["1 Main St ", "Apt 4", "Albany", "New York", "122071234"],
                "1 Main St, Apt 4, Albany, NY 12207-1234",
            ),
            (
                ["Calle Sol 7", "Urb. Las Gladiolas", "San Juan", "PR", "00926 1234"],
                "Calle Sol 7, Urb. Las Gladiolas, San Juan, PR 00926-1234",
            ),
            (["PSC 3 Box 12", "", "APO", "AE", "09012"], "PSC 3 Box 12, APO, AE 09012"),
            (["Peña 9", "", "Cañon City", "CO", "81212"], "Peña 9, Cañon City, CO 81212"),
        ] {
            assert_eq!(read(parts), Ok(Some(written.to_owned())));
        }
        assert_eq!(read([" ", "", "\t", "", ""]), Ok(None));
    }

    #[test]
    fn each_part_that_is_wrong_is_named() {
        let long = "a".repeat(101);
        for (parts, problems) in [
            (
                ["", "", "Albany", "", ""],
                vec![Missing(AddressPart::Line1), Missing(AddressPart::State), Missing(AddressPart::Zip)],
            ),
            (["1 Main", "a\nb", "Albany", "NY", "12207"], vec![Control(AddressPart::Line2)]),
            ([&long, "", "Albany", "NY", "12207"], vec![TooLong(AddressPart::Line1)]),
            (["1 Main", "", "Toronto", "ON", "M5V 2T6"], vec![NoState, ZipShape]),
            (["1 Main", "", "Albany", "NY", "1220"], vec![ZipShape]),
        ] {
            assert_eq!(read(parts), Err(problems), "{parts:?}");
        }
        let Err(problems) = read(["1 Main", "", "Newark", "NJ", "10001"]) else {
            panic!("it lies in New York")
        };
        assert!(matches!(problems[..], [ZipElsewhere(state)] if state.code() == "NJ"), "{problems:?}");
        assert!(problems.iter().all(|it| it.part() == AddressPart::Zip));
    }

    #[test]
    fn what_was_read_is_written_and_read_again() {
        let parsed = Address::parse(&lines(["1 Main St", "Apt 4", "Albany", "NY", "12207-1234"]))
            .expect("good")
            .expect("some");
        assert_eq!(Address::parse(&parsed.lines()), Ok(Some(parsed.clone())));
        let json = serde_json::to_string(&parsed).expect("written");
        assert_eq!(serde_json::from_str::<Address>(&json).expect("read"), parsed);
        assert!(
            serde_json::from_str::<Address>(
                r#"{"line1":"1 Main","city":"Newark","state":"NJ","zip":"10001"}"#
            )
            .is_err()
        );
    }
}
