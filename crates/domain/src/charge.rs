//! A charge: what a client is asked to pay for one session, and the states it goes through.
//!
//! Each state carries its own facts, and each transition is a method of the state it starts from, so that a charge cannot be
//! paid with facts it does not have.

pub(crate) mod aftermath;
mod balance;
mod came_back;
pub(crate) mod dispute;
mod disputed;
mod due_at;
mod elsewhere;
mod exported;
mod failed;
mod hold;
mod kind;
mod planned;
mod processing;
mod refunded;
mod retries;
mod returned;
mod settled;
mod state;
mod waiting;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

pub use aftermath::{Aftermath, DisputeStanding, DisputeTold, Followed, RefundTold};
pub use balance::{Balance, Posting, PostingKind};
pub use came_back::RefundBack;
pub use dispute::{Dispute, lost_cents, open_cents};
pub use disputed::{ChargedBack, Disputed, DisputedPayment};
pub use due_at::look_again_at;
pub use elsewhere::{NotYet, PaidElsewhere, PaidHow, SettledElsewhere};
pub use exported::{Exported, ExportedPayment};
pub use failed::{FailReason, Failed, NeedsAnotherMethod};
pub use hold::{HeldState, HoldReason, OnHold, Overdue};
pub use kind::ChargeKind;
pub use planned::{Announced, Due, InsurerAnswer, Scheduled, Upcoming, VoidPromise};
pub use processing::{NotDue, Processing};
pub use refunded::{Payment, Refund, RefundProblem, Refunded};
pub use retries::{ATTEMPT_DAYS, AttemptsMade, MethodAttempts};
pub use returned::Unannounced;
pub use settled::{CardShown, NothingDue, Paid, Waived};
pub use state::{ChargeState, StateName};

use crate::ids::{ChargeId, ClientId, PracticeId, StaffId};

/// Counts the writes of a charge. What was seen at one version may only be changed at that version (R1).
pub type Version = i64;

/// A charge with everything that stays the same through its states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Its id.
    pub id: ChargeId,
    /// Who pays.
    pub client: ClientId,
    /// Who held the session.
    pub provider: StaffId,
    /// Whose charge it is, and in whose zone its days are.
    pub practice: PracticeId,
    /// What for.
    pub session: Session,
    /// What sort of charge.
    pub kind: ChargeKind,
    /// How often it was written.
    pub version: Version,
    /// Where it stands.
    pub state: ChargeState,
}

/// The session a charge is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its day in the practice's zone.
    pub day: NaiveDate,
    /// When it began, on the practice's clock.
    pub start: NaiveTime,
    /// CPT code of the service, five characters.
    pub cpt_code: String,
    /// The practice's own plain words for the service; empty where the standard words for the code will do.
    pub description: String,
}
