//! What a payer is asked about.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::PayerId;
use crate::coverage::{Coverage, Subscriber, Term, member_id};

/// Which card of which payer is asked about. What is said of one says nothing of another, and that it was asked before the card was saved
/// as a coverage makes no difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whom.
    pub payer: PayerId,
    /// The member ID on the card.
    pub member_id: String,
    /// In whose name the card is.
    pub subscriber: Subscriber,
}

impl Question {
    /// Whether both are about the same card, however its number is written.
    #[must_use]
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        self.payer == other.payer
            && member_id::is_same(&self.member_id, &other.member_id)
            && self.subscriber == other.subscriber
    }
}

impl Coverage {
    /// What its payer is asked about it.
    #[must_use]
    pub fn question(&self) -> Question {
        Question { payer: self.payer, member_id: self.member_id.clone(), subscriber: self.subscriber.clone() }
    }
}

/// The day of service to ask a payer about: today, where the plan is to hold then, or the day nearest to it on which it is. None where no
/// payer would answer for that: they do for the twelve months before and until the end of the present month (the service's own
/// reference says so). Of a plan that never begins nothing is asked.
#[must_use]
pub fn service_day(term: Term, today: NaiveDate) -> Option<NaiveDate> {
    if term.is_void() {
        return None;
    }
    let day = match term.to {
        Some(to) if to < today => to,
        _ => today.max(term.from),
    };
    let earliest = today.checked_sub_months(Months::new(12))?;
    let next_month = today.with_day(1)?.checked_add_months(Months::new(1))?;
    let latest = next_month.checked_sub_days(Days::new(1))?;
    (earliest..=latest).contains(&day).then_some(day)
}

/// The first day on which its payer answers about a plan that begins in a later month.
#[must_use]
pub fn asked_from(term: Term) -> Option<NaiveDate> {
    term.from.with_day(1)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{coverage, day, insured};

    #[test]
    fn a_number_that_is_written_otherwise_is_of_the_same_card() {
        let asked = coverage(1, 1, 1).question();
        let otherwise =
            Question { member_id: format!(" {} ", asked.member_id.to_lowercase()), ..asked.clone() };
        assert!(asked.is_about_the_same(&otherwise));
        for other in [
            Question { member_id: format!("{}1", asked.member_id), ..asked.clone() },
            Question { subscriber: Subscriber::Child(insured("Robert", "Rivera")), ..asked.clone() },
            Question { payer: PayerId::new(uuid::Uuid::from_u128(9)), ..asked.clone() },
        ] {
            assert!(!asked.is_about_the_same(&other), "{other:?}");
        }
    }

    #[test]
    fn about_a_plan_of_a_later_month_a_payer_is_asked_from_the_first_day_of_that_month_on() {
        for from in ["2026-01-01", "2026-01-31", "2028-02-29"] {
            let term = Term { from: day(from), to: None };
            let first = asked_from(term).expect("a day");
            assert_eq!(service_day(term, first - Days::new(1)), None, "{from}");
            assert_eq!(service_day(term, first), Some(day(from)), "{from}");
        }
    }

    #[test]
    fn a_payer_is_asked_about_today_or_the_nearest_day_of_the_plan() {
        let asked = |from: &str, to: &str, today: &str| {
            service_day(Term { from: day(from), to: (!to.is_empty()).then(|| day(to)) }, day(today))
        };
        for (from, to, today, about) in [
            ("2025-01-01", "", "2025-12-10", "2025-12-10"),
            ("2025-01-01", "2025-12-10", "2025-12-10", "2025-12-10"),
            ("2025-01-01", "2025-12-09", "2025-12-10", "2025-12-09"),
            ("2024-01-01", "2024-12-10", "2025-12-10", "2024-12-10"),
            ("2024-01-01", "2024-12-09", "2025-12-10", ""),
            ("2025-12-31", "", "2025-12-10", "2025-12-31"),
            ("2026-01-01", "", "2025-12-10", ""),
            ("2024-02-29", "", "2024-02-01", "2024-02-29"),
            ("2025-12-16", "2025-12-15", "2025-12-10", ""),
            ("2025-12-01", "2025-11-30", "2025-12-10", ""),
        ] {
            let expected = (!about.is_empty()).then(|| day(about));
            assert_eq!(asked(from, to, today), expected, "{from} to {to}, asked on {today}");
        }
    }
}
