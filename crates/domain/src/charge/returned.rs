//! Notices that a mail server accepted and could not deliver after all.

use chrono::NaiveDate;

use super::{ChargeState, HeldState, OnHold};
use crate::promise::Promise;

/// What becomes of a charge whose notice came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unannounced {
    /// The state it is in now.
    pub state: ChargeState,
    /// The day that was announced to nobody; it stays the one wished for.
    pub day: NaiveDate,
}

impl ChargeState {
    /// The notice that made `promise` came back: the client was not told, so the charge is announced anew before anything is
    /// taken. None where the charge does not stand by that notice: it was announced again since, or an attempt at it has begun.
    #[must_use]
    pub fn unannounced(&self, promise: &Promise) -> Option<Unannounced> {
        match self {
            Self::Upcoming(it) if it.announced.promise == *promise => Some(Unannounced {
                day: it.announced.day,
                state: Self::Scheduled(it.announced.clone().unannounced()),
            }),
            // It stays on hold; released, it must not be taken up as if the client knew.
            Self::OnHold(held) => match &held.before {
                HeldState::Upcoming(it) if it.announced.promise == *promise => {
                    let before = HeldState::Scheduled(it.announced.clone().unannounced());
                    Some(Unannounced {
                        day: it.announced.day,
                        state: Self::OnHold(OnHold { before, ..held.clone() }),
                    })
                }
                HeldState::Scheduled(_) | HeldState::Upcoming(_) | HeldState::Failed(_) => None,
            },
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Failed(_)
            | Self::Paid(_)
            | Self::PartiallyRefunded(_)
            | Self::Refunded(_)
            | Self::SettledElsewhere(_)
            | Self::Disputed(_)
            | Self::ChargedBack(_)
            | Self::Waived(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::actor::Actor;
    use crate::charge::{HoldReason, StateName};
    use crate::testing::{local, upcoming};

    #[test]
    fn a_charge_whose_notice_came_back_is_announced_anew_for_the_same_day() {
        let told = upcoming();
        let (promise, day) = (told.announced.promise.clone(), told.announced.day);
        let Some(Unannounced { state, day: was }) = ChargeState::Upcoming(told).unannounced(&promise) else {
            panic!("it stood by that notice")
        };
        let ChargeState::Scheduled(scheduled) = state else { panic!("not announced") };
        assert_eq!((was, scheduled.first_day), (day, day));
    }

    #[test]
    fn one_on_hold_stays_there_and_is_announced_anew_once_it_is_released() {
        let told = upcoming();
        let promise = told.announced.promise.clone();
        let reason = HoldReason::Support { note: "The client asked".to_owned() };
        let held = HeldState::Upcoming(told).hold(reason, Actor::System, local("2025-12-01 12:00:00"));
        let back = ChargeState::OnHold(held).unannounced(&promise).expect("it stood by that notice");
        let ChargeState::OnHold(held) = back.state else { panic!("on hold") };
        assert_eq!(held.released(local("2025-12-01 12:00:01")).name(), StateName::Scheduled);
    }

    #[test]
    fn what_was_announced_again_since_stands_by_the_later_notice() {
        let told = upcoming();
        let mut earlier = told.announced.promise.clone();
        earlier.notice_day = earlier.notice_day.pred_opt().expect("a day");
        assert_eq!(ChargeState::Upcoming(told).unannounced(&earlier), None);
    }
}
