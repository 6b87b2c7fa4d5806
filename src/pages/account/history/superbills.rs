//! Superbills of whole months, one of which is chosen.

use domain::ClientId;
use leptos::prelude::*;
use wire::charges::{HistoryView, SuperbillMonthView};
use wire::paths;

use crate::pages::account::superbill::missing;
use crate::text::t;
use crate::ui::{Choice, Select, anew};

/// Nothing where the client paid no session themselves.
pub fn superbills(client: ClientId, page: &HistoryView) -> AnyView {
    let months = page.superbills.clone();
    let Some(latest) = months.first() else { return ().into_any() };
    let chosen = RwSignal::new(latest.month.to_string());
    let choice = |it: &SuperbillMonthView| Choice::new(it.month.to_string(), named(it));
    let choices = months.iter().map(choice).collect();
    let paper = anew(move || {
        let month = chosen.with(|chosen| months.iter().find(|it| it.month.to_string() == *chosen).cloned());
        month.map(|month| of_month(client, &month)).into_any()
    });
    view! {
        <section class="history-totals">
            <h3>{t().superbills_title()}</h3>
            <p class="soft">{t().superbills_why()}</p>
            <div class="history-filters">
                <Select id="history-superbill" label=t().superbill_month_label() choices=choices value=chosen />
            </div>
            {paper}
        </section>
    }
    .into_any()
}

fn named(it: &SuperbillMonthView) -> String {
    t().month(it.month.first_day())
}

fn of_month(client: ClientId, it: &SuperbillMonthView) -> AnyView {
    let paper = it.is_ready.then(|| {
        let href = paths::superbill_of_month(client, it.month);
        let label = t().superbill_month(&named(it));
        view! { <div class="ui-buttons"><a class="ui-button" href=href download="">{label}</a></div> }
    });
    let lacks = (!it.missing.is_empty()).then(|| {
        let why = if it.is_ready { t().superbill_part() } else { t().superbill_none() };
        view! { <p>{why}</p> {missing(&it.missing)} }
    });
    view! { <div class="history-superbill">{paper} {lacks}</div> }.into_any()
}
