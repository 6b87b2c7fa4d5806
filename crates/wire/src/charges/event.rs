//! What happened to a charge.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Money;
use domain::audit::Correction;
use domain::charge::{PaidHow, StateName};
use serde::{Deserialize, Serialize};

use super::{CardView, FailReasonView};

/// Something that happened to a charge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChargeEventView {
    /// When, on the practice's clock.
    pub at: NaiveDateTime,
    /// What.
    pub kind: ChargeEventKind,
}

/// What happened to a charge, as far as its client is concerned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChargeEventKind {
    /// The client was told the day and the amount.
    Announced {
        /// The day.
        day: NaiveDate,
        /// The amount.
        amount: Money,
    },
    /// It was moved.
    Rescheduled {
        /// From this day.
        from: NaiveDate,
        /// To this day.
        to: NaiveDate,
        /// By the client, not by support.
        by_client: bool,
    },
    /// The client was reminded.
    Reminded {
        /// Of this day.
        day: NaiveDate,
    },
    /// It was paid.
    Paid {
        /// The amount.
        amount: Money,
        /// The card.
        card: Option<CardView>,
    },
    /// It was charged although it was paid, or asked for nothing any more.
    PaidAgain {
        /// How much.
        amount: Money,
    },
    /// An attempt failed.
    AttemptFailed {
        /// Why.
        reason: FailReasonView,
        /// The day of the next attempt, if one is planned.
        next_attempt: Option<NaiveDate>,
    },
    /// The client asked to pay at once.
    PayNowAsked,
    /// It was set aside.
    Held,
    /// It was taken up again.
    Released,
    /// Its day passed without it being taken; a new one will be announced.
    DayMissed {
        /// The day that passed.
        day: NaiveDate,
    },
    /// It was given up.
    Waived,
    /// Money was given back.
    Refunded {
        /// How much.
        amount: Money,
    },
    /// Money that was given back has arrived.
    RefundArrived {
        /// How much.
        amount: Money,
    },
    /// The practice corrected what it had said of it.
    Corrected {
        /// The state before.
        from: StateName,
        /// The amount before, where there was one.
        was: Option<Money>,
        /// The state now.
        to: StateName,
        /// The amount now, where there is one.
        is: Option<Money>,
        /// What else was corrected, as it was and as it is.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        details: Vec<Correction>,
    },
    /// A refund was called off before it reached the client.
    RefundCalledOff {
        /// How much.
        amount: Money,
    },
    /// Money that was given back did not reach the client, and the practice has it again.
    RefundReturned {
        /// How much.
        amount: Money,
    },
    /// It was paid by another way than the desk.
    SettledElsewhere {
        /// How much.
        amount: Money,
        /// How.
        how: PaidHow,
    },
    /// It was not paid by another way after all; it will be announced.
    OwedAfterAll,
    /// The cardholder's bank was told that it is not owed.
    Disputed {
        /// How much of it.
        amount: Money,
    },
    /// The dispute was closed, and the money stays.
    DisputeClosed,
    /// The cardholder's bank took money back.
    ChargedBack {
        /// How much.
        amount: Money,
    },
    /// The cardholder's bank gave back what it had taken.
    ChargebackReturned {
        /// How much.
        amount: Money,
    },
}
