//! What stands on top of paper: whose it is, and how to reach them.

use chrono::NaiveDate;
use leptos::prelude::*;
use wire::practices::SupportContactView;

use crate::text::t;
use crate::ui::verbatim;

/// Nobody knows when a sheet of paper is read. From a day that is far from all others each is said with its year.
pub const ANOTHER_YEAR: NaiveDate = NaiveDate::MIN;

pub fn letterhead(support: SupportContactView) -> AnyView {
    let reached = format!("{} · {}", support.phone, support.email);
    view! {
        <p class="paper-practice">{verbatim(support.practice)}</p>
        <p>{verbatim(support.address.unwrap_or_default())}</p>
        <p>{verbatim(reached)}</p>
    }
    .into_any()
}

pub fn printed(today: NaiveDate) -> String {
    t().printed_on(&t().short_day(today, ANOTHER_YEAR))
}
