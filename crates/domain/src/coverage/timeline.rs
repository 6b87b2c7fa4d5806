//! When a client is covered: what held, holds and will hold, and on which days not exactly one plan does.

use chrono::{Days, NaiveDate};

use super::Term;

/// Where a term stands, seen from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is over.
    Past,
    /// It holds.
    Now,
    /// It has not begun.
    Next,
}

/// Days on which not exactly one of several plans holds, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uneven {
    /// In which way.
    pub kind: UnevenKind,
    /// The days. Those without an end go on.
    pub days: Term,
}

/// In which way not exactly one plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnevenKind {
    /// None does, between one that ended and one that begins.
    Gap,
    /// More than one does.
    Overlap,
}

impl Term {
    /// Where it stands on `day`. What never begins is over.
    #[must_use]
    pub fn standing(self, day: NaiveDate) -> Standing {
        if self.holds_on(day) {
            Standing::Now
        } else if self.from > day && !self.is_void() {
            Standing::Next
        } else {
            Standing::Past
        }
    }
}

/// The days on which not exactly one of `terms` holds, from the first of them on, in order. After the last has ended nothing is
/// uneven: who then pays without insurance may mean to.
#[must_use]
pub fn uneven(terms: impl IntoIterator<Item = Term>) -> Vec<Uneven> {
    let mut terms: Vec<Term> = terms.into_iter().filter(|it| !it.is_void()).collect();
    terms.sort_by_key(|it| it.from);
    let mut terms = terms.into_iter();
    let Some(first) = terms.next() else { return Vec::new() };
    let mut covered_to = first.to;
    let mut found = Vec::new();
    for term in terms {
        found.extend(between(covered_to, term));
        covered_to = covered_to.zip(term.to).map(|(until, to)| until.max(to));
    }
    found
}

/// What is uneven where days up to `covered_to` are covered, or all from some day on, and `next` comes after.
fn between(covered_to: Option<NaiveDate>, next: Term) -> Option<Uneven> {
    let covered_to = match covered_to {
        Some(covered_to) if covered_to < next.from => covered_to,
        Some(covered_to) => {
            let to = next.to.map_or(covered_to, |to| to.min(covered_to));
            return Some(Uneven { kind: UnevenKind::Overlap, days: Term { from: next.from, to: Some(to) } });
        }
        None => return Some(Uneven { kind: UnevenKind::Overlap, days: next }),
    };
    let (from, to) = (covered_to + Days::new(1), next.from - Days::new(1));
    (from <= to).then_some(Uneven { kind: UnevenKind::Gap, days: Term { from, to: Some(to) } })
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::day;

    fn term((from, to): (&str, &str)) -> Term {
        Term { from: day(from), to: (!to.is_empty()).then(|| day(to)) }
    }

    fn found(terms: &[(&str, &str)]) -> Vec<(UnevenKind, Term)> {
        uneven(terms.iter().copied().map(term)).into_iter().map(|it| (it.kind, it.days)).collect()
    }

    #[test]
    fn a_term_is_next_until_its_first_day_and_past_after_its_last() {
        let year = term(("2025-01-01", "2025-12-31"));
        let standing = |on: &str| year.standing(day(on));
        assert_eq!(
            ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"].map(standing),
            [Standing::Next, Standing::Now, Standing::Now, Standing::Past]
        );
        assert_eq!(term(("2025-01-01", "")).standing(day("2099-01-01")), Standing::Now);
        let never = term(("2025-01-01", "2024-12-31"));
        for on in ["2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02"] {
            assert_eq!(never.standing(day(on)), Standing::Past, "{on}");
        }
    }

    #[test]
    fn a_plan_that_begins_the_day_after_another_ended_leaves_nothing_uneven() {
        assert_eq!(found(&[]), []);
        assert_eq!(found(&[("2025-07-01", ""), ("2025-01-01", "2025-06-30")]), []);
    }

    #[test]
    fn a_day_that_no_plan_has_is_a_gap_and_a_day_that_two_have_an_overlap() {
        let gap = (UnevenKind::Gap, term(("2025-07-01", "2025-07-01")));
        assert_eq!(found(&[("2025-01-01", "2025-06-30"), ("2025-07-02", "")]), [gap]);
        let overlap = (UnevenKind::Overlap, term(("2025-06-30", "2025-06-30")));
        assert_eq!(found(&[("2025-01-01", "2025-06-30"), ("2025-06-30", "")]), [overlap]);
    }

    #[test]
    fn a_plan_without_an_end_overlaps_each_that_begins_after_it() {
        let terms = [("2024-01-01", ""), ("2025-01-01", "2025-06-30"), ("2026-01-01", "")];
        let overlaps = [term(terms[1]), term(terms[2])].map(|days| (UnevenKind::Overlap, days));
        assert_eq!(found(&terms), overlaps);
    }

    #[test]
    fn what_lies_within_another_term_ends_no_cover() {
        let terms = [("2025-01-01", "2025-12-31"), ("2025-03-01", "2025-03-31"), ("2026-01-01", "")];
        assert_eq!(found(&terms), [(UnevenKind::Overlap, term(terms[1]))]);
    }

    #[test]
    fn a_term_that_ends_before_it_begins_holds_on_no_day() {
        assert_eq!(
            found(&[("2025-01-01", "2025-06-30"), ("2025-06-01", "2025-05-01"), ("2025-07-01", "")]),
            []
        );
    }
}
