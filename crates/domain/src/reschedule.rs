//! Moving a charge to another day: the rules R1 to R7, asked by the browser before sending and by the server before writing.

mod by_support;
mod deadline;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::charge::{Charge, ChargeKind, ChargeState, StateName, Version};
use crate::day_entry::{self, DayEntryProblem};
use crate::promise::Window;
use crate::zone::PracticeZone;

pub use by_support::{SupportChoice, SupportMove, SupportRefusal, by_support};
pub use deadline::Deadline;

/// What the rules need to know of a charge and of the moment. It travels with the charge to the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rules {
    /// The charge's present version.
    pub version: Version,
    /// Its kind.
    pub kind: ChargeKind,
    /// Its state.
    pub state: StateName,
    /// Day and window; only in state `Upcoming`.
    pub plan: Option<Plan>,
    /// When it is tried again; only in state `Failed`.
    #[serde(deserialize_with = "crate::iso::day_if_any")]
    pub next_attempt: Option<NaiveDate>,
    /// Today in the practice's zone.
    #[serde(deserialize_with = "crate::iso::day")]
    pub today: NaiveDate,
    /// Whether its charge time has come, so that it may be taken at any moment. Until it is taken it can still be moved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_due: bool,
}

/// The day of an announced charge and how far it may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    /// The present day.
    #[serde(deserialize_with = "crate::iso::day")]
    pub day: NaiveDate,
    /// The first day that leaves the promised notice.
    #[serde(deserialize_with = "crate::iso::day")]
    pub earliest_day: NaiveDate,
    /// The window; only for kind `insurance`.
    pub window: Option<Window>,
    /// When it is taken on its day.
    pub charge_time: NaiveTime,
}

/// What the person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The version of the charge the person saw.
    pub version: Version,
    /// The day as typed or picked: `2025-12-12`, `12/12/2025`, `12/12` or `Fri, Dec 12`.
    pub day: String,
}

/// A move that the rules let through. Only [`parse`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reschedule {
    day: NaiveDate,
}

impl Reschedule {
    /// The new day.
    #[must_use]
    pub const fn day(&self) -> NaiveDate {
        self.day
    }
}

/// What becomes of a choice that breaks no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The present day was chosen again: nothing changes (R5).
    Unchanged,
    /// The charge moves.
    Move(Reschedule),
}

/// Why a move is refused, in the order in which the rules are asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// R1: the charge was changed since it was seen.
    Stale,
    /// R2: charges of this kind never move.
    Kind {
        /// The kind.
        kind: ChargeKind,
    },
    /// R3: only an announced charge that is not yet processed moves.
    State {
        /// The present state.
        state: StateName,
        /// For a failed charge, when it is tried again.
        #[serde(deserialize_with = "crate::iso::day_if_any")]
        next_attempt: Option<NaiveDate>,
    },
    /// R4: the last day to act is over.
    TooLateToAct {
        /// The last day on which the client could act.
        #[serde(deserialize_with = "crate::iso::day")]
        act_until: NaiveDate,
    },
    /// The entry is no day.
    Entry {
        /// What is wrong with it.
        problem: DayEntryProblem,
    },
    /// R6: the day cannot be chosen.
    Day {
        /// Why.
        problem: DayProblem,
    },
}

/// Why a day cannot be chosen (R6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayProblem {
    /// Before the first day that can be chosen.
    TooEarly {
        /// The first day that can be chosen.
        #[serde(deserialize_with = "crate::iso::day")]
        first: NaiveDate,
    },
    /// After the last day that can be chosen.
    TooLate {
        /// The last day that can be chosen.
        #[serde(deserialize_with = "crate::iso::day")]
        last: NaiveDate,
    },
}

impl Refusal {
    /// Whether it lies in the day that was entered, so that another day may do.
    #[must_use]
    pub const fn is_about_the_day(&self) -> bool {
        match self {
            Self::Entry { .. } | Self::Day { .. } => true,
            Self::Stale | Self::Kind { .. } | Self::State { .. } | Self::TooLateToAct { .. } => false,
        }
    }
}

