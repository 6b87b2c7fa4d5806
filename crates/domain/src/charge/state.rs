//! Where a charge stands: the states with their names, and what is true of each.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    ChargedBack, Disputed, DisputedPayment, Due, Failed, HeldState, NothingDue, OnHold, Paid, Payment,
    Processing, Refunded, Scheduled, SettledElsewhere, Upcoming, Waived,
};
use crate::money::Money;

/// Where a charge stands, with the facts of that state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ChargeState {
    /// The session is billed to the payer, who has not answered. Shown as pending, without an amount.
    AwaitingInsurer,
    /// The payer answered and nothing is left to pay.
    NothingDue(NothingDue),
    /// An amount is known, and the client has not been told yet.
    Scheduled(Scheduled),
    /// The client was told the day and the amount.
    Upcoming(Upcoming),
    /// An attempt at taking it is under way.
    Processing(Processing),
    /// Taken.
    Paid(Paid),
    /// The last attempt failed.
    Failed(Failed),
    /// Set aside.
    OnHold(OnHold),
    /// Given up by the practice.
    Waived(Waived),
    /// Paid, and given back in part.
    PartiallyRefunded(Refunded),
    /// Paid, and given back in full.
    Refunded(Refunded),
    /// Paid by another way than the desk.
    SettledElsewhere(SettledElsewhere),
    /// Paid, and the cardholder's bank was told that it is not owed.
    Disputed(Disputed),
    /// Paid, and taken back by the cardholder's bank.
    ChargedBack(ChargedBack),
}

/// The name of a state alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// See [`ChargeState::AwaitingInsurer`].
    AwaitingInsurer,
    /// See [`ChargeState::NothingDue`].
    NothingDue,
    /// See [`ChargeState::Scheduled`].
    Scheduled,
    /// See [`ChargeState::Upcoming`].
    Upcoming,
    /// See [`ChargeState::Processing`].
    Processing,
    /// See [`ChargeState::Paid`].
    Paid,
    /// See [`ChargeState::Failed`].
    Failed,
    /// See [`ChargeState::OnHold`].
    OnHold,
    /// See [`ChargeState::Waived`].
    Waived,
    /// See [`ChargeState::PartiallyRefunded`].
    PartiallyRefunded,
    /// See [`ChargeState::Refunded`].
    Refunded,
    /// See [`ChargeState::SettledElsewhere`].
    SettledElsewhere,
    /// See [`ChargeState::Disputed`].
    Disputed,
    /// See [`ChargeState::ChargedBack`].
    ChargedBack,
}

impl StateName {
    /// All states, in the order a charge may pass them.
    pub const ALL: [Self; 14] = [
        Self::AwaitingInsurer,
        Self::NothingDue,
        Self::Scheduled,
        Self::Upcoming,
        Self::Processing,
        Self::Paid,
        Self::Failed,
        Self::OnHold,
        Self::Waived,
        Self::PartiallyRefunded,
        Self::Refunded,
        Self::SettledElsewhere,
        Self::Disputed,
        Self::ChargedBack,
    ];

    /// The name in files, bodies and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingInsurer => "awaiting_insurer",
            Self::NothingDue => "nothing_due",
            Self::Scheduled => "scheduled",
            Self::Upcoming => "upcoming",
            Self::Processing => "processing",
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::OnHold => "on_hold",
            Self::Waived => "waived",
            Self::PartiallyRefunded => "partially_refunded",
            Self::Refunded => "refunded",
            Self::SettledElsewhere => "settled_elsewhere",
            Self::Disputed => "disputed",
            Self::ChargedBack => "charged_back",
        }
    }

    /// Whether a charge in this state may still ask for money or for the client's attention.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::AwaitingInsurer
            | Self::Scheduled
            | Self::Upcoming
            | Self::Processing
            | Self::Failed
            | Self::OnHold => true,
            Self::NothingDue
            | Self::Paid
            | Self::Waived
            | Self::PartiallyRefunded
            | Self::Refunded
            | Self::SettledElsewhere
            | Self::Disputed
            | Self::ChargedBack => false,
        }
    }
}

impl StateName {
    /// Whether a charge in this state asks for money, now or on a day to come. One on hold does too: it is not nothing, though nothing
    /// is taken before it is released. What [`super::Balance`] says is the client's part is then neither paid nor given up.
    #[must_use]
    pub const fn is_to_pay(self) -> bool {
        match self {
            Self::Scheduled | Self::Upcoming | Self::Processing | Self::Failed | Self::OnHold => true,
            Self::AwaitingInsurer
            | Self::NothingDue
            | Self::Paid
            | Self::Waived
            | Self::PartiallyRefunded
            | Self::Refunded
            | Self::SettledElsewhere
            | Self::Disputed
            | Self::ChargedBack => false,
        }
    }
}

impl FromStr for StateName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|name| name.as_str() == text).ok_or(())
    }
}

impl ChargeState {
    /// The name of this state.
    #[must_use]
    pub const fn name(&self) -> StateName {
        match self {
            Self::AwaitingInsurer => StateName::AwaitingInsurer,
            Self::NothingDue(_) => StateName::NothingDue,
            Self::Scheduled(_) => StateName::Scheduled,
            Self::Upcoming(_) => StateName::Upcoming,
            Self::Processing(_) => StateName::Processing,
            Self::Paid(_) => StateName::Paid,
            Self::Failed(_) => StateName::Failed,
            Self::OnHold(_) => StateName::OnHold,
            Self::Waived(_) => StateName::Waived,
            Self::PartiallyRefunded(_) => StateName::PartiallyRefunded,
            Self::Refunded(_) => StateName::Refunded,
            Self::SettledElsewhere(_) => StateName::SettledElsewhere,
            Self::Disputed(_) => StateName::Disputed,
            Self::ChargedBack(_) => StateName::ChargedBack,
        }
    }

