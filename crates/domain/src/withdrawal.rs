//! What the practice or its support says of a charge that is to be taken: it is not taken as planned.
//!
//! While the payment processor may still take it, what was said waits until nothing can be taken any more.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::audit::Action;
use crate::charge::{
    ChargeState, Due, HeldState, HoldReason, NothingDue, PaidElsewhere, PaidHow, Payment, Refund, Refunded,
    Scheduled, SettledElsewhere, StateName, Waived,
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
        /// What whoever said so had to say about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// It is set aside.
    Held {
        /// Why, in the words of who says so.
        reason: String,
    },
    /// It is given up.
    Waived(Waived),
    /// Nothing is left to pay.
    NothingDue(NothingDue),
    /// Something else is due, which is announced anew.
    Changed {
        /// What is due.
        due: Due,
        /// The day wished for, where the practice says another one than it did; what the client or support chose stays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first_day: Option<NaiveDate>,
    },
}

/// What somebody said is to become of a charge, as the record and support read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum Wish {
    /// It was paid by another way.
    Settled {
        /// How.
        how: PaidHow,
        /// The day of the payment.
        on: NaiveDate,
    },
    /// It is to be set aside.
    Held,
    /// It is given up.
    Waived,
    /// Something else is due, or nothing.
    Changed,
}

/// Whether and when something said of a charge can be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As soon as nothing can be taken under its payment intent any more.
    Ready(Box<HeldState>),
    /// Not before the attempt under way has an outcome.
    UnderWay,
    /// Not any more: it asks for nothing, or stands as was said already.
    Over,
}

impl Withdrawn {
    /// What it is, in short.
    #[must_use]
    pub const fn wish(&self) -> Wish {
        match self {
            Self::Settled { payment, .. } => Wish::Settled { how: payment.how, on: payment.on },
            Self::Held { .. } => Wish::Held,
            Self::Waived(_) => Wish::Waived,
            Self::NothingDue(_) | Self::Changed { .. } => Wish::Changed,
        }
    }

