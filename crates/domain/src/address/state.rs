//! States of the United States, the District of Columbia, territories, freely associated states, and where the military gets its mail.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where in the United States' mail an address lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UsState(&'static StateEntry);

#[derive(Debug, PartialEq, Eq, Hash)]
struct StateEntry {
    code: &'static str,
    name: &'static str,
    /// First three digits of its ZIP codes, from and up to.
    zips: &'static [(u16, u16)],
}

/// The text names no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no state; write its two letters, for example NY")]
pub struct NoState;

/// ZIP codes that do not lie where their first three digits do: an island that is reached by way of the neighbor state, and a valley.
const ELSEWHERE: [(&str, &str); 2] = [("06390", "NY"), ("83414", "WY")];

const fn state(code: &'static str, name: &'static str, zips: &'static [(u16, u16)]) -> StateEntry {
    StateEntry { code, name, zips }
}

/// In the order of their names, as lists show them; the military's own come last. The ZIP codes are those of the Postal Service's list of
/// sectional centers.
static STATES: &[StateEntry] = &[
    state("AL", "Alabama", &[(350, 369)]),
    state("AK", "Alaska", &[(995, 999)]),
    state("AS", "American Samoa", &[(967, 967)]),
    state("AZ", "Arizona", &[(850, 865)]),
    state("AR", "Arkansas", &[(716, 729)]),
    state("CA", "California", &[(900, 961)]),
    state("CO", "Colorado", &[(800, 816)]),
    state("CT", "Connecticut", &[(60, 69)]),
    state("DE", "Delaware", &[(197, 199)]),
    state("DC", "District of Columbia", &[(200, 205), (569, 569)]),
    state("FM", "Federated States of Micronesia", &[(969, 969)]),
    state("FL", "Florida", &[(320, 339), (341, 349)]),
    state("GA", "Georgia", &[(300, 319), (398, 399)]),
    state("GU", "Guam", &[(969, 969)]),
    state("HI", "Hawaii", &[(967, 968)]),
    state("ID", "Idaho", &[(832, 838)]),
    state("IL", "Illinois", &[(600, 629)]),
    state("IN", "Indiana", &[(460, 479)]),
    state("IA", "Iowa", &[(500, 528)]),
    state("KS", "Kansas", &[(660, 679)]),
    state("KY", "Kentucky", &[(400, 427)]),
    state("LA", "Louisiana", &[(700, 714)]),
    state("ME", "Maine", &[(39, 49)]),
    state("MH", "Marshall Islands", &[(969, 969)]),
    state("MD", "Maryland", &[(206, 219)]),
    state("MA", "Massachusetts", &[(10, 27), (55, 55)]),
    state("MI", "Michigan", &[(480, 499)]),
    state("MN", "Minnesota", &[(550, 567)]),
    state("MS", "Mississippi", &[(386, 397)]),
    state("MO", "Missouri", &[(630, 658)]),
    state("MT", "Montana", &[(590, 599)]),
    state("NE", "Nebraska", &[(680, 693)]),
    state("NV", "Nevada", &[(889, 898)]),
    state("NH", "New Hampshire", &[(30, 38)]),
    state("NJ", "New Jersey", &[(70, 89)]),
    state("NM", "New Mexico", &[(870, 884)]),
    state("NY", "New York", &[(5, 5), (100, 149)]),
    state("NC", "North Carolina", &[(270, 289)]),
    state("ND", "North Dakota", &[(580, 588)]),
    state("MP", "Northern Mariana Islands", &[(969, 969)]),
    state("OH", "Ohio", &[(430, 459)]),
    state("OK", "Oklahoma", &[(730, 732), (734, 749)]),
    state("OR", "Oregon", &[(970, 979)]),
    state("PW", "Palau", &[(969, 969)]),
    state("PA", "Pennsylvania", &[(150, 196)]),
    state("PR", "Puerto Rico", &[(6, 7), (9, 9)]),
    state("RI", "Rhode Island", &[(28, 29)]),
    state("SC", "South Carolina", &[(290, 299)]),
    state("SD", "South Dakota", &[(570, 577)]),
    state("TN", "Tennessee", &[(370, 385)]),
    state("TX", "Texas", &[(733, 733), (750, 799), (885, 885)]),
    state("VI", "U.S. Virgin Islands", &[(8, 8)]),
    state("UT", "Utah", &[(840, 847)]),
    state("VT", "Vermont", &[(50, 54), (56, 59)]),
    state("VA", "Virginia", &[(201, 201), (220, 246)]),
    state("WA", "Washington", &[(980, 994)]),
    state("WV", "West Virginia", &[(247, 268)]),
    state("WI", "Wisconsin", &[(530, 549)]),
    state("WY", "Wyoming", &[(820, 831)]),
    state("AA", "Armed Forces Americas", &[(340, 340)]),
    state("AE", "Armed Forces Europe, Middle East, Africa, Canada", &[(90, 98)]),
    state("AP", "Armed Forces Pacific", &[(962, 966)]),
];

