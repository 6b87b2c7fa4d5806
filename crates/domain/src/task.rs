//! What support teams have to do.

mod collecting;
mod coverage;
mod money;

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::collecting::Still;
pub use self::coverage::{CoverageChange, CoverageNews};
pub use self::money::{AskedDispute, FailedRefund, PaidAgain, PaidByHand, RefundFailure, RefundObstacle};
use crate::actor::Actor;
use crate::address::Address;
use crate::contact::Email;
use crate::coverage::Subscriber;
use crate::ids::{ClientId, PracticeId, TaskId};
use crate::money::Money;
use crate::name::NamePart;
use crate::phone::PhoneOnFile;
use crate::subject::Subject;
use crate::withdrawal::Wish;

/// Something a support team has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The practice.
    pub practice: PracticeId,
    /// Whom it concerns; none when it concerns the practice as a whole.
    pub client: Option<ClientId>,
    /// What it is about. At most one task is open about a subject and a topic.
    pub subject: Subject,
    /// Who has to do it.
    pub team: Team,
    /// What came up.
    pub reason: TaskReason,
    /// When it came up.
    pub created_at: DateTime<Utc>,
    /// That it was done; none while it is open.
    pub resolved: Option<Resolution>,
}

/// That a task was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// When.
    pub at: DateTime<Utc>,
    /// What somebody said who did it; none where what it was about has settled itself.
    pub said: Option<ResolvedBy>,
}

/// Who did a task, and what they said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedBy {
    /// Who.
    pub by: Actor,
    /// What they did, or why nothing was to be done.
    pub reason: String,
}

/// What came up that a person has to see to, with what they should know. Its sentence is made in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum TaskReason {
    /// A charge is due, and the client has no payment method although their payer asks for one.
    NoMethod,
    /// A charge is due, and the client has no payment method because their payer asks for none.
    NoMethodNeeded,
    /// The last attempt at a charge failed.
    PaymentFailed,
    /// The cardholder never confirmed a payment.
    NotConfirmed,
    /// The processor does not take a payment as it is.
    PaymentRefused {
        /// The processor's reason.
        said: String,
    },
    /// The processor's record of a payment differs from the desk's.
    PaymentDiffers {
        /// In what.
        difference: PaymentDifference,
    },
    /// Holders of cards told their banks that a payment is not owed, or their banks ask about it, and take an answer until some day.
    Disputed {
        /// These, the oldest first.
        disputes: Vec<AskedDispute>,
    },
    /// Money did not go back to a client.
    RefundsFailed {
        /// This, in the order in which it was heard of.
        refunds: Vec<FailedRefund>,
    },
    /// A charge was paid once more, or although it asked for nothing any more.
    PaidAgain {
        /// The payments that are not given back, in the order in which they were heard of.
        payments: Vec<PaidAgain>,
    },
    /// Payments were made by hand at the processor for a client, and for no charge of the desk.
    PaidByHand {
        /// Those that are not given back, in the order in which they were heard of.
        payments: Vec<PaidByHand>,
    },
    /// Nobody can be told about a charge, since the client has no address that works.
    NoticeImpossible,
    /// A notice has waited for a day for room in the client's mailbox.
    NoticeWaits,
    /// A notice was accepted and came back.
    NoticeReturned {
        /// What the mail server said.
        said: String,
    },
    /// The practice's mails have not left for a day.
    MailsWait {
        /// What the mail server said, or what else stands in the way.
        said: String,
    },
    /// A client said something of their insurance that the practice's system does not have yet.
    CoverageChanged {
        /// What, in the order in which they said it.
        changes: Vec<CoverageNews>,
    },
    /// Something was changed in the desk and in the practice's system, to two different things.
    DetailDisputed {
        /// What.
        details: Vec<DisputedDetail>,
    },
}

