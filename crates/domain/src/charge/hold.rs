//! Charges set aside, and what happens when they are taken up again.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{ChargeState, FailReason, Failed, Scheduled, StateName, Upcoming};
use crate::actor::Actor;

/// Set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnHold {
    /// Why.
    pub reason: HoldReason,
    /// By whom.
    pub by: Actor,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The state before, which a release may go back to.
    pub before: HeldState,
}

/// Why a charge is on hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum HoldReason {
    /// The client has no payment method and the payer asks for none; support has to settle it.
    NoMethodNeeded,
    /// The processor does not take the payment as it is; support has to settle it.
    Refused {
        /// The processor's reason.
        said: String,
    },
    /// A support agent's own words.
    Support {
        /// What the agent wrote.
        note: String,
    },
}

/// A state that can be set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "before", rename_all = "snake_case")]
pub enum HeldState {
    /// Not announced yet.
    Scheduled(Scheduled),
    /// Announced.
    Upcoming(Upcoming),
    /// Tried without success.
    Failed(Failed),
}

/// The day that was announced passed without the charge being taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// The state it was overdue in.
    pub was: StateName,
}

impl HeldState {
    /// A state that can be set aside, or that stands behind a hold; none where nothing is planned that could be.
    #[must_use]
    pub fn of(state: &ChargeState) -> Option<Self> {
        match state {
            ChargeState::Scheduled(it) => Some(Self::Scheduled(it.clone())),
            ChargeState::Upcoming(it) => Some(Self::Upcoming(it.clone())),
            ChargeState::Failed(it) => Some(Self::Failed(it.clone())),
            ChargeState::OnHold(it) => Some(it.before.clone()),
            ChargeState::AwaitingInsurer
            | ChargeState::NothingDue(_)
            | ChargeState::Processing(_)
            | ChargeState::Paid(_)
            | ChargeState::Waived(_)
            | ChargeState::PartiallyRefunded(_)
            | ChargeState::Refunded(_)
            | ChargeState::SettledElsewhere(_)
            | ChargeState::Disputed(_)
            | ChargeState::ChargedBack(_) => None,
        }
    }

    /// What is owed, as it stood before any notice: what is announced anew when it is taken up again without one.
    #[must_use]
    pub fn owed(self) -> Scheduled {
        match self {
            Self::Scheduled(it) => it,
            Self::Upcoming(it) => it.announced.unannounced(),
            Self::Failed(it) => Scheduled { chosen: false, ..it.announced.unannounced() },
        }
    }

    /// The day that the client or support chose, and that is still to come: what failed was tried on its own.
    #[must_use]
    pub fn chosen_day(&self) -> Option<NaiveDate> {
        match self {
            Self::Scheduled(it) => it.chosen.then_some(it.first_day),
            Self::Upcoming(it) => it.announced.chosen.then_some(it.announced.day),
            Self::Failed(_) => None,
        }
    }

    /// Sets it aside.
    #[must_use]
    pub const fn hold(self, reason: HoldReason, by: Actor, since: DateTime<Utc>) -> OnHold {
        OnHold { reason, by, since, before: self }
    }

    /// Takes it up again at `now`: as it was if its instant is still the promised hours of notice ahead, otherwise `Scheduled`
    /// so that the client is told a new day before anything is taken.
    #[must_use]
    pub fn resumed(self, now: DateTime<Utc>) -> ChargeState {
        match self {
            Self::Scheduled(it) => ChargeState::Scheduled(it),
            Self::Upcoming(it) => {
                let notice = Duration::hours(i64::from(it.announced.promise.notice_hours));
                if it.announced.charged_at() >= now + notice {
                    ChargeState::Upcoming(it)
                } else {
                    ChargeState::Scheduled(it.announced.unannounced())
                }
            }
            Self::Failed(it) => {
                let notice = Duration::hours(i64::from(it.announced.promise.notice_hours));
                match (it.next_attempt, &it.reason) {
                    (Some(next_attempt), _) if next_attempt < now + notice => {
                        ChargeState::Scheduled(it.announced.unannounced())
                    }
                    // Its intent was called off before it was set aside, so its page leads nowhere any more.
                    (Some(_), FailReason::NeedsConfirmation { .. }) => {
                        ChargeState::Failed(it.not_confirmed(now))
                    }
                    // Its day is over, and a card that it waits for would be charged at the very next charge time.
                    (
                        None,
                        FailReason::NoMethod
                        | FailReason::NotConfirmed
                        | FailReason::NeedsConfirmation { .. },
                    ) => ChargeState::Scheduled(it.announced.unannounced()),
                    (
                        Some(_),
                        FailReason::Declined
                        | FailReason::DeclinedForGood
                        | FailReason::NotConfirmed
                        | FailReason::NoMethod,
                    )
                    | (None, FailReason::Declined | FailReason::DeclinedForGood) => ChargeState::Failed(it),
                }
            }
        }
    }
}

