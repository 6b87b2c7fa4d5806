//! What was paid in each year, and what was paid for no charge.

use domain::{ClientId, Money};
use leptos::prelude::*;
use wire::charges::{HandPaymentView, HistoryView, YearTotalView};
use wire::paths;

use crate::text::t;
use crate::ui::{Fact, Facts};

/// What was paid in a year, and how much of it not through the desk, or for no charge.
fn paid_in(year: &YearTotalView) -> String {
    let YearTotalView { paid, elsewhere, by_hand, .. } = year;
    // A bank may take back what had been given back before.
    let mut text = if paid.cents() < 0 {
        t().history_total_back(&Money::new(-paid.cents(), paid.currency()).to_string())
    } else {
        paid.to_string()
    };
    if !elsewhere.is_zero() {
        text = t().history_total_elsewhere(&text, &elsewhere.to_string());
    }
    if by_hand.cents() < 0 {
        let back = Money::new(-by_hand.cents(), by_hand.currency());
        text = t().history_total_by_hand_back(&text, &back.to_string());
    } else if !by_hand.is_zero() {
        text = t().history_total_by_hand(&text, &by_hand.to_string());
    }
    text
}

/// What was paid for no charge.
pub fn by_hand(page: &HistoryView) -> AnyView {
    if page.by_hand.is_empty() {
        return ().into_any();
    }
    let paid = |it: &HandPaymentView| {
        let mut text = it.amount.to_string();
        if !it.refunded.is_zero() {
            text = t().history_by_hand_back(&text, &it.refunded.to_string());
        }
        if !it.charged_back.is_zero() {
            text = t().history_by_hand_bank(&text, &it.charged_back.to_string());
        }
        Fact::new(t().day(it.on, page.today), text)
    };
    let payments: Vec<Fact> = page.by_hand.iter().map(paid).collect();
    view! {
        <section class="history-totals">
            <h3>{t().history_by_hand()}</h3>
            <p class="soft">{t().history_by_hand_why()}</p>
            <Facts facts=payments />
        </section>
    }
    .into_any()
}

/// What was paid in each year. It is all of it, and says so where the rows above are not.
pub fn totals(client: ClientId, page: &HistoryView, filtered: bool) -> AnyView {
    let totals: Vec<Fact> = page.years.iter().map(|it| Fact::new(it.year.to_string(), paid_in(it))).collect();
    let title = if filtered { t().history_totals_all() } else { t().history_totals() };
    let papers = page.years.iter().map(|it| papers(client, it.year)).collect_view();
    view! {
        <section class="history-totals">
            <h3>{title}</h3>
            <Facts facts=totals />
            {papers}
        </section>
    }
    .into_any()
}

/// What came of a year, to take along.
fn papers(client: ClientId, year: i32) -> impl IntoView {
    let (pdf, csv) = (paths::statement(client, year), paths::statement_table(client, year));
    let year = year.to_string();
    view! {
        <div class="ui-buttons">
            <a class="ui-button" href=pdf download="">{t().history_statement(&year)}</a>
            <a class="ui-button" href=csv download="">{t().history_statement_table(&year)}</a>
        </div>
    }
}