/// What was changed in the desk and in the practice's system. What the desk has holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "detail", rename_all = "snake_case")]
pub enum DisputedDetail {
    /// What a client is called instead of their legal first name.
    ChosenName {
        /// In the desk; none where they are called by their legal one.
        desk: Option<NamePart>,
        /// In the export.
        export: Option<NamePart>,
    },
    /// A client's pronouns.
    Pronouns {
        /// In the desk; none where there are none.
        desk: Option<String>,
        /// In the export.
        export: Option<String>,
    },
    /// A client's telephone number.
    Phone {
        /// In the desk; none where there is none.
        desk: Option<PhoneOnFile>,
        /// In the export; none where there is none.
        export: Option<PhoneOnFile>,
    },
    /// Where a client lives.
    Address {
        /// In the desk; none where there is none.
        desk: Option<Address>,
        /// In the export; none where there is none.
        export: Option<Address>,
    },
    /// With whom a coverage is. The desk never changes it: the row names another plan as a whole.
    Payer {
        /// What the payer is called in the desk.
        desk: String,
        /// What the one of the export is called.
        export: String,
    },
    /// What the plan of a coverage is called.
    Plan {
        /// In the desk.
        desk: String,
        /// In the export.
        export: String,
    },
    /// The member ID of a coverage.
    MemberId {
        /// In the desk.
        desk: String,
        /// In the export.
        export: String,
    },
    /// The group number of a coverage.
    GroupNumber {
        /// In the desk; none where there is none.
        desk: Option<String>,
        /// In the export; none where there is none.
        export: Option<String>,
    },
    /// In whose name a coverage is.
    Subscriber {
        /// In the desk.
        desk: Subscriber,
        /// In the export.
        export: Subscriber,
    },
    /// The first day of a coverage.
    CoveredFrom {
        /// In the desk.
        desk: NaiveDate,
        /// In the export.
        export: NaiveDate,
    },
    /// The last day of a coverage.
    CoveredTo {
        /// In the desk; none while no end is known.
        desk: Option<NaiveDate>,
        /// In the export; none while no end is known.
        export: Option<NaiveDate>,
    },
    /// Where mail reaches a client.
    Email {
        /// In the desk; none where there is none.
        desk: Option<Email>,
        /// In the export; none where there is none.
        export: Option<Email>,
    },
    /// The payment processor's customer with whose cards a client pays. The one that the desk has stays, whatever an export says.
    ProcessorCustomer {
        /// In the desk.
        desk: String,
        /// In the export.
        export: String,
    },
    /// The day of a charge that is to be taken.
    FirstDay {
        /// In the desk, chosen by the client or by support.
        desk: NaiveDate,
        /// In the export.
        export: NaiveDate,
    },
}

/// In what the processor's record of a payment differs from the desk's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "difference", rename_all = "snake_case")]
pub enum PaymentDifference {
    /// The charge was taken, and this payment intent of the same charge as well.
    TakenToo {
        /// The intent.
        intent: String,
    },
    /// Another amount was taken than the charge has.
    OtherAmount {
        /// The intent.
        intent: String,
        /// What was taken.
        received: Money,
    },
    /// The intent may still be taken, and the processor does not call it off.
    NotCalledOff {
        /// The intent.
        intent: String,
        /// Where it stands, in the processor's word.
        status: String,
    },
    /// More was given back than was paid.
    RefundedMore {
        /// What was given back in all.
        amount: Money,
    },
    /// The practice's system says that this much was given back, and the processor does not.
    RefundUnknown {
        /// How much.
        amount: Money,
    },
    /// The payment cannot be booked.
    NotBooked {
        /// The intent.
        intent: String,
    },
    /// Something else had been said of the charge, and then its money was taken all the same.
    TakenDespite {
        /// What had been said.
        wish: Wish,
        /// By whom.
        by: Actor,
        /// What they are called, where they are somebody of the practice's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// The day on which it was said.
        said_on: NaiveDate,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Something else.
    Other {
        /// What.
        said: String,
    },
    /// Several of these, in the order in which they came up.
    Several {
        /// These.
        all: Vec<Self>,
    },
}

/// What sort of thing came up: the word by which a task that is open already is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskTopic {
    /// A client cannot be told about a charge.
    Notice,
    /// A charge cannot be taken.
    Payment,
    /// The processor's record of a payment differs from ours.
    Difference,
    /// Money was taken that is no charge's own.
    Extra,
    /// Money was to be given back, and the client does not have it.
    Refund,
    /// A payment is disputed.
    Dispute,
    /// The practice's mails do not leave.
    Mail,
    /// Desk and practice say two different things.
    Detail,
    /// A client's insurance is to be taken over.
    Coverage,
}

impl TaskReason {
    /// What sort of thing it is.
    #[must_use]
    pub const fn topic(&self) -> TaskTopic {
        match self {
            Self::NoMethod
            | Self::NoMethodNeeded
            | Self::PaymentFailed
            | Self::NotConfirmed
            | Self::PaymentRefused { .. } => TaskTopic::Payment,
            Self::PaymentDiffers { .. } => TaskTopic::Difference,
            Self::PaidAgain { .. } | Self::PaidByHand { .. } => TaskTopic::Extra,
            Self::RefundsFailed { .. } => TaskTopic::Refund,
            Self::Disputed { .. } => TaskTopic::Dispute,
            Self::NoticeImpossible | Self::NoticeWaits | Self::NoticeReturned { .. } => TaskTopic::Notice,
            Self::MailsWait { .. } => TaskTopic::Mail,
            Self::DetailDisputed { .. } => TaskTopic::Detail,
            Self::CoverageChanged { .. } => TaskTopic::Coverage,
        }
    }
}

impl TaskTopic {
    /// The word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Payment => "payment",
            Self::Difference => "difference",
            Self::Extra => "extra_payment",
            Self::Refund => "refund",
            Self::Dispute => "dispute",
            Self::Mail => "mail",
            Self::Detail => "detail",
            Self::Coverage => "coverage",
        }
    }
}

/// A support team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Team {
    /// Helps with accounts.
    ClientSupport,
    /// Helps with charges as well.
    ClientBillingSupport,
}

impl Team {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::ClientSupport, Self::ClientBillingSupport];

    /// The word in tables; the same as that of the role.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSupport => "client_support",
            Self::ClientBillingSupport => "client_billing_support",
        }
    }
}

impl FromStr for Team {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests;
