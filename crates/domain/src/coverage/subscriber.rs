//! In whose name a plan is.

mod insured;

use serde::{Deserialize, Serialize};

pub use self::insured::{Insured, InsuredLines, InsuredPart, InsuredProblem, NoInsured};
use super::Relationship;

/// In whose name a plan is, and what the client is to them. The client's own name is the one on file, and nothing beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "relationship", rename_all = "snake_case")]
pub enum Subscriber {
    /// The client in person.
    #[serde(rename = "self")]
    Myself,
    /// Their husband or wife.
    Spouse(Insured),
    /// Somebody whose child they are.
    Child(Insured),
    /// Anybody else.
    Other(Insured),
}

impl Subscriber {
    /// Whoever the client is this to; none where it is somebody else of whom nothing is known.
    #[must_use]
    pub fn of(relationship: Relationship, somebody: Option<Insured>) -> Option<Self> {
        match relationship {
            Relationship::Myself => Some(Self::Myself),
            Relationship::Spouse => somebody.map(Self::Spouse),
            Relationship::Child => somebody.map(Self::Child),
            Relationship::Other => somebody.map(Self::Other),
        }
    }

    /// What the client is to them.
    #[must_use]
    pub const fn relationship(&self) -> Relationship {
        match self {
            Self::Myself => Relationship::Myself,
            Self::Spouse(_) => Relationship::Spouse,
            Self::Child(_) => Relationship::Child,
            Self::Other(_) => Relationship::Other,
        }
    }

    /// Who it is, where it is not the client.
    #[must_use]
    pub const fn somebody(&self) -> Option<&Insured> {
        match self {
            Self::Myself => None,
            Self::Spouse(it) | Self::Child(it) | Self::Other(it) => Some(it),
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use serde_json::json;

    use super::*;
    use crate::testing::{day, insured};

    #[test]
    fn whoever_is_not_the_client_has_a_name() {
        let robert = insured("Robert", "Rivera");
        for relationship in Relationship::ALL {
            let subscriber = Subscriber::of(relationship, Some(robert.clone())).expect("somebody");
            assert_eq!(subscriber.relationship(), relationship);
            let is_client = relationship == Relationship::Myself;
            assert_eq!(subscriber.somebody(), (!is_client).then_some(&robert));
            assert_eq!(Subscriber::of(relationship, None).is_some(), is_client);
        }
    }

    // What the store keeps of an export, and what the pages read.
    #[test]
    fn how_a_subscriber_is_written() {
        let born = insured("Robert", "Rivera").born(Some(day("1961-05-04")));
        for (subscriber, kept) in [
            (Subscriber::Myself, json!({ "relationship": "self" })),
            (
                Subscriber::Child(born),
                json!({
                    "relationship": "child",
                    "first": "Robert",
                    "last": "Rivera",
                    "date_of_birth": "1961-05-04",
                }),
            ),
            (
                Subscriber::Spouse(insured("", "Suharto")),
                json!({ "relationship": "spouse", "last": "Suharto" }),
            ),
            (Subscriber::Other(insured("Meena", "")), json!({ "relationship": "other", "first": "Meena" })),
        ] {
            assert_eq!(serde_json::to_value(&subscriber).expect("it serializes"), kept);
            assert_eq!(serde_json::from_value::<Subscriber>(kept).expect("and reads back"), subscriber);
        }
        for wrong in [
            json!({ "relationship": "child" }),
            json!({ "relationship": "child", "first": " " }),
            json!({ "relationship": "child", "first": "A\nB" }),
            json!({ "relationship": "cousin", "first": "Ana" }),
        ] {
            assert!(serde_json::from_value::<Subscriber>(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
