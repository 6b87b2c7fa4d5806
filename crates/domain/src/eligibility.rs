//! What a payer said of a coverage when it was asked, and when that was.
//!
//! It is kept as it came, in codes, days and cents: the sentences are made when somebody reads it. An answer is about one day and about
//! the coverage as it stood then. It promises no payment: what a session costs is known when the payer has decided about it.

mod basis_points;
mod benefits;
mod check_id;
mod payer_id;
mod question;
mod reject_code;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use basis_points::{BasisPoints, ShareProblem};
pub use benefits::{Benefits, Limit};
pub use check_id::{CheckId, CheckIdProblem};
pub use payer_id::{PayerServiceId, PayerServiceIdProblem};
pub use question::{Question, asked_from, service_day};
pub use reject_code::{RejectCode, RejectCodeProblem};

use crate::iso;
use crate::name::NamePart;
use crate::{ClientId, EligibilityId, PracticeId};

/// An answer of a payer, with what it was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// Its id.
    pub id: EligibilityId,
    /// The practice that asked.
    pub practice: PracticeId,
    /// Whose coverage.
    pub client: ClientId,
    /// Which card was asked about. Of a coverage that was corrected since, the answer says nothing.
    pub question: Question,
    /// The day on which it was asked, in the practice's zone.
    pub asked_on: NaiveDate,
    /// The day of service that it was asked about, for which the answer holds.
    pub about: NaiveDate,
    /// What the payer said.
    pub answer: Answer,
    /// What the service calls the check, to ask its support about; none where it gave no name.
    pub check: Option<CheckId>,
}

/// What a payer said of a coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// The coverage holds on the day.
    Active(ActivePlan),
    /// The payer knows the client, and the coverage does not hold on the day.
    Inactive {
        /// The last day on which it did, where the payer says so.
        #[serde(default, deserialize_with = "iso::day_if_any", skip_serializing_if = "Option::is_none")]
        ended: Option<NaiveDate>,
    },
    /// The payer does not find the client by what it was told.
    NotFound,
    /// The date of birth is not the one that the payer has.
    WrongBirthDate,
    /// The member ID is none of the payer's.
    WrongMemberId,
    /// The name is not the one that the payer has.
    WrongName,
    /// The payer, or the service before it, did not take the question as it was asked. The client cannot mend that: mostly the
    /// practice has to be enrolled or its data corrected.
    Refused {
        /// The payer's code for why.
        code: RejectCode,
    },
    /// The payer cannot be asked at the moment.
    PayerDown,
    /// Something came that says neither yes nor no.
    Unreadable,
}

/// A plan that holds, as far as the payer says what it pays for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivePlan {
    /// What the payer calls the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<NamePart>,
    /// The first day on which it holds, as the payer writes it. It may be after the day: of a plan that is to begin some say active.
    #[serde(default, deserialize_with = "iso::day_if_any", skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day on which it holds; none while no end is known.
    #[serde(default, deserialize_with = "iso::day_if_any", skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Whether it pays for sessions.
    #[serde(default)]
    pub sessions: Sessions,
    /// What the client's part of a session in the plan's network is.
    #[serde(default)]
    pub benefits: Benefits,
}

/// Whether a plan pays for mental health visits outside of a hospital.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sessions {
    /// The payer says that it does.
    Covered,
    /// The payer says that it does not. Another payer may stand in for such visits.
    NotCovered,
    /// The payer does not say.
    #[default]
    NotSaid,
}

impl Answer {
    /// The word for it in files, logs and figures, which is also how it is kept.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Active(_) => "active",
            Self::Inactive { .. } => "inactive",
            Self::NotFound => "not_found",
            Self::WrongBirthDate => "wrong_birth_date",
            Self::WrongMemberId => "wrong_member_id",
            Self::WrongName => "wrong_name",
            Self::Refused { .. } => "refused",
            Self::PayerDown => "payer_down",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether the same question may be answered otherwise in a while, though nothing about the coverage was changed.
    #[must_use]
    pub const fn passes(&self) -> bool {
        match self {
            Self::PayerDown | Self::Unreadable => true,
            Self::Active(_)
            | Self::Inactive { .. }
            | Self::NotFound
            | Self::WrongBirthDate
            | Self::WrongMemberId
            | Self::WrongName
            | Self::Refused { .. } => false,
        }
    }
}
