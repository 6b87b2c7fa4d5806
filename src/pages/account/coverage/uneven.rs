//! Days that no plan covers, or two do.

use chrono::NaiveDate;
use domain::coverage::timeline::uneven;
use leptos::prelude::*;
use wire::coverages::CoverageView;

use crate::text::t;
use crate::ui::{Notice, NoticeKind};

/// What of it is not over. What was is seen from the days of the plans, and nothing can be done about it.
pub fn uneven_days(plans: &[&CoverageView], today: NaiveDate) -> AnyView {
    let terms = plans.iter().map(|it| it.term());
    let ahead = uneven(terms).into_iter().filter(|it| it.days.to.is_none_or(|to| to >= today));
    let sentences: Vec<_> = ahead.map(|it| view! { <p>{t().uneven(&it)}</p> }).collect();
    let notice =
        (!sentences.is_empty()).then(|| view! { <Notice kind=NoticeKind::Warning>{sentences}</Notice> });
    notice.into_any()
}
