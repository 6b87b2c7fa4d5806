//! What the practice says of a charge that its client was told of: it is not taken as planned.
//!
//! While the payment processor may still take it, what was said waits until nothing can be taken any more.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::audit::Action;
use crate::charge::{
    ChargeState, Due, HeldState, NothingDue, PaidElsewhere, Payment, Refund, Refunded, Scheduled,
    SettledElsewhere, Waived,
};
use crate::ids::{ChargeId, ClientId};

/// Something said of a charge that waits for the processor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The charge.
    pub charge: ChargeId,
    /// Whose it is.
    pub client: ClientId,
    /// When it was said.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Actor,
    /// What was said.
    pub to: Withdrawn,
}

/// What becomes of a charge instead of being taken as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Withdrawn {
    /// It was paid by another way, and some of that may have been given back.
    Settled {
        /// The payment.
        payment: PaidElsewhere,
        /// What was paid.
        due: Due,
        /// What was given back of it.
        refunds: Vec<Refund>,
    },
    /// It is given up.
    Waived(Waived),
    /// Nothing is left to pay.
    NothingDue(NothingDue),
    /// Something else is due, which is announced anew.
    Changed {
        /// What is due.
        due: Due,
        /// The day wished for, where the client has not chosen one.
        first_day: NaiveDate,
    },
}

impl Withdrawn {
    /// What a charge that stood like this comes to.
    #[must_use]
    pub fn of(&self, before: HeldState) -> ChargeState {
        match self {
            Self::Settled { payment, due, refunds } => {
                let owed = Scheduled { due: due.clone(), ..before.owed() };
                let of = Payment::SettledElsewhere(SettledElsewhere { payment: *payment, owed });
                Refunded { of, refunds: refunds.clone() }.state()
            }
            Self::Waived(it) => ChargeState::Waived(it.clone()),
            Self::NothingDue(it) => ChargeState::NothingDue(*it),
            Self::Changed { due, first_day } => {
                let first_day = before.chosen_day().unwrap_or(*first_day);
                let owed = before.owed();
                // Another day does not make it impossible that it was taken on an earlier one.
                let earliest = owed.earliest_day();
                let wished = (earliest < first_day).then_some(earliest);
                ChargeState::Scheduled(Scheduled { due: due.clone(), first_day, wished, ..owed })
            }
        }
    }

    /// What the audit record says of a charge that was in one state and comes into the other by it.
    #[must_use]
    pub fn actions(&self, before: &ChargeState, state: &ChargeState) -> Vec<Action> {
        match self {
            Self::Settled { payment, due, refunds } => {
                let settled =
                    Action::SettledElsewhere { amount: due.amount, how: payment.how, on: payment.on };
                let back = |it: &Refund| Action::Refunded { amount: it.amount, reason: it.reason.clone() };
                std::iter::once(settled).chain(refunds.iter().map(back)).collect()
            }
            Self::Waived(it) => vec![Action::Waived { reason: it.reason.clone() }],
            Self::NothingDue(_) | Self::Changed { .. } => vec![Action::corrected(before, state)],
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use serde_json::json;

    use super::*;
    use crate::charge::StateName;
    use crate::testing::{day, declined, due, paid_elsewhere, refund, upcoming_on};

    fn settled(refunds: Vec<Refund>) -> Withdrawn {
        Withdrawn::Settled { payment: paid_elsewhere(), due: due(), refunds }
    }

    #[test]
    fn what_was_paid_elsewhere_keeps_its_attempts_in_case_it_was_not() {
        let ChargeState::SettledElsewhere(it) = settled(vec![]).of(HeldState::Failed(declined())) else {
            panic!("settled")
        };
        assert_eq!(it.owed.attempts, declined().announced.attempts);
        let back = settled(vec![refund(4_000)]).of(HeldState::Failed(declined()));
        assert_eq!(back.name(), StateName::Refunded);
    }

    #[test]
    fn another_amount_is_announced_for_the_day_that_the_client_chose() {
        let changed = Withdrawn::Changed { due: due(), first_day: day("2025-12-03") };
        let first_day = |before| match changed.of(before) {
            ChargeState::Scheduled(it) => it.first_day,
            other => panic!("scheduled, not {other:?}"),
        };
        assert_eq!(first_day(HeldState::Upcoming(upcoming_on("2025-12-12"))), day("2025-12-12"));
        assert_eq!(first_day(HeldState::Upcoming(upcoming_on("2025-12-02"))), day("2025-12-03"));
    }

    #[test]
    fn how_what_was_said_is_kept() {
        let kept = serde_json::to_value(settled(vec![])).expect("it serializes");
        assert_eq!((&kept["to"], &kept["payment"]["how"]), (&json!("settled"), &json!("check")));
        assert_eq!(serde_json::from_value::<Withdrawn>(kept).expect("and reads back"), settled(vec![]));
    }
}
