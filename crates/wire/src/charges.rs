//! A client's charges.

mod event;
mod row;
mod superbill;

use chrono::{NaiveDate, NaiveTime};
use domain::breakdown::Breakdown;
use domain::charge::{Balance, PaidHow, StateName, Version};
use domain::reschedule::{Deadline, Form, Refusal, Rules};
use domain::{Money, StaffId};
use serde::{Deserialize, Serialize};

pub use self::event::{ChargeEventKind, ChargeEventView};
pub use self::row::ChargeRowView;
pub use self::superbill::{SuperbillMonthView, SuperbillView};
use crate::eligibility::EligibilityView;
use crate::{Entries, Later};

/// Where a charge stands, with what its client may know of it. Days are days of the practice's zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChargeStateView {
    /// The insurer has not answered.
    AwaitingInsurer,
    /// Nothing is left to pay.
    NothingDue,
    /// The day is not settled yet.
    Scheduled,
    /// Announced for a day.
    Upcoming {
        /// The day.
        #[serde(deserialize_with = "domain::iso::day")]
        day: NaiveDate,
        /// Until when the client may move it; only for kind `insurance`.
        deadline: Option<Deadline>,
        /// The last day it can be moved to; only for kind `insurance`.
        #[serde(deserialize_with = "domain::iso::day_if_any")]
        latest_day: Option<NaiveDate>,
    },
    /// An attempt is under way.
    Processing,
    /// Taken.
    Paid {
        /// On this day.
        #[serde(deserialize_with = "domain::iso::day")]
        on: NaiveDate,
    },
    /// The last attempt failed.
    Failed {
        /// The day for which it was announced.
        #[serde(deserialize_with = "domain::iso::day")]
        announced_for: NaiveDate,
        /// Why.
        reason: FailReasonView,
        /// The day of the next attempt, if one is planned.
        #[serde(deserialize_with = "domain::iso::day_if_any")]
        next_attempt: Option<NaiveDate>,
        /// The last day on which the cardholder can confirm, once no further page follows by itself.
        #[serde(
            default,
            deserialize_with = "domain::iso::day_if_any",
            skip_serializing_if = "Option::is_none"
        )]
        confirm_until: Option<NaiveDate>,
    },
    /// Set aside.
    OnHold,
    /// Given up by the practice.
    Waived {
        /// On this day.
        #[serde(deserialize_with = "domain::iso::day")]
        on: NaiveDate,
        /// How much.
        amount: Money,
    },
    /// Given back in part.
    PartiallyRefunded {
        /// On this day, last.
        #[serde(deserialize_with = "domain::iso::day")]
        on: NaiveDate,
        /// How much in all.
        given_back: Money,
        /// Whether some of it has not arrived yet.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        on_its_way: bool,
    },
    /// Given back in full.
    Refunded {
        /// On this day, last.
        #[serde(deserialize_with = "domain::iso::day")]
        on: NaiveDate,
        /// Whether some of it has not arrived yet.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        on_its_way: bool,
    },
    /// Paid by another way than the desk.
    SettledElsewhere {
        /// On this day.
        #[serde(deserialize_with = "domain::iso::day")]
        on: NaiveDate,
        /// How.
        how: PaidHow,
    },
    /// Paid, and the cardholder's bank was told that it is not owed.
    Disputed {
        /// Since this day.
        #[serde(deserialize_with = "domain::iso::day")]
        on: NaiveDate,
        /// How much of it.
        amount: Money,
    },
    /// Paid, and taken back by the cardholder's bank.
    ChargedBack {
        /// On this day.
        #[serde(deserialize_with = "domain::iso::day")]
        on: NaiveDate,
        /// How much.
        amount: Money,
    },
}

/// Why an attempt failed and so what the client can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FailReasonView {
    /// Declined for now.
    Declined,
    /// Declined for good: another card is needed.
    DeclinedForGood,
    /// The cardholder has to confirm.
    NeedsConfirmation {
        /// On this page of the processor.
        url: String,
    },
    /// The cardholder did not confirm, and the page leads nowhere any more.
    NotConfirmed,
    /// There is no card.
    NoMethod,
}

impl ChargeStateView {
    /// The name of the state alone.
    #[must_use]
    pub const fn name(&self) -> StateName {
        match self {
            Self::AwaitingInsurer => StateName::AwaitingInsurer,
            Self::NothingDue => StateName::NothingDue,
            Self::Scheduled => StateName::Scheduled,
            Self::Upcoming { .. } => StateName::Upcoming,
            Self::Processing => StateName::Processing,
            Self::Paid { .. } => StateName::Paid,
            Self::Failed { .. } => StateName::Failed,
            Self::OnHold => StateName::OnHold,
            Self::Waived { .. } => StateName::Waived,
            Self::PartiallyRefunded { .. } => StateName::PartiallyRefunded,
            Self::Refunded { .. } => StateName::Refunded,
            Self::SettledElsewhere { .. } => StateName::SettledElsewhere,
            Self::Disputed { .. } => StateName::Disputed,
            Self::ChargedBack { .. } => StateName::ChargedBack,
        }
    }
}

