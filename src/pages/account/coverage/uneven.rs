//! Days that no plan covers, or two do.

use chrono::NaiveDate;
use domain::coverage::Term;
use domain::coverage::timeline::{Uneven, UnevenKind, uneven};
use leptos::prelude::*;
use wire::coverages::CoverageView;

use crate::text::t;
use crate::ui::{Notice, NoticeKind};

/// What of it is not over. What was is seen from the days of the plans, and nothing can be done about it.
pub fn uneven_days(plans: &[&CoverageView], today: NaiveDate) -> AnyView {
    let terms = plans.iter().map(|it| it.term());
    let ahead = uneven(terms).into_iter().filter(|it| it.days.to.is_none_or(|to| to >= today));
    let sentences: Vec<_> = ahead.map(|it| view! { <p>{sentence(it)}</p> }).collect();
    let notice =
        (!sentences.is_empty()).then(|| view! { <Notice kind=NoticeKind::Warning>{sentences}</Notice> });
    notice.into_any()
}

fn sentence(Uneven { kind, days: Term { from, to } }: Uneven) -> String {
    let first = t().dated(from);
    match (kind, to) {
        (UnevenKind::Gap, Some(to)) if to != from => t().coverage_gap(&first, &t().dated(to)),
        (UnevenKind::Gap, _) => t().coverage_gap_day(&first),
        (UnevenKind::Overlap, None) => t().coverage_overlap_on(&first),
        (UnevenKind::Overlap, Some(to)) if to != from => t().coverage_overlap(&first, &t().dated(to)),
        (UnevenKind::Overlap, Some(_)) => t().coverage_overlap_day(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: UnevenKind, from: &str, to: &str) -> String {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let said = sentence(Uneven { kind, days: Term { from: day(from).expect("a day"), to: day(to) } });
        said.replace('\u{a0}', " ")
    }

    #[test]
    fn each_way_in_which_days_are_uneven_is_said_with_its_days() {
        let (gap, overlap) = (UnevenKind::Gap, UnevenKind::Overlap);
        assert_eq!(said(gap, "2025-12-01", "2025-12-31"), "No plan covers Dec 1, 2025 to Dec 31, 2025.");
        assert_eq!(said(gap, "2025-12-01", "2025-12-01"), "No plan covers Dec 1, 2025.");
        for (to, days) in [
            ("2025-12-31", "Dec 1, 2025 to Dec 31, 2025"),
            ("2025-12-01", "Dec 1, 2025"),
            ("", "Dec 1, 2025 and every day after"),
        ] {
            let expected = format!("Two plans cover {days}. The one that starts later is billed.");
            assert_eq!(said(overlap, "2025-12-01", to), expected);
        }
    }
}