impl OnHold {
    /// The day that the client was told and that nothing is taken on now; none where no such day was still to come.
    #[must_use]
    pub fn day_dropped(&self) -> Option<NaiveDate> {
        match &self.before {
            HeldState::Scheduled(_) => None,
            HeldState::Upcoming(Upcoming { announced }) => {
                let held_on = announced.promise.zone.day(self.since);
                // A later attempt was under way, on the day that the mail about the one before had named.
                let day = if announced.attempts.is_empty() { announced.day } else { held_on };
                (day >= held_on).then_some(day)
            }
            HeldState::Failed(it) => it.next_attempt.map(|at| it.announced.promise.zone.day(at)),
        }
    }

    /// Released at `now`; see [`HeldState::resumed`].
    #[must_use]
    pub fn released(self, now: DateTime<Utc>) -> ChargeState {
        self.before.resumed(now)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::charge::NotDue;
    use crate::testing::{
        ATTEMPT, day, declined, every_state, local, processing, scheduled, upcoming, upcoming_on,
    };

    fn released(before: HeldState, now: &str) -> ChargeState {
        let reason = HoldReason::Support { note: "The client asked".to_owned() };
        before.hold(reason, Actor::System, local("2025-12-01 12:00:00")).released(local(now))
    }

    #[test]
    fn a_charge_on_hold_remembers_why_by_whom_since_when_and_what_it_was() {
        let since = local("2025-12-01 12:00:00");
        let before = HeldState::Upcoming(upcoming());
        let held = before.clone().hold(HoldReason::NoMethodNeeded, Actor::Practice, since);
        assert_eq!(held, OnHold { reason: HoldReason::NoMethodNeeded, by: Actor::Practice, since, before });
    }

    #[test]
    fn an_announced_charge_comes_back_only_with_its_hours_of_notice_ahead() {
        let before = || HeldState::Upcoming(upcoming_on("2025-12-12"));
        let as_it_was = ChargeState::Upcoming(upcoming_on("2025-12-12"));
        assert_eq!(released(before(), "2025-12-11 09:59:59"), as_it_was);
        assert_eq!(released(before(), "2025-12-11 10:00:00"), as_it_was);
        let anew = ChargeState::Scheduled(upcoming_on("2025-12-12").announced.unannounced());
        assert_eq!(released(before(), "2025-12-11 10:00:01"), anew);
        assert_eq!(released(before(), "2026-02-01 10:00:00"), anew);
    }

    #[test]
    fn the_hours_of_notice_of_a_release_are_elapsed_hours_when_the_clocks_change() {
        for (on, last, too_late) in [
            ("2026-03-08", "2026-03-07 09:00:00", "2026-03-07 09:00:01"),
            ("2026-11-01", "2026-10-31 11:00:00", "2026-10-31 11:00:01"),
        ] {
            let name = |now| released(HeldState::Upcoming(upcoming_on(on)), now).name();
            assert_eq!((name(last), name(too_late)), (StateName::Upcoming, StateName::Scheduled));
        }
    }

    #[test]
    fn the_hours_of_notice_are_those_of_the_promise() {
        let mut promised = upcoming_on("2025-12-12");
        promised.announced.promise.notice_hours = 48;
        let name = |now| released(HeldState::Upcoming(promised.clone()), now).name();
        assert_eq!(name("2025-12-10 10:00:00"), StateName::Upcoming);
        assert_eq!(name("2025-12-10 10:00:01"), StateName::Scheduled);
    }

    #[test]
    fn a_charge_not_announced_comes_back_as_it_was() {
        for now in ["2025-12-01 12:00:00", "2026-02-01 12:00:00"] {
            assert_eq!(released(HeldState::Scheduled(scheduled()), now), ChargeState::Scheduled(scheduled()));
        }
    }

    #[test]
    fn a_failed_charge_comes_back_only_with_its_hours_of_notice_ahead_of_the_next_attempt() {
        let before = || HeldState::Failed(declined());
        assert_eq!(released(before(), "2025-12-04 10:00:00"), ChargeState::Failed(declined()));
        let anew = ChargeState::Scheduled(declined().announced.unannounced());
        assert_eq!(released(before(), "2025-12-04 10:00:01"), anew);
    }

    #[test]
    fn a_charge_that_waited_for_a_card_is_announced_anew() {
        let waiting = processing().without_method(local("2025-12-02 10:00:02"));
        let anew = ChargeState::Scheduled(waiting.announced.clone().unannounced());
        assert_eq!(released(HeldState::Failed(waiting), "2025-12-04 10:00:00"), anew);
    }

    #[test]
    fn a_page_that_was_called_off_with_the_hold_is_not_shown_again_after_it() {
        let page = || FailReason::NeedsConfirmation { url: "https://pay.example/confirm".to_owned() };
        let asked = || Failed { reason: page(), ..declined() };
        let ChargeState::Failed(back) = released(HeldState::Failed(asked()), "2025-12-04 10:00:00") else {
            panic!("its next attempt is a day ahead")
        };
        assert_eq!((back.reason, back.next_attempt), (FailReason::NotConfirmed, asked().next_attempt));
        let anew = ChargeState::Scheduled(declined().announced.unannounced());
        assert_eq!(released(HeldState::Failed(asked()), "2025-12-04 10:00:01"), anew);
    }

    #[test]
    fn what_waits_for_another_card_is_announced_anew() {
        let page = FailReason::NeedsConfirmation { url: "https://pay.example/confirm".to_owned() };
        for reason in [page, FailReason::NotConfirmed] {
            let last = Failed { reason, next_attempt: None, ..declined() };
            let anew = ChargeState::Scheduled(last.announced.clone().unannounced());
            assert_eq!(released(HeldState::Failed(last), "2025-12-04 10:00:00"), anew);
        }
    }

    #[test]
    fn what_can_be_set_aside_is_planned_or_set_aside_already() {
        for state in every_state() {
            let is_planned = match state.name() {
                StateName::Scheduled | StateName::Upcoming | StateName::Failed | StateName::OnHold => true,
                StateName::AwaitingInsurer
                | StateName::NothingDue
                | StateName::Processing
                | StateName::Paid
                | StateName::Waived
                | StateName::PartiallyRefunded
                | StateName::Refunded
                | StateName::SettledElsewhere
                | StateName::Disputed
                | StateName::ChargedBack => false,
            };
            assert_eq!(HeldState::of(&state).is_some(), is_planned, "{:?}", state.name());
        }
    }

    #[test]
    fn the_day_that_is_dropped_is_the_one_that_was_told() {
        let dropped = |before: HeldState, since| {
            before.hold(HoldReason::NoMethodNeeded, Actor::System, local(since)).day_dropped()
        };
        let upcoming = || HeldState::Upcoming(upcoming_on("2025-12-12"));
        assert_eq!(dropped(upcoming(), "2025-12-05 12:00:00"), Some(day("2025-12-12")));
        assert_eq!(dropped(upcoming(), "2025-12-12 10:00:01"), Some(day("2025-12-12")));
        assert_eq!(dropped(upcoming(), "2025-12-13 09:00:00"), None);
        let tried = HeldState::Upcoming(Upcoming { announced: declined().announced });
        assert_eq!(dropped(tried, "2025-12-05 10:00:01"), Some(day("2025-12-05")));
        assert_eq!(dropped(HeldState::Failed(declined()), "2025-12-03 12:00:00"), Some(day("2025-12-05")));
        let ended = Failed { next_attempt: None, ..declined() };
        assert_eq!(dropped(HeldState::Failed(ended), "2025-12-03 12:00:00"), None);
        assert_eq!(dropped(HeldState::Scheduled(scheduled()), "2025-12-03 12:00:00"), None);
    }

    #[test]
    fn a_failed_charge_without_a_next_attempt_comes_back_as_it_was() {
        let ended = || Failed { next_attempt: None, ..declined() };
        assert_eq!(released(HeldState::Failed(ended()), "2026-02-01 12:00:00"), ChargeState::Failed(ended()));
    }

    #[test]
    fn an_overdue_charge_is_announced_anew() {
        let now = local("2025-12-03 00:00:00");
        let Err(NotDue::Overdue(overdue)) = upcoming().taken(ATTEMPT, now) else { panic!("its day is over") };
        assert_eq!(overdue.was, StateName::Upcoming);
        let anew = ChargeState::Scheduled(upcoming().announced.unannounced());
        assert_eq!(HeldState::Upcoming(upcoming()).resumed(now), anew);

        let now = local("2025-12-06 00:00:00");
        let Err(NotDue::Overdue(overdue)) = declined().taken(ATTEMPT, now) else { panic!("its day is over") };
        assert_eq!(overdue.was, StateName::Failed);
        let anew = ChargeState::Scheduled(declined().announced.unannounced());
        assert_eq!(HeldState::Failed(declined()).resumed(now), anew);
    }
}
