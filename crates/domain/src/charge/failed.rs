use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Announced, NotDue, Overdue, Processing, StateName};
use crate::ids::AttemptId;

/// The last try did not bring the money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// What the client was told, with the tries so far.
    pub announced: Announced,
    /// Why.
    pub reason: FailReason,
    /// When.
    pub failed_at: DateTime<Utc>,
    /// When it is tried again by itself; none when the client or support has to act first.
    pub next_try: Option<DateTime<Utc>>,
}

/// Why a try failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum FailReason {
    /// Declined for now, such as for lack of funds.
    Declined,
    /// Declined for good, such as a card reported lost. Ends the tries with this method.
    DeclinedForGood,
    /// The cardholder has to confirm on the processor's page.
    NeedsConfirmation {
        /// The processor's page.
        url: String,
    },
    /// The client has no payment method.
    NoMethod,
}

impl FailReason {
    /// Whether the same method may succeed later without anybody acting.
    #[must_use]
    pub const fn may_be_tried_again(&self) -> bool {
        match self {
            Self::Declined => true,
            Self::DeclinedForGood | Self::NeedsConfirmation { .. } | Self::NoMethod => false,
        }
    }
}

impl Failed {
    /// The planned next try begins at `now`.
    ///
    /// # Errors
    /// [`NotDue`] before it is due, after its day, or when none is planned.
    pub fn taken(self, attempt: AttemptId, now: DateTime<Utc>) -> Result<Processing, NotDue> {
        let due_at = self.next_try.ok_or(NotDue::NoneLeft)?;
        if now < due_at {
            return Err(NotDue::Early);
        }
        let zone = self.announced.promise.zone;
        if zone.day(now) > zone.day(due_at) {
            return Err(NotDue::Overdue(Overdue { was: StateName::Failed }));
        }
        Ok(Processing { announced: self.announced, attempt, since: now })
    }

    /// The client asks to pay now: the next try is at once. Their asking is the announcement.
    #[must_use]
    pub fn pay_now(self, now: DateTime<Utc>) -> Self {
        Self { next_try: Some(now), ..self }
    }
}
