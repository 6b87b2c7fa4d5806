//! Charges that ask for nothing any more: nothing was due, taken, given up.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Due, InsurerAnswer, PaidElsewhere, Scheduled};
use crate::actor::Actor;

/// The payer answered and nothing is left to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NothingDue {
    /// The answer, whose client responsibility is zero.
    pub answer: InsurerAnswer,
    /// What was planned before, and what holds of it should something be due after all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<Scheduled>,
}

/// What of a card may be shown: brand and last four digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardShown {
    /// Such as `Visa`.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
}

/// Taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// What was paid.
    pub due: Due,
    /// The day it was planned for.
    pub day: NaiveDate,
    /// When the money was taken.
    pub paid_at: DateTime<Utc>,
    /// The day of that in the practice's zone.
    pub paid_on: NaiveDate,
    /// The card used; none where the practice's own records of an earlier payment do not say.
    pub card: Option<CardShown>,
    /// The receipt's number.
    pub receipt: String,
    /// The same was paid by another way as well, as somebody said while this was being taken. That money is still the practice's once this
    /// was given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<PaidElsewhere>,
}

/// Given up by the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// What would have been paid.
    pub due: Due,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Actor,
    /// Why.
    pub reason: String,
    /// What was planned before, and what holds of it should it be owed after all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<Scheduled>,
}
