//! Clients' plans with payers.

mod card;
pub mod change;
pub mod ending;
pub mod member_id;
mod particulars;
mod subscriber;
pub mod timeline;

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::card::{Card, CardEntry, CardField, CardPart, CardProblem};
pub use self::particulars::Particulars;
pub use self::subscriber::{Insured, InsuredLines, InsuredPart, InsuredProblem, NoInsured, Subscriber};
use crate::charge::Version;
use crate::{ClientId, CoverageId, PayerId, PracticeId};

/// A client's plan with a payer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Its id.
    pub id: CoverageId,
    /// The practice.
    pub practice: PracticeId,
    /// Whose plan.
    pub client: ClientId,
    /// With whom.
    pub payer: PayerId,
    /// Its key in the practice's system, unique in the practice; none of one that was made in the desk, and that no export has had yet.
    pub external_key: Option<String>,
    /// How often it was written.
    pub version: Version,
    /// The plan's name.
    pub plan: String,
    /// The member ID on the card.
    pub member_id: String,
    /// The group number on the card, if there is one.
    pub group_number: Option<String>,
    /// In whose name the plan is.
    pub subscriber: Subscriber,
    /// Whether it is asked first or second.
    pub position: Position,
    /// The first day it holds.
    pub from: NaiveDate,
    /// The last day it holds; none while no end is known.
    pub to: Option<NaiveDate>,
    /// What the practice's export said last; none where it has said nothing. The client may have changed it since.
    pub exported: Option<Particulars>,
}

/// What the client is to the subscriber of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// The subscriber in person.
    #[serde(rename = "self")]
    Myself,
    /// Husband or wife.
    Spouse,
    /// Son or daughter.
    Child,
    /// Anything else.
    Other,
}

/// Which plan is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Asked first.
    Primary,
    /// Asked for what the first leaves.
    Secondary,
}

impl Relationship {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Myself, Self::Spouse, Self::Child, Self::Other];

    /// The word in files and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Myself => "self",
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Other => "other",
        }
    }
}

impl FromStr for Relationship {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

impl Position {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Primary, Self::Secondary];

    /// The word in files and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

impl FromStr for Position {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

impl Coverage {
    /// When it holds.
    #[must_use]
    pub const fn term(&self) -> Term {
        Term { from: self.from, to: self.to }
    }
}

/// When a coverage holds, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none while no end is known.
    pub to: Option<NaiveDate>,
}

impl Term {
    /// Whether it holds on no day, as what never began.
    #[must_use]
    pub fn is_void(self) -> bool {
        self.to.is_some_and(|to| to < self.from)
    }

    /// Whether it holds on `day`.
    #[must_use]
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Of several primary coverages of a client the one that is asked on `day`: of those that hold, the one that began last.
#[must_use]
pub fn in_force<T>(primaries: impl IntoIterator<Item = (Term, T)>, day: NaiveDate) -> Option<T> {
    let holding = primaries.into_iter().filter(|(term, _)| term.holds_on(day));
    holding.max_by_key(|(term, _)| term.from).map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::day;

    #[test]
    fn a_coverage_holds_from_its_first_to_its_last_day_and_without_an_end_for_ever() {
        let closed = Term { from: day("2025-01-01"), to: Some(day("2025-06-30")) };
        let open = Term { to: None, ..closed };
        for (on, held) in [
            ("2024-12-31", [false, false]),
            ("2025-01-01", [true, true]),
            ("2025-06-30", [true, true]),
            ("2025-07-01", [false, true]),
        ] {
            assert_eq!([closed, open].map(|term| term.holds_on(day(on))), held, "{on}");
        }
    }

    #[test]
    fn of_coverages_that_overlap_the_one_that_began_later_is_asked() {
        let term = |from, to: Option<&str>| Term { from: day(from), to: to.map(day) };
        let old = (term("2024-01-01", None), "old");
        let new = (term("2025-01-01", Some("2025-06-30")), "new");
        let on = |text| in_force([new, old], day(text));
        assert_eq!(
            [on("2024-12-31"), on("2025-01-01"), on("2025-07-01")],
            [Some("old"), Some("new"), Some("old")]
        );
        assert_eq!(on("2023-12-31"), None);
    }

    #[test]
    fn words_in_files_and_tables_are_read_back() {
        assert!(Relationship::ALL.iter().all(|it| it.as_str().parse() == Ok(*it)));
        assert!(Position::ALL.iter().all(|it| it.as_str().parse() == Ok(*it)));
    }
}