    /// Whether money was taken by card, whatever was given back or charged back since.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.paid().is_some()
    }

    /// What was or is to be paid and how it came about; nothing while the insurer has not answered or nothing is due.
    #[must_use]
    pub const fn due(&self) -> Option<&Due> {
        match self {
            Self::AwaitingInsurer | Self::NothingDue(_) => None,
            Self::Scheduled(it) => Some(&it.due),
            Self::Upcoming(it) => Some(&it.announced.due),
            Self::Processing(it) => Some(&it.announced.due),
            Self::Failed(it) => Some(&it.announced.due),
            Self::Paid(it) => Some(&it.due),
            Self::OnHold(it) => Some(match &it.before {
                HeldState::Scheduled(it) => &it.due,
                HeldState::Upcoming(it) => &it.announced.due,
                HeldState::Failed(it) => &it.announced.due,
            }),
            Self::Waived(it) => Some(&it.due),
            Self::PartiallyRefunded(it) | Self::Refunded(it) => Some(it.of.due()),
            Self::SettledElsewhere(it) => Some(&it.owed.due),
            Self::Disputed(Disputed { payment, .. }) | Self::ChargedBack(ChargedBack { payment, .. }) => {
                Some(match payment {
                    DisputedPayment::Paid(it) => &it.due,
                    DisputedPayment::PartiallyRefunded(it) => it.of.due(),
                })
            }
        }
    }

    /// The payment that the desk took, as it took it, whatever became of the money since.
    #[must_use]
    pub fn paid(&self) -> Option<&Paid> {
        match self {
            Self::Paid(it) => Some(it),
            Self::PartiallyRefunded(it) | Self::Refunded(it) => it.of.paid(),
            Self::Disputed(Disputed { payment, .. }) | Self::ChargedBack(ChargedBack { payment, .. }) => {
                payment.paid()
            }
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Failed(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::SettledElsewhere(_) => None,
        }
    }

    /// The day on which its client was told that it is taken, where that is still to come at `now`. What is on hold is not taken on one.
    #[must_use]
    pub fn day_told(&self, now: DateTime<Utc>) -> Option<NaiveDate> {
        match self {
            Self::Upcoming(it) => {
                Some(it.announced.day).filter(|day| *day >= it.announced.promise.zone.day(now))
            }
            Self::Failed(it) => {
                let zone = it.announced.promise.zone;
                it.next_attempt.map(|at| zone.day(at)).filter(|day| *day >= zone.day(now))
            }
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Processing(_)
            | Self::Paid(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::PartiallyRefunded(_)
            | Self::Refunded(_)
            | Self::SettledElsewhere(_)
            | Self::Disputed(_)
            | Self::ChargedBack(_) => None,
        }
    }

    /// What was given back of what was paid; none where nothing was.
    #[must_use]
    pub fn given_back(&self) -> Option<Money> {
        match self {
            Self::PartiallyRefunded(it) | Self::Refunded(it) => Some(it.given_back()),
            Self::Disputed(Disputed { payment, .. }) | Self::ChargedBack(ChargedBack { payment, .. }) => {
                match payment {
                    DisputedPayment::Paid(_) => None,
                    DisputedPayment::PartiallyRefunded(it) => Some(it.given_back()),
                }
            }
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Paid(_)
            | Self::Failed(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::SettledElsewhere(_) => None,
        }
    }

    /// What the practice has of the charge: what was paid, less what was given back and charged back. None for what was not paid.
    #[must_use]
    pub fn kept(&self) -> Option<Money> {
        match self {
            Self::Paid(it) => Some(it.due.amount),
            Self::SettledElsewhere(it) => Some(it.owed.due.amount),
            Self::PartiallyRefunded(it) | Self::Refunded(it) => Some(it.left()),
            Self::Disputed(it) => Some(it.left()),
            Self::ChargedBack(it) => Some(it.left()),
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Failed(_)
            | Self::OnHold(_)
            | Self::Waived(_) => None,
        }
    }

    /// How it was paid by another way than the desk, whatever was given back since.
    #[must_use]
    pub const fn settled_elsewhere(&self) -> Option<&SettledElsewhere> {
        match self {
            Self::SettledElsewhere(it) => Some(it),
            Self::PartiallyRefunded(it) | Self::Refunded(it) => match &it.of {
                Payment::SettledElsewhere(it) => Some(it),
                Payment::Paid(_) => None,
            },
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Paid(_)
            | Self::Failed(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::Disputed(_)
            | Self::ChargedBack(_) => None,
        }
    }

    /// The client's amount: zero when nothing is due, none while the insurer has not answered.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        match self {
            Self::AwaitingInsurer => None,
            Self::NothingDue(it) => Some(it.answer.breakdown.client_responsibility()),
            Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Paid(_)
            | Self::Failed(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::PartiallyRefunded(_)
            | Self::Refunded(_)
            | Self::SettledElsewhere(_)
            | Self::Disputed(_)
            | Self::ChargedBack(_) => self.due().map(|due| due.amount),
        }
    }
}

#[cfg(test)]
mod tests;
