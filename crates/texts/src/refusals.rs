//! The sentence for every refused move of a charge.

use chrono::NaiveDate;
use domain::charge::{ChargeKind, StateName};
use domain::day_entry::DayEntryProblem;
use domain::reschedule::{DayProblem, Refusal};

use crate::Texts;

impl Texts {
    /// Why the move is refused and what to do, in one or two sentences.
    #[must_use]
    pub fn refusal(self, refusal: &Refusal, today: NaiveDate) -> String {
        match refusal {
            Refusal::Stale => self.refused_stale().to_owned(),
            Refusal::Kind { kind } => self.refused_kind(*kind).to_owned(),
            Refusal::State { state, next_attempt } => self.refused_state(*state, *next_attempt, today),
            Refusal::TooLateToAct { act_until } => self.refused_too_late_to_act(&self.day(*act_until, today)),
            // The first day that could be chosen at all.
            Refusal::Entry { problem } => self.entry_problem(*problem, today.succ_opt().unwrap_or(today)),
            Refusal::Day { problem } => self.day_problem(problem, today),
        }
    }

    /// Why charges of this kind never move.
    #[must_use]
    pub fn refused_kind(self, kind: ChargeKind) -> &'static str {
        match kind {
            ChargeKind::Insurance => self.refused_stale(),
            ChargeKind::SelfPay => self.refused_self_pay(),
            ChargeKind::NoShowFee => self.refused_no_show_fee(),
            ChargeKind::LateCancellationFee => self.refused_late_cancellation_fee(),
        }
    }

    /// Why an entry is no day. `example` is one that can be chosen.
    #[must_use]
    pub fn entry_problem(self, problem: DayEntryProblem, example: NaiveDate) -> String {
        match problem {
            DayEntryProblem::Missing => self.entry_day_missing().to_owned(),
            DayEntryProblem::NotADay => self.entry_day_shape(&self.typed_day(example)),
            DayEntryProblem::NoSuchDay => self.entry_day_unknown().to_owned(),
            DayEntryProblem::OtherWeekday => self.entry_day_weekday().to_owned(),
        }
    }

    /// Why a day of the calendar cannot be chosen.
    #[must_use]
    pub fn day_problem(self, problem: &DayProblem, today: NaiveDate) -> String {
        match problem {
            DayProblem::TooEarly { first } => self.refused_too_early(&self.day(*first, today)),
            DayProblem::TooLate { last } => self.refused_too_late(&self.day(*last, today)),
        }
    }

    fn refused_state(self, state: StateName, next_attempt: Option<NaiveDate>, today: NaiveDate) -> String {
        match state {
            StateName::AwaitingInsurer => self.refused_awaiting_insurer().to_owned(),
            StateName::Scheduled => self.refused_scheduled().to_owned(),
            // An announced charge without a window: its kind never moves.
            StateName::Upcoming => self.refused_stale().to_owned(),
            StateName::Processing => self.refused_processing().to_owned(),
            StateName::Failed => match next_attempt {
                Some(day) => self.refused_failed_next_try(&self.day(day, today)),
                None => self.refused_failed().to_owned(),
            },
            StateName::OnHold => self.refused_on_hold().to_owned(),
            StateName::NothingDue
            | StateName::Paid
            | StateName::Waived
            | StateName::PartiallyRefunded
            | StateName::Refunded
            | StateName::SettledElsewhere
            | StateName::Disputed
            | StateName::ChargedBack => self.refused_settled().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::english;

    #[test]
    fn every_refusal_has_a_sentence_of_its_own() {
        let day = NaiveDate::from_ymd_opt(2025, 12, 17).expect("a day");
        let state = |state, next_attempt| Refusal::State { state, next_attempt };
        let refusals = [
            Refusal::Stale,
            Refusal::Kind { kind: ChargeKind::SelfPay },
            Refusal::Kind { kind: ChargeKind::NoShowFee },
            Refusal::Kind { kind: ChargeKind::LateCancellationFee },
            state(StateName::AwaitingInsurer, None),
            state(StateName::Scheduled, None),
            state(StateName::Processing, None),
            state(StateName::Failed, None),
            state(StateName::Failed, Some(day)),
            state(StateName::OnHold, None),
            state(StateName::Paid, None),
            Refusal::TooLateToAct { act_until: day },
            Refusal::Entry { problem: DayEntryProblem::Missing },
            Refusal::Entry { problem: DayEntryProblem::NotADay },
            Refusal::Entry { problem: DayEntryProblem::NoSuchDay },
            Refusal::Day { problem: DayProblem::TooEarly { first: day } },
            Refusal::Day { problem: DayProblem::TooLate { last: day } },
        ];
        let sentences: HashSet<String> = refusals.iter().map(|it| english().refusal(it, day)).collect();
        assert_eq!(sentences.len(), refusals.len());
        assert!(sentences.iter().all(|sentence| sentence.ends_with('.')));
    }

    #[test]
    fn the_example_of_a_day_is_one_that_can_be_chosen() {
        let today = NaiveDate::from_ymd_opt(2025, 12, 31).expect("a day");
        let refusal = Refusal::Entry { problem: DayEntryProblem::NotADay };
        assert!(english().refusal(&refusal, today).contains("1/1/2026"));
    }

    #[test]
    fn the_last_day_to_act_is_named() {
        let day = NaiveDate::from_ymd_opt(2025, 12, 17).expect("a day");
        assert!(english().refusal(&Refusal::TooLateToAct { act_until: day }, day).contains("Wed, Dec 17"));
    }
}
