//! When a plan holds.

use chrono::{Datelike, NaiveDate};

use crate::wire::{PlanDates, ResponseBody};

/// Years from this one on stand for no end: payers write the last day of 9999, of 2999 and others.
const NO_END: i32 = 2900;

/// The first and the last day on which a plan holds for a patient, as far as they are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
}

/// The period of the plan: the patient's own days in it before the plan's, and of several last days the earliest.
pub(crate) fn of(body: &ResponseBody) -> Period {
    let Some(dates) = &body.plan_date_information else { return Period::default() };
    let PlanDates {
        plan,
        plan_begin,
        plan_end,
        eligibility,
        eligibility_begin,
        eligibility_end,
        policy_expiration,
    } = dates;
    let range = |text: &Option<String>| text.as_deref().map_or((None, None), range);
    let (patient, whole) = (range(eligibility), range(plan));
    let one = |text: &Option<String>| text.as_deref().and_then(day);
    let begins = [one(eligibility_begin), patient.0, range(plan_begin).0, whole.0];
    let ends = [one(eligibility_end), patient.1, one(plan_end), whole.1, one(policy_expiration)];
    let from = begins.into_iter().flatten().next();
    let to = ends.into_iter().flatten().filter(|day| day.year() < NO_END).min();
    // Days that contradict each other say nothing.
    match (from, to) {
        (Some(begin), Some(end)) if end < begin => Period::default(),
        _ => Period { from, to },
    }
}

/// `20250101-20251231`, or a first day alone.
fn range(text: &str) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match text.split_once('-') {
        Some((from, to)) => (day(from), day(to)),
        None => (day(text), None),
    }
}

/// `20250101`.
fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    let year = i32::try_from(number(&text[..4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&text[4..6])?, number(&text[6..])?)
}
