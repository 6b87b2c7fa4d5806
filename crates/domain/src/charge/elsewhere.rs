//! Charges that were paid by another way than the desk: in the room, by check, by phone.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{ChargeState, ChargedBack, Disputed, DisputedPayment, HeldState, Paid, Payment, Scheduled};
use crate::actor::Actor;
use crate::money::Money;
use crate::zone::PracticeZone;

/// How a charge was paid that the desk did not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaidHow {
    /// In cash.
    Cash,
    /// By check.
    Check,
    /// By phone.
    Phone,
    /// By card, on another terminal than the desk's processor.
    Card,
    /// In some other way.
    Other,
}

impl PaidHow {
    /// All ways.
    pub const ALL: [Self; 5] = [Self::Cash, Self::Check, Self::Phone, Self::Card, Self::Other];

    /// The word in files and commands.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Check => "check",
            Self::Phone => "phone",
            Self::Card => "card",
            Self::Other => "other",
        }
    }
}

impl FromStr for PaidHow {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|how| how.as_str() == text).ok_or(())
    }
}

/// A payment that the desk did not take, as somebody said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidElsewhere {
    /// The day of it in the practice's zone.
    pub on: NaiveDate,
    /// How.
    pub how: PaidHow,
    /// When it was said.
    pub said_at: DateTime<Utc>,
    /// By whom.
    pub by: Actor,
}

/// Paid by another way than the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledElsewhere {
    /// What was said of the payment.
    pub payment: PaidElsewhere,
    /// What was to be paid, and what is announced anew should it turn out that it was not: said by mistake, or the check came back.
    pub owed: Scheduled,
}

/// A payment is said to be on a day that has not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a payment cannot have been made on {on}, which has not come yet")]
pub struct NotYet {
    /// The day.
    pub on: NaiveDate,
}

impl PaidElsewhere {
    /// What somebody says of a payment at `said_at`.
    ///
    /// # Errors
    /// When its day is still to come in the practice's zone.
    pub fn said(
        how: PaidHow,
        on: NaiveDate,
        by: Actor,
        said_at: DateTime<Utc>,
        zone: PracticeZone,
    ) -> Result<Self, NotYet> {
        if on > zone.day(said_at) { Err(NotYet { on }) } else { Ok(Self { on, how, said_at, by }) }
    }
}

impl HeldState {
    /// It was paid by another way. The day that was planned is dropped.
    #[must_use]
    pub fn settled(self, payment: PaidElsewhere) -> SettledElsewhere {
        SettledElsewhere { payment, owed: self.owed() }
    }
}

impl SettledElsewhere {
    /// It was not paid after all: it is announced anew, with a new promise, before anything is taken.
    #[must_use]
    pub fn owed_after_all(self) -> Scheduled {
        self.owed
    }
}

impl ChargeState {
    /// What was taken by card was paid by this other way as well. Both count until one of the two goes back.
    #[must_use]
    pub fn also_paid(mut self, payment: PaidElsewhere) -> Self {
        if let Some(paid) = self.paid_mut() {
            paid.also = Some(payment);
        }
        self
    }

    /// How much of what was taken by card was paid by another way as well; none where it was not.
    #[must_use]
    pub fn paid_also(&self) -> Option<Money> {
        self.paid().and_then(|it| it.also.map(|_| it.due.amount))
    }

    fn paid_mut(&mut self) -> Option<&mut Paid> {
        let of = match self {
            Self::Paid(it) => return Some(it),
            Self::PartiallyRefunded(it) | Self::Refunded(it) => &mut it.of,
            Self::Disputed(Disputed { payment, .. }) | Self::ChargedBack(ChargedBack { payment, .. }) => {
                match payment {
                    DisputedPayment::Paid(it) => return Some(it),
                    DisputedPayment::PartiallyRefunded(it) => &mut it.of,
                }
            }
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Failed(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::SettledElsewhere(_) => return None,
        };
        match of {
            Payment::Paid(it) => Some(it),
            Payment::SettledElsewhere(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{day, declined, local, paid_elsewhere, scheduled, upcoming_on};

    fn owed_after_all(before: HeldState) -> Scheduled {
        before.settled(paid_elsewhere()).owed_after_all()
    }

    #[test]
    fn a_check_that_came_back_is_announced_anew_for_the_day_that_was_planned() {
        assert_eq!(owed_after_all(HeldState::Scheduled(scheduled())), scheduled());
        let planned = upcoming_on("2025-12-12");
        let anew = planned.announced.clone().unannounced();
        assert_eq!(owed_after_all(HeldState::Upcoming(planned)), anew);
    }

    #[test]
    fn attempts_made_before_still_count_against_the_card() {
        let attempts = declined().announced.attempts;
        assert!(!attempts.is_empty());
        assert_eq!(owed_after_all(HeldState::Failed(declined())).attempts, attempts);
    }

    #[test]
    fn a_payment_is_today_at_the_latest_by_the_practices_days() {
        let said = |on: &str, at: &str| {
            PaidElsewhere::said(PaidHow::Cash, day(on), Actor::Operator, local(at), PracticeZone::NEW_YORK)
        };
        assert!(said("2025-12-02", "2025-12-02 00:00:00").is_ok());
        assert_eq!(said("2025-12-02", "2025-12-01 23:59:59"), Err(NotYet { on: day("2025-12-02") }));
    }

    #[test]
    fn every_way_of_paying_reads_back_from_its_word() {
        for how in PaidHow::ALL {
            assert_eq!(how.as_str().parse(), Ok(how));
        }
        assert_eq!("barter".parse::<PaidHow>(), Err(()));
    }
}
