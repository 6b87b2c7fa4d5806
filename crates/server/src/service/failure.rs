//! What whoever asked can do about a failure.

use std::error::Error;

use store::StoreError;

use super::passwords::PasswordsError;

/// Something below a use case failed, as far as whoever asked can act on it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Nothing was done; the same may work in a moment.
    #[error("something the desk needs is not available")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// It may have been done and may not; only looking again says.
    #[error("it is not known whether it was done")]
    Unknown(#[source] Box<dyn Error + Send + Sync>),
    /// Somebody else wrote in the meantime. Nothing was done.
    #[error("the record was written by somebody else")]
    Changed,
    /// A mistake of ours.
    #[error("the desk made a mistake")]
    Broken(#[source] Box<dyn Error + Send + Sync>),
}

impl Failure {
    /// A failure that came after something was committed: what was asked for is done, although it cannot be shown, so nobody
    /// may be told that it is not.
    #[must_use]
    pub fn after_commit(self) -> Self {
        Self::Unknown(self.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Changed,
            StoreError::Unavailable(_) => Self::Unavailable(error.into()),
            StoreError::Unknown(_) => Self::Unknown(error.into()),
            StoreError::Conflict(_) | StoreError::Corrupt { .. } | StoreError::Failed(_) => {
                Self::Broken(error.into())
            }
        }
    }
}

impl From<PasswordsError> for Failure {
    fn from(error: PasswordsError) -> Self {
        match error {
            PasswordsError::Busy => Self::Unavailable(error.into()),
            PasswordsError::Hash(_) => Self::Broken(error.into()),
        }
    }
}
