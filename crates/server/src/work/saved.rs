//! The one place where a lost race is told from a failure.

use store::StoreError;

/// Whether something could be written that was decided by what had been read.
#[must_use = "a lost race has to be said to whoever decided"]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was.
    Written,
    /// Somebody else wrote in between, so what was decided may be wrong. Nothing was written.
    Stale,
}

impl Saved {
    /// What a write says about that.
    ///
    /// # Errors
    /// With every other error of the store.
    pub fn of(written: Result<(), StoreError>) -> Result<Self, StoreError> {
        match written {
            Ok(()) => Ok(Self::Written),
            Err(StoreError::Stale) => Ok(Self::Stale),
            Err(error) => Err(error),
        }
    }
}
