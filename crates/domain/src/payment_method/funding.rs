//! Where a card's money comes from.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where a card's money comes from, as its bank tells the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Funding {
    /// From a loan.
    Credit,
    /// From an account.
    Debit,
    /// From what was paid in before.
    Prepaid,
}

impl Funding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Credit, Self::Debit, Self::Prepaid];

    /// The word in tables, which is the processor's.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Credit => "credit",
            Self::Debit => "debit",
            Self::Prepaid => "prepaid",
        }
    }
}

impl FromStr for Funding {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}