    /// Why, where whoever says it says why.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Settled { reason, .. } => reason.as_deref(),
            Self::Held { reason } | Self::Waived(Waived { reason, .. }) => Some(reason),
            Self::NothingDue(_) | Self::Changed { .. } => None,
        }
    }

    /// Whether and when it can be carried out of a charge in this state.
    #[must_use]
    pub fn standing(&self, state: &ChargeState) -> Standing {
        let is_so = match self {
            Self::Held { .. } => matches!(state, ChargeState::OnHold(_)),
            Self::Settled { .. } | Self::Waived(_) | Self::NothingDue(_) | Self::Changed { .. } => false,
        };
        match (state, HeldState::of(state)) {
            (ChargeState::Processing(_), _) => Standing::UnderWay,
            (_, Some(before)) if !is_so => Standing::Ready(Box::new(before)),
            (_, Some(_) | None) => Standing::Over,
        }
    }

    /// The state that a charge comes to by it.
    #[must_use]
    pub fn to_state(&self) -> StateName {
        match self {
            Self::Settled { .. } => StateName::SettledElsewhere,
            Self::Held { .. } => StateName::OnHold,
            Self::Waived(_) => StateName::Waived,
            Self::NothingDue(_) => StateName::NothingDue,
            Self::Changed { .. } => StateName::Scheduled,
        }
    }

    /// What a charge that stood like this comes to `now`, by whom it was said.
    #[must_use]
    pub fn of(&self, before: HeldState, by: Actor, now: DateTime<Utc>) -> ChargeState {
        match self {
            Self::Held { reason } => {
                let reason = HoldReason::Support { note: reason.clone() };
                ChargeState::OnHold(before.hold(reason, by, now))
            }
            Self::Settled { payment, due, refunds, .. } => {
                let owed = Scheduled { due: due.clone(), ..before.owed() };
                let of = Payment::SettledElsewhere(SettledElsewhere { payment: *payment, owed });
                Refunded { of, refunds: refunds.clone() }.state()
            }
            Self::Waived(it) => ChargeState::Waived(Waived { planned: Some(before.owed()), ..it.clone() }),
            Self::NothingDue(it) => {
                ChargeState::NothingDue(NothingDue { planned: Some(before.owed()), ..it.clone() })
            }
            Self::Changed { due, first_day } => {
                let other = first_day.filter(|_| before.chosen_day().is_none());
                let owed = Scheduled { due: due.clone(), ..before.owed() };
                ChargeState::Scheduled(match other {
                    Some(day) => owed.wished_for(day),
                    None => owed,
                })
            }
        }
    }

    /// What the audit record says of a charge that was in one state and comes into the other by it.
    #[must_use]
    pub fn actions(&self, before: &ChargeState, state: &ChargeState) -> Vec<Action> {
        match self {
            Self::Held { reason } => vec![Action::Held { reason: Some(reason.clone()) }],
            Self::Settled { payment, due, refunds, reason } => {
                let (amount, PaidElsewhere { how, on, .. }) = (due.amount, *payment);
                let settled = Action::SettledElsewhere { amount, how, on, reason: reason.clone() };
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
    use crate::charge::OnHold;
    use crate::testing::{
        AGENT, day, declined, due, every_state, local, paid_elsewhere, refund, scheduled, upcoming_on,
    };

    fn settled(refunds: Vec<Refund>) -> Withdrawn {
        Withdrawn::Settled { payment: paid_elsewhere(), due: due(), refunds, reason: None }
    }

    fn held() -> Withdrawn {
        Withdrawn::Held { reason: "She called".to_owned() }
    }

    fn of(said: &Withdrawn, before: HeldState) -> ChargeState {
        said.of(before, Actor::Staff(AGENT), local("2025-12-03 12:00:00"))
    }

    #[test]
    fn what_is_planned_can_be_withdrawn_at_once_and_what_is_being_taken_once_that_took_nothing() {
        for state in every_state() {
            let (expected, of_held) = match state.name() {
                StateName::Scheduled | StateName::Upcoming | StateName::Failed => ("ready", "ready"),
                StateName::OnHold => ("ready", "over"),
                StateName::Processing => ("under way", "under way"),
                StateName::AwaitingInsurer
                | StateName::NothingDue
                | StateName::Paid
                | StateName::Waived
                | StateName::PartiallyRefunded
                | StateName::Refunded
                | StateName::SettledElsewhere
                | StateName::Disputed
                | StateName::ChargedBack => ("over", "over"),
            };
            let standing = |said: &Withdrawn| match said.standing(&state) {
                Standing::Ready(_) => "ready",
                Standing::UnderWay => "under way",
                Standing::Over => "over",
            };
            let name = state.name();
            assert_eq!((standing(&settled(vec![])), standing(&held())), (expected, of_held), "{name:?}");
        }
    }

    #[test]
    fn who_sets_a_charge_aside_and_why_is_kept_with_it() {
        let before = HeldState::Scheduled(scheduled());
        let state = of(&held(), before.clone());
        let ChargeState::OnHold(OnHold { reason, by, since, before: kept }) = &state else { panic!("held") };
        assert_eq!(*reason, HoldReason::Support { note: "She called".to_owned() });
        assert_eq!((*by, *since), (Actor::Staff(AGENT), local("2025-12-03 12:00:00")));
        assert_eq!(*kept, before);
        let said = held().actions(&ChargeState::Scheduled(scheduled()), &state);
        assert_eq!(said, [Action::Held { reason: Some("She called".to_owned()) }]);
    }

    #[test]
    fn what_was_paid_elsewhere_keeps_its_attempts_in_case_it_was_not() {
        let ChargeState::SettledElsewhere(it) = of(&settled(vec![]), HeldState::Failed(declined())) else {
            panic!("settled")
        };
        assert_eq!(it.owed.attempts, declined().announced.attempts);
        let back = of(&settled(vec![refund(4_000)]), HeldState::Failed(declined()));
        assert_eq!(back.name(), StateName::Refunded);
    }

    #[test]
    fn another_amount_is_announced_for_the_day_that_the_client_chose() {
        let changed = Withdrawn::Changed { due: due(), first_day: Some(day("2025-12-03")) };
        let first_day = |before| match of(&changed, before) {
            ChargeState::Scheduled(it) => it.first_day,
            other => panic!("scheduled, not {other:?}"),
        };
        assert_eq!(first_day(HeldState::Upcoming(upcoming_on("2025-12-12"))), day("2025-12-12"));
        assert_eq!(first_day(HeldState::Upcoming(upcoming_on("2025-12-02"))), day("2025-12-03"));
        // And again, however often the notice is taken back.
        let once = of(&changed, HeldState::Upcoming(upcoming_on("2025-12-12")));
        assert_eq!(first_day(HeldState::of(&once).expect("it is planned")), day("2025-12-12"));
    }

    #[test]
    fn another_amount_alone_leaves_the_day() {
        let changed = Withdrawn::Changed { due: due(), first_day: None };
        for on in ["2025-12-02", "2025-12-12"] {
            let ChargeState::Scheduled(it) = of(&changed, HeldState::Upcoming(upcoming_on(on))) else {
                panic!("scheduled")
            };
            assert_eq!(it.first_day, day(on));
        }
    }

    #[test]
    fn what_is_given_up_or_left_nothing_to_pay_remembers_what_was_planned() {
        let before = || HeldState::Upcoming(upcoming_on("2025-12-12"));
        let by = Actor::Practice;
        let reason = "Goodwill".to_owned();
        let waived = Waived { due: due(), at: local("2025-12-03 12:00:00"), by, reason, planned: None };
        let answer = crate::testing::answer([18_000, 12_000, 12_000, 0, 0, 0, 0]);
        let nothing = NothingDue { answer, planned: None };
        for said in [Withdrawn::Waived(waived), Withdrawn::NothingDue(nothing)] {
            assert_eq!(of(&said, before()).planned(), Some(before().owed()));
        }
    }

    #[test]
    fn how_what_was_said_is_kept() {
        let kept = serde_json::to_value(settled(vec![])).expect("it serializes");
        assert_eq!((&kept["to"], &kept["payment"]["how"]), (&json!("settled"), &json!("check")));
        assert_eq!(serde_json::from_value::<Withdrawn>(kept).expect("and reads back"), settled(vec![]));
        let kept = serde_json::to_value(held()).expect("it serializes");
        assert_eq!(kept, json!({ "to": "held", "reason": "She called" }));
        assert_eq!(serde_json::from_value::<Withdrawn>(kept).expect("and reads back"), held());
    }
}
