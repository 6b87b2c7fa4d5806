//! Shares of an amount in hundredths of a percent.

use serde::{Deserialize, Serialize};

/// A share in hundredths of a percent, from nothing to the whole: 2,000 is 20 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct BasisPoints(u16);

/// A share of more than the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a share is at most {} hundredths of a percent", BasisPoints::WHOLE)]
pub struct ShareProblem;

impl BasisPoints {
    /// All of an amount.
    pub const WHOLE: u16 = 10_000;

    /// A share of so many hundredths of a percent.
    ///
    /// # Errors
    /// [`ShareProblem`] for more than the whole.
    pub const fn new(hundredths: u16) -> Result<Self, ShareProblem> {
        if hundredths <= Self::WHOLE { Ok(Self(hundredths)) } else { Err(ShareProblem) }
    }

    /// Hundredths of a percent.
    #[must_use]
    pub const fn hundredths(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for BasisPoints {
    type Error = ShareProblem;

    fn try_from(hundredths: u16) -> Result<Self, ShareProblem> {
        Self::new(hundredths)
    }
}

impl From<BasisPoints> for u16 {
    fn from(share: BasisPoints) -> Self {
        share.0
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_share_is_at_most_the_whole() {
        assert_eq!(BasisPoints::new(10_000).map(BasisPoints::hundredths), Ok(10_000));
        assert_eq!(BasisPoints::new(10_001), Err(ShareProblem));
        assert_eq!(serde_json::from_str::<BasisPoints>("2000").ok(), BasisPoints::new(2_000).ok());
        assert!(serde_json::from_str::<BasisPoints>("10001").is_err());
    }
}
