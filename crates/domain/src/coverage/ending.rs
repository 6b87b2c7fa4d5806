//! A client's insurance is about to end.

use chrono::{Days, NaiveDate};

use super::change::Held;
use super::{Position, Term};

/// How many days before its last one insurance is said to end soon.
pub const SOON: Days = Days::new(30);

/// The last day on which a client is insured, where that is soon and nothing follows, by what they hold. Whoever pays without insurance has
/// none that ends, and a day on which that begins is one that they know of.
#[must_use]
pub fn insurance_ends(all: impl IntoIterator<Item = Held>, today: NaiveDate) -> Option<NaiveDate> {
    let primary: Vec<Held> = all.into_iter().filter(|it| it.position == Position::Primary).collect();
    let insured = primary.iter().any(|it| it.term.holds_on(today) && !it.is_self_pay);
    insured.then(|| ends_soon(primary.iter().map(|it| it.term), today)).flatten()
}

/// The last day on which one of `terms` holds without a break from `today` on, where that is soon. What begins the day after goes on
/// with what ends; a plan that begins later leaves days without any, and those have to be known of.
fn ends_soon(terms: impl IntoIterator<Item = Term>, today: NaiveDate) -> Option<NaiveDate> {
    let mut terms: Vec<Term> = terms.into_iter().filter(|it| !it.is_void()).collect();
    terms.sort_by_key(|it| it.from);
    let mut last = None;
    for term in terms {
        let goes_on = last.map_or(today, |last: NaiveDate| last.succ_opt().unwrap_or(last));
        if term.from > goes_on {
            break;
        }
        let to = term.to?;
        if to >= today {
            last = Some(last.map_or(to, |last| last.max(to)));
        }
    }
    last.filter(|last| today.checked_add_days(SOON).is_none_or(|soon| *last <= soon))
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{coverage_id, day};

    const TODAY: &str = "2025-12-01";

    fn soon(terms: &[(&str, &str)]) -> Option<NaiveDate> {
        let term =
            |&(from, to): &(&str, &str)| Term { from: day(from), to: (!to.is_empty()).then(|| day(to)) };
        ends_soon(terms.iter().map(term), day(TODAY))
    }

    #[test]
    fn insurance_ends_soon_thirty_days_before_its_last_day_and_until_then() {
        for (to, is_soon) in
            [("2025-11-30", false), (TODAY, true), ("2025-12-31", true), ("2026-01-01", false), ("", false)]
        {
            assert_eq!(soon(&[("2025-01-01", to)]), is_soon.then(|| day(to)), "{to}");
        }
        assert_eq!(soon(&[]), None);
        assert_eq!(soon(&[("2025-12-02", "2025-12-20")]), None, "it has not begun");
    }

    #[test]
    fn it_is_insurance_that_is_asked_first_that_ends() {
        let term = Term { from: day("2025-01-01"), to: Some(day("2025-12-15")) };
        let (id, position) = (coverage_id(1), Position::Primary);
        let held = Held { id, position, term, is_self_pay: false, card_required: true };
        let alone = Held { is_self_pay: true, ..held };
        let second = Held { position: Position::Secondary, ..held };
        let ends = |all: &[Held]| insurance_ends(all.iter().copied(), day(TODAY));
        assert_eq!(ends(&[held]), term.to);
        assert_eq!(ends(&[alone]), None);
        assert_eq!(ends(&[second]), None);
        assert_eq!(ends(&[held, Held { term: Term { to: None, ..term }, ..second }]), term.to);
        let after = Term { from: day("2025-12-16"), to: None };
        assert_eq!(ends(&[held, Held { term: after, ..alone }]), None, "they know that they pay alone then");
    }

    #[test]
    fn what_follows_the_day_after_goes_on_with_it_and_what_follows_later_does_not() {
        let now = ("2025-01-01", "2025-12-15");
        assert_eq!(soon(&[("2025-12-16", ""), now]), None);
        assert_eq!(soon(&[now, ("2025-12-16", "2025-12-20")]), Some(day("2025-12-20")));
        assert_eq!(soon(&[now, ("2025-12-17", "")]), Some(day("2025-12-15")));
        assert_eq!(soon(&[now, ("2025-06-01", "2026-06-01")]), None, "another one holds as well");
        assert_eq!(soon(&[("2024-01-01", "2024-12-31"), now]), Some(day("2025-12-15")));
    }

    #[test]
    fn what_never_begins_goes_on_with_nothing_and_ends_nothing() {
        let now = ("2025-01-01", "2025-12-15");
        for never in [("2025-12-16", "2025-12-15"), (TODAY, "2025-11-30"), ("2025-12-20", "2025-12-10")] {
            assert_eq!(soon(&[never]), None, "{never:?}");
            assert_eq!(soon(&[now, never]), Some(day("2025-12-15")), "{never:?}");
            assert_eq!(soon(&[now, never, ("2025-12-16", "")]), None, "{never:?}");
        }
    }
}