impl UsState {
    /// All of them, in the order in which lists show them.
    pub fn all() -> impl Iterator<Item = Self> {
        STATES.iter().map(Self)
    }

    /// Reads two letters or a name, in any case.
    ///
    /// # Errors
    /// [`NoState`] where it is neither.
    pub fn parse(text: &str) -> Result<Self, NoState> {
        let text = text.trim();
        let is_it =
            |it: &UsState| it.code().eq_ignore_ascii_case(text) || it.name().eq_ignore_ascii_case(text);
        Self::all().find(is_it).ok_or(NoState)
    }

    /// Its two letters.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0.code
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// Whether it has this ZIP code of five digits.
    #[must_use]
    pub fn has(self, zip: &str) -> bool {
        if let Some((_, state)) = ELSEWHERE.iter().find(|(it, _)| *it == zip) {
            return self.code() == *state;
        }
        let sector = zip.get(..3).and_then(|it| it.parse().ok());
        sector.is_some_and(|it: u16| self.0.zips.iter().any(|(from, to)| (*from..=*to).contains(&it)))
    }
}

impl fmt::Display for UsState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for UsState {
    type Error = NoState;

    fn try_from(text: String) -> Result<Self, NoState> {
        Self::parse(&text)
    }
}

impl From<UsState> for String {
    fn from(state: UsState) -> Self {
        state.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn there_are_fifty_states_and_twelve_other_places() {
        assert_eq!(UsState::all().count(), 62);
        for state in UsState::all() {
            assert_eq!(UsState::parse(&state.code().to_lowercase()), Ok(state));
            assert_eq!(UsState::parse(&format!(" {} ", state.name())), Ok(state));
        }
        for text in ["", "N", "XX", "Ontario", "New"] {
            assert_eq!(UsState::parse(text), Err(NoState), "{text}");
        }
    }

    #[test]
    fn a_zip_code_lies_in_its_state() {
        for (code, zip) in [
            ("NY", "10001"),
            ("NY", "00501"),
            ("NY", "06390"),
            ("CT", "06389"),
            ("PR", "00901"),
            ("VI", "00802"),
            ("AE", "09012"),
            ("AA", "34002"),
            ("AP", "96201"),
            ("GU", "96910"),
            ("DC", "20500"),
            ("WY", "83414"),
            ("TX", "88510"),
        ] {
            assert!(UsState::parse(code).is_ok_and(|it| it.has(zip)), "{code} {zip}");
        }
        for (code, zip) in
            [("CT", "06390"), ("ID", "83414"), ("NJ", "10001"), ("FL", "34002"), ("CA", "96201")]
        {
            assert!(UsState::parse(code).is_ok_and(|it| !it.has(zip)), "{code} {zip}");
        }
    }
}
