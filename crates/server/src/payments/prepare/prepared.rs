//! What is known of an attempt's payment intent before it is confirmed.

use processor::IntentId;

use crate::payments::verdict::Verdict;

/// What is to be done with an attempt once its intent is known.
#[derive(Debug)]
pub(in crate::payments) enum Prepared {
    /// The intent is to be confirmed.
    Confirm {
        /// The intent.
        intent: IntentId,
        /// Whether our books have it.
        stored: Stored,
        /// Whether it was read just now, so that a key used up means that this attempt cannot come to anything.
        was_read: bool,
    },
    /// The processor has an intent of the charge that our books do not name. There is nothing to confirm.
    Found {
        /// The intent.
        intent: IntentId,
        /// What our books have.
        stored: Stored,
        /// What it says of the attempt.
        verdict: Verdict,
    },
    /// There is nothing to confirm.
    Ended(Verdict),
}

/// Whether our books have the intent of a charge.
#[derive(Clone, Debug)]
pub(in crate::payments) enum Stored {
    /// They have.
    Already,
    /// They have none.
    New,
    /// They have this one, which was called off, or which the processor does not know.
    InsteadOf(IntentId),
}

impl Stored {
    /// The one that is replaced.
    pub(super) const fn old(&self) -> Option<&IntentId> {
        match self {
            Self::Already | Self::New => None,
            Self::InsteadOf(old) => Some(old),
        }
    }

    /// What our books have of what comes in the place of `id`, which is called off.
    pub(super) fn after(self, id: &IntentId) -> Self {
        match self {
            Self::Already => Self::InsteadOf(id.clone()),
            Self::New | Self::InsteadOf(_) => self,
        }
    }
}
