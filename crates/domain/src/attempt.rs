//! Attempts at taking a charge.

use std::str::FromStr;

use chrono::{DateTime, Utc};

use crate::{AttemptId, ChargeId, ClientId, PaymentMethodId};

/// One attempt at taking a charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// Of which charge.
    pub charge: ChargeId,
    /// Whose charge.
    pub client: ClientId,
    /// The how-manyeth of the charge, from 1; unique with it.
    pub number: u32,
    /// With which method.
    pub method: PaymentMethodId,
    /// The charge's payment intent, once there is one.
    pub intent: Option<String>,
    /// The key under which the intent is confirmed, so that sending it twice confirms once.
    pub confirm_key: String,
    /// How far it is.
    pub state: AttemptState,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// When its outcome was known.
    pub ended_at: Option<DateTime<Utc>>,
    /// What the processor said, in its own words.
    pub outcome: Option<String>,
    /// What the processor calls its own attempt at the intent whose outcome this is. A later reading of the intent that names
    /// another one tells of another attempt.
    pub processor_attempt: Option<String>,
}

/// How far an attempt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttemptState {
    /// Stored; nothing was sent yet.
    Begun,
    /// About to be sent, or sent: from here on the processor may have acted on it.
    Sent,
    /// The money was taken.
    Succeeded,
    /// The money was not taken.
    Declined,
    /// Ended without an outcome of its own: the processor was asked, and another attempt or none follows.
    Settled,
}

impl AttemptState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Begun, Self::Sent, Self::Succeeded, Self::Declined, Self::Settled];

    /// The word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Sent => "sent",
            Self::Succeeded => "succeeded",
            Self::Declined => "declined",
            Self::Settled => "settled",
        }
    }
}

impl FromStr for AttemptState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}
