//! What the audit record says: who did what to whom. Written in the transaction of the deed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::charge::{CardShown, FailReason, StateName};
use crate::ids::{AttemptId, AuditId, ChargeId, ClientId, PracticeId};
use crate::money::Money;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id; ids of later entries sort later.
    pub id: AuditId,
    /// When, on the business clock.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: Actor,
    /// In whose practice.
    pub practice: PracticeId,
    /// About whom; none for what concerns no client.
    pub client: Option<ClientId>,
    /// About which charge, if about one.
    pub charge: Option<ChargeId>,
    /// What was done.
    pub action: Action,
}

/// What was done, with the facts a reader of the record needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// The practice's system brought the charge in this state.
    ChargeImported {
        /// The state.
        state: StateName,
    },
    /// The mail server accepted the notice.
    Announced {
        /// The day announced.
        day: NaiveDate,
        /// The amount announced.
        amount: Money,
    },
    /// The client has no working address, so nobody could be told.
    NoticeImpossible,
    /// The day was moved (R9).
    Rescheduled {
        /// The day before.
        from: NaiveDate,
        /// The day now.
        to: NaiveDate,
    },
    /// The reminder of a moved charge was accepted.
    Reminded {
        /// The day reminded of.
        day: NaiveDate,
    },
    /// A try at taking the charge began.
    TryBegun {
        /// The attempt.
        attempt: AttemptId,
    },
    /// The charge was taken.
    Paid {
        /// The amount.
        amount: Money,
        /// The card used.
        card: CardShown,
    },
    /// The try failed.
    TryFailed {
        /// Why.
        reason: FailReason,
        /// When it is tried again by itself.
        next_try: Option<DateTime<Utc>>,
    },
    /// The client asked to pay a failed charge at once.
    PayNowAsked,
    /// The charge was set aside.
    Held,
    /// The charge was taken up again.
    Released {
        /// The state it is in now.
        to: StateName,
    },
    /// The announced day passed without the charge being taken, so it will be announced anew.
    DayMissed {
        /// The day that passed.
        day: NaiveDate,
    },
    /// Given up by the practice.
    Waived {
        /// Why.
        why: String,
    },
    /// Money was given back.
    Refunded {
        /// How much.
        amount: Money,
        /// Why.
        why: String,
    },
    /// Somebody signed in.
    SignedIn,
    /// Somebody signed out.
    SignedOut,
    /// A password was set.
    PasswordSet,
}

impl Action {
    /// The name in tables, for queries by action.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::ChargeImported { .. } => "charge_imported",
            Self::Announced { .. } => "announced",
            Self::NoticeImpossible => "notice_impossible",
            Self::Rescheduled { .. } => "rescheduled",
            Self::Reminded { .. } => "reminded",
            Self::TryBegun { .. } => "try_begun",
            Self::Paid { .. } => "paid",
            Self::TryFailed { .. } => "try_failed",
            Self::PayNowAsked => "pay_now_asked",
            Self::Held => "held",
            Self::Released { .. } => "released",
            Self::DayMissed { .. } => "day_missed",
            Self::Waived { .. } => "waived",
            Self::Refunded { .. } => "refunded",
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
            Self::PasswordSet => "password_set",
        }
    }
}
