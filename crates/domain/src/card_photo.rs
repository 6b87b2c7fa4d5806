//! Photos of the card of a coverage.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{CardPhotoId, ClientId, CoverageId, PracticeId};

/// A photo of one side of a card. The picture itself lies in the object store, under the photo's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPhoto {
    /// Its id. Another photo of the same side has another.
    pub id: CardPhotoId,
    /// The practice.
    pub practice: PracticeId,
    /// Whose card.
    pub client: ClientId,
    /// Of which coverage.
    pub coverage: CoverageId,
    /// Which side of it.
    pub side: CardSide,
    /// The id of the key that it is encrypted under.
    pub key: String,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
}

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardSide {
    /// With the member ID.
    Front,
    /// With the payer's addresses and telephone numbers.
    Back,
}

/// What a client did with the photo of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoDeed {
    /// They sent it, or another one in its place.
    Saved,
    /// They had it shown. The member ID can be read on it.
    Shown,
    /// They had it deleted.
    Removed,
}

impl CardSide {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Front, Self::Back];

    /// The word in addresses and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
        }
    }
}

impl FromStr for CardSide {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

impl CardPhoto {
    /// What its picture is of. An object is shown only as what it was kept as, so that nobody who can write to the object store
    /// has one client shown another's card.
    #[must_use]
    pub fn label(&self) -> String {
        let Self { id, client, coverage, side, .. } = self;
        format!("{client}/{coverage}/{}/{id}", side.as_str())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use uuid::Uuid;

    use super::*;
    use crate::testing::{client_id, coverage_id, practice_id};

    fn photo() -> CardPhoto {
        CardPhoto {
            id: CardPhotoId::new(Uuid::from_u128(7)),
            practice: practice_id(1),
            client: client_id(1),
            coverage: coverage_id(1),
            side: CardSide::Front,
            key: "a".to_owned(),
            sent_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_label_differs_with_all_that_a_picture_is_of_and_not_with_its_key() {
        let label = photo().label();
        for other in [
            CardPhoto { id: CardPhotoId::new(Uuid::from_u128(8)), ..photo() },
            CardPhoto { client: client_id(2), ..photo() },
            CardPhoto { coverage: coverage_id(2), ..photo() },
            CardPhoto { side: CardSide::Back, ..photo() },
        ] {
            assert_ne!(other.label(), label, "{other:?}");
        }
        assert_eq!(CardPhoto { key: "b".to_owned(), ..photo() }.label(), label);
    }

    #[test]
    fn words_in_addresses_and_tables_are_read_back() {
        assert!(CardSide::ALL.iter().all(|it| it.as_str().parse() == Ok(*it)));
        assert_eq!("FRONT".parse::<CardSide>(), Err(()));
    }
}
