//! What stands on the card of a coverage.

use serde::{Deserialize, Serialize};

/// A part of what stands on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardPart {
    /// The plan's name.
    Plan,
    /// The member ID.
    MemberId,
    /// The group number.
    GroupNumber,
    /// In whose name it is, and what the client is to them.
    Subscriber,
}

impl CardPart {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Plan, Self::MemberId, Self::GroupNumber, Self::Subscriber];
}