/// A charge on its own page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChargeView {
    /// The same in every answer that says the same, however long it holds.
    #[serde(default)]
    pub sign: String,
    /// What its row in a list says.
    pub row: ChargeRowView,
    /// How the amount came about; only for kind `insurance` once the insurer answered.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<domain::breakdown::Parts>))]
    pub breakdown: Option<Breakdown>,
    /// What was paid, given back and given up, and what it comes to.
    pub balance: Balance,
    /// Refunds that did not reach the client, while none has come in their place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds_back: Vec<RefundBackView>,
    /// The day of the insurer's answer.
    #[serde(deserialize_with = "domain::iso::day_if_any")]
    pub answered_on: Option<NaiveDate>,
    /// The payer that answered.
    pub payer: Option<String>,
    /// What that payer said last of the plan, where it was asked and the plan holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<EligibilityView>))]
    pub verified: Option<Later<EligibilityView>>,
    /// What decides whether and where it can be moved; the browser asks the same function as the server.
    pub rules: Rules,
    /// Seconds until something else may be true of it: its client can no longer move it, it is due, the practice's day is over.
    pub holds_for_seconds: u32,
    /// The card it is or was charged to, as brand and last four digits.
    pub card: Option<CardView>,
    /// The last day on which that card is good, where the charge is still to be taken with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_good_until: Option<NaiveDate>,
    /// Whether it is still to be taken, its client is asked for a card, and there is none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub card_missing: bool,
    /// Whether it has failed, and another card is charged by now than the one that was tried.
    #[serde(default)]
    pub has_other_card: bool,
    /// When, on whatever day, a card that is yet to be given is charged by itself; none where nothing waits for one.
    #[serde(default, deserialize_with = "domain::iso::time_if_any", skip_serializing_if = "Option::is_none")]
    pub new_card_at: Option<NaiveTime>,
    /// Whether it has failed and the client may have it tried at once with the card.
    pub can_pay_now: bool,
    /// Whether an attempt is under way or about to begin, so that its outcome is worth a look in a moment.
    pub is_being_tried: bool,
    /// What is to be said of its superbill; none where an insurer is not asked about it at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superbill: Option<SuperbillView>,
    /// The receipt's number, once paid.
    pub receipt: Option<String>,
    /// What happened so far, oldest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<ChargeEventView>))]
    pub events: Entries<ChargeEventView>,
}

/// A refund that did not reach its client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundBackView {
    /// How much.
    pub amount: Money,
    /// The day on which it came back.
    #[serde(deserialize_with = "domain::iso::day")]
    pub on: NaiveDate,
    /// Whether the practice called it off, rather than the bank throwing it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub called_off: bool,
}

/// A card as brand and last four digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardView {
    /// Such as `Visa`.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
}

/// Which part of the history is asked for. All fields are optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct HistoryRequest {
    /// Sessions of this year only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Charges in this state only, such as `paid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Sessions with this provider only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What the page before gave as `next`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// As much as one answer holds, for paper, rather than a page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
}

/// One page of the history, newest session first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryView {
    /// The same in every answer that says the same.
    #[serde(default)]
    pub sign: String,
    /// Today in the practice's zone.
    #[serde(deserialize_with = "domain::iso::day")]
    pub today: NaiveDate,
    /// The first day the history shows.
    #[serde(deserialize_with = "domain::iso::day")]
    pub from: NaiveDate,
    /// The charges.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<ChargeRowView>))]
    pub charges: Entries<ChargeRowView>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// How many charges were asked for, those of other pages included.
    pub total: u64,
    /// How many of them are newer than those of this page.
    pub newer: u64,
    /// What was paid in each year that has charges, newest first.
    pub years: Vec<YearTotalView>,
    /// What was paid for no charge, the latest first; empty on other pages than the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_hand: Vec<HandPaymentView>,
    /// The months of which there may be a superbill, the latest first; empty on other pages than the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub superbills: Vec<SuperbillMonthView>,
    /// The states that charges of the history are in, whatever was asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<StateName>))]
    pub states: Entries<StateName>,
    /// The providers whose sessions are in the history, by name, whatever was asked for.
    pub providers: Vec<ProviderView>,
}

/// What was paid in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct YearTotalView {
    /// The year of the sessions.
    pub year: i32,
    /// How many charges.
    pub count: u64,
    /// Paid, less what was given back and charged back.
    pub paid: Money,
    /// How much of that was not taken by the desk.
    pub elsewhere: Money,
    /// How much of that was for no charge.
    pub by_hand: Money,
}

/// A payment that the practice took by hand, for no charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandPaymentView {
    /// On this day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// How much of it was given back.
    pub refunded: Money,
    /// How much of it the cardholder's bank took back.
    pub charged_back: Money,
}

/// A provider to filter by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderView {
    /// The provider's id.
    pub id: StaffId,
    /// The name shown.
    pub name: String,
}

/// Asks for another day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RescheduleRequest {
    /// The version of the charge that was seen.
    pub version: Version,
    /// The day, as `2025-12-12`, `12/12/2025` or, where its year is certain, `12/12`.
    pub day: String,
}

impl From<RescheduleRequest> for Form {
    fn from(RescheduleRequest { version, day }: RescheduleRequest) -> Self {
        Self { version, day }
    }
}

/// Why a charge was not moved, beside the [`crate::Problem`] that says so in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RescheduleRefusal {
    /// The rule that refused.
    pub refusal: Refusal,
    /// The charge as it is now.
    pub now: ChargeView,
}

/// What became of the request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RescheduleAnswer {
    /// Whether the day changed; choosing the present day again changes nothing.
    pub moved: bool,
    /// The charge as it is now.
    pub charge: ChargeView,
}

/// Asks to pay a failed charge at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PayNowRequest {
    /// The version of the charge that was seen.
    pub version: Version,
}