impl Rules {
    /// The rules for this charge at `now`. What was announced keeps the zone its notice named; `zone` is that of the
    /// practice now.
    #[must_use]
    pub fn of(charge: &Charge, zone: PracticeZone, now: DateTime<Utc>) -> Self {
        let (plan, next_attempt, zone) = match &charge.state {
            ChargeState::Upcoming(it) => (Some(it.plan()), None, it.announced.promise.zone),
            ChargeState::Failed(it) => {
                let zone = it.announced.promise.zone;
                (None, it.next_attempt.map(|at| zone.day(at)), zone)
            }
            ChargeState::AwaitingInsurer
            | ChargeState::NothingDue(_)
            | ChargeState::Scheduled(_)
            | ChargeState::Processing(_)
            | ChargeState::Paid(_)
            | ChargeState::OnHold(_)
            | ChargeState::Waived(_)
            | ChargeState::PartiallyRefunded(_)
            | ChargeState::Refunded(_)
            | ChargeState::SettledElsewhere(_)
            | ChargeState::Disputed(_)
            | ChargeState::ChargedBack(_) => (None, None, zone),
        };
        let Charge { version, kind, .. } = *charge;
        let state = match &charge.state {
            // Once its client has asked for it, it is as good as under way.
            ChargeState::Failed(it) if it.is_being_tried() => StateName::Processing,
            state => state.name(),
        };
        let is_due = matches!(&charge.state, ChargeState::Upcoming(it) if it.is_due(now));
        Self { version, kind, state, plan, next_attempt, today: zone.day(now), is_due }
    }

    /// The charge's plan and window if R2 to R4 let the client act today.
    ///
    /// # Errors
    /// The refusal of the first rule that does not.
    pub fn open(&self) -> Result<(Plan, Window), Refusal> {
        let Self { kind, state, plan, next_attempt, today, .. } = *self;
        if kind != ChargeKind::Insurance {
            return Err(Refusal::Kind { kind });
        }
        let not_announced = Refusal::State { state, next_attempt };
        let (StateName::Upcoming, Some(plan)) = (state, plan) else {
            return Err(not_announced);
        };
        let window = plan.window.ok_or(not_announced)?;
        if today > window.act_until {
            return Err(Refusal::TooLateToAct { act_until: window.act_until });
        }
        Ok((plan, window))
    }

    /// The first and the last day that can be chosen today, if the client may act at all.
    #[must_use]
    pub fn range(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (plan, window) = self.open().ok()?;
        Some((self.first(&plan), window.latest_day))
    }

    /// Why `day` cannot be chosen, if it cannot; the calendar asks this for each of its days.
    #[must_use]
    pub fn day_problem(&self, day: NaiveDate) -> Option<DayProblem> {
        let (first, last) = self.range()?;
        if day < first {
            Some(DayProblem::TooEarly { first })
        } else if day > last {
            Some(DayProblem::TooLate { last })
        } else {
            None
        }
    }

    /// Reads a day as it was typed. Where a day can be chosen, its year may be left out.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn entry(&self, text: &str) -> Result<NaiveDate, DayEntryProblem> {
        match self.range() {
            Some((first, last)) => day_entry::parse_near(text, first, last),
            None => day_entry::parse(text),
        }
    }

    fn first(&self, plan: &Plan) -> NaiveDate {
        (self.today + Days::new(1)).max(plan.earliest_day)
    }
}

/// Decides a choice. The rules are asked in their order; the first that refuses gives the answer.
///
/// # Errors
/// The refusal, as data; its sentence is in the catalogue.
pub fn parse(form: &Form, rules: &Rules) -> Result<Choice, Refusal> {
    if form.version != rules.version {
        return Err(Refusal::Stale);
    }
    let (plan, _) = rules.open()?;
    let day = rules.entry(&form.day).map_err(|problem| Refusal::Entry { problem })?;
    if day == plan.day {
        return Ok(Choice::Unchanged);
    }
    match rules.day_problem(day) {
        Some(problem) => Err(Refusal::Day { problem }),
        None => Ok(Choice::Move(Reschedule { day })),
    }
}

#[cfg(test)]
mod tests;
