//! Support moves a charge: one of any kind that is planned, to any day that leaves the hours of notice. The window that its client was
//! promised stays as it is and does not bind support.

use chrono::{DateTime, NaiveDate, Utc};

use crate::charge::{ChargeState, Scheduled, StateName, Upcoming};
use crate::policy::Policy;
use crate::promise::first_day_with_notice;
use crate::zone::PracticeZone;

/// A move by support that the rules let through. Only [`by_support`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportMove {
    day: NaiveDate,
}

impl SupportMove {
    /// The new day.
    #[must_use]
    pub const fn day(&self) -> NaiveDate {
        self.day
    }
}

/// What becomes of a day that support chose and that breaks no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupportChoice {
    /// It is the present day: nothing changes.
    Unchanged,
    /// The client, who was told of another day, is told.
    Announced {
        /// The day before.
        from: NaiveDate,
        /// The charge on its new day.
        to: Upcoming,
    },
    /// The client was not told of any day yet, so only the one wished for changes.
    Wished {
        /// The day before.
        from: NaiveDate,
        /// The charge with its new wish.
        to: Scheduled,
    },
}

/// Why support cannot move a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportRefusal {
    /// Only what is planned and not being taken moves.
    State(StateName),
    /// The day leaves fewer hours of notice than were promised, or than the policy asks for.
    TooEarly {
        /// The first day that leaves them.
        first: NaiveDate,
    },
}

/// Decides about a move to `day` at `now`. What was announced keeps the zone, the charge time and the hours of its promise; for what
/// was not, those of its practice hold.
///
/// # Errors
/// The first rule that refuses.
pub fn by_support(
    state: &ChargeState,
    day: NaiveDate,
    (zone, policy): (PracticeZone, &Policy),
    now: DateTime<Utc>,
) -> Result<SupportChoice, SupportRefusal> {
    match state {
        ChargeState::Upcoming(it) => {
            let (from, promise) = (it.announced.day, &it.announced.promise);
            if day == from {
                return Ok(SupportChoice::Unchanged);
            }
            let first = first_day_with_notice(now, promise.notice_hours, promise.charge_time, promise.zone);
            let to = it.clone().moved(&let_through(day, first)?);
            Ok(SupportChoice::Announced { from, to })
        }
        ChargeState::Scheduled(it) => {
            let from = it.first_day;
            if day == from {
                return Ok(SupportChoice::Unchanged);
            }
            let first = first_day_with_notice(now, policy.notice_hours, policy.charge_time, zone);
            let to = it.clone().moved(&let_through(day, first)?);
            Ok(SupportChoice::Wished { from, to })
        }
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => Err(SupportRefusal::State(state.name())),
    }
}

fn let_through(day: NaiveDate, first: NaiveDate) -> Result<SupportMove, SupportRefusal> {
    if day < first { Err(SupportRefusal::TooEarly { first }) } else { Ok(SupportMove { day }) }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{day, every_state, local, scheduled, upcoming, upcoming_on};

    fn chosen(state: &ChargeState, to: &str, now: &str) -> Result<SupportChoice, SupportRefusal> {
        by_support(state, day(to), (PracticeZone::NEW_YORK, &Policy::STANDARD), local(now))
    }

    fn too_early(first: &str) -> Result<SupportChoice, SupportRefusal> {
        Err(SupportRefusal::TooEarly { first: day(first) })
    }

    #[test]
    fn an_announced_charge_moves_to_any_day_that_leaves_its_hours_of_notice() {
        let announced = ChargeState::Upcoming(upcoming_on("2025-12-12"));
        let moved = |to: &str| {
            let to = upcoming_on(to);
            Ok(SupportChoice::Announced { from: day("2025-12-12"), to })
        };
        assert_eq!(chosen(&announced, "2025-12-05", "2025-12-04 10:00:00"), moved("2025-12-05"));
        assert_eq!(chosen(&announced, "2025-12-05", "2025-12-04 10:00:01"), too_early("2025-12-06"));
        assert_eq!(chosen(&announced, "2025-12-06", "2025-12-04 10:00:01"), moved("2025-12-06"));
        assert_eq!(chosen(&announced, "2025-12-01", "2025-12-04 10:00:00"), too_early("2025-12-05"));
        // Its client could move it to Dec 18 at most, and not any more after Dec 17.
        assert_eq!(chosen(&announced, "2026-02-01", "2025-12-11 23:00:00"), moved("2026-02-01"));
    }

    #[test]
    fn the_hours_of_notice_are_elapsed_hours_when_the_clocks_change() {
        let announced = ChargeState::Upcoming(upcoming_on("2026-03-20"));
        assert!(chosen(&announced, "2026-03-08", "2026-03-07 09:00:00").is_ok());
        assert_eq!(chosen(&announced, "2026-03-08", "2026-03-07 09:00:01"), too_early("2026-03-09"));
    }

    #[test]
    fn promise_and_window_stay() {
        let announced = ChargeState::Upcoming(upcoming());
        let Ok(SupportChoice::Announced { to, .. }) = chosen(&announced, "2026-01-30", "2025-12-01 10:00:00")
        else {
            panic!("it moves")
        };
        assert_eq!(to.announced.promise, upcoming().announced.promise);
    }

    #[test]
    fn the_present_day_changes_nothing_even_where_it_could_not_be_chosen() {
        let announced = ChargeState::Upcoming(upcoming_on("2025-12-12"));
        assert_eq!(chosen(&announced, "2025-12-12", "2025-12-12 09:59:59"), Ok(SupportChoice::Unchanged));
        let wished = ChargeState::Scheduled(scheduled());
        assert_eq!(chosen(&wished, "2025-11-24", "2025-12-12 09:59:59"), Ok(SupportChoice::Unchanged));
    }

    #[test]
    fn of_what_was_not_announced_the_day_wished_for_moves_and_the_earlier_one_is_kept_in_mind() {
        let wished = ChargeState::Scheduled(scheduled());
        let now = "2025-12-01 10:00:00";
        let Ok(SupportChoice::Wished { from, to }) = chosen(&wished, "2025-12-02", now) else {
            panic!("it moves")
        };
        assert_eq!((from, to.first_day), (day("2025-11-24"), day("2025-12-02")));
        assert_eq!(to.earliest_day(), day("2025-11-24"));
        assert!(to.chosen, "no export undoes it");
        assert_eq!(chosen(&wished, "2025-12-02", "2025-12-01 10:00:01"), too_early("2025-12-03"));
    }

    #[test]
    fn nothing_moves_that_is_not_planned() {
        for state in every_state() {
            let may = matches!(state.name(), StateName::Scheduled | StateName::Upcoming);
            let moved = chosen(&state, "2025-12-30", "2025-12-01 10:00:00");
            let expected = if may { Ok(()) } else { Err(SupportRefusal::State(state.name())) };
            assert_eq!(moved.map(drop), expected);
        }
    }
}
