//! What stands on the sheets: whose history it is, which part of it, its rows by year, and sums of what is listed and nothing else.

use chrono::Datelike;
use domain::Money;
use domain::apart::set_apart;
use leptos::prelude::*;
use wire::charges::{ChargeRowView, HandPaymentView, HistoryView};

use super::super::rows::{more_back, shown};
use crate::data::failure::unread;
use crate::pages::account::paper::{ANOTHER_YEAR, letterhead, printed};
use crate::session::use_session;
use crate::text::charge::{in_list, session, what};
use crate::text::t;
use crate::ui::verbatim;

/// A line of the list. Its figures are what the sums are of.
struct Line {
    cells: [AnyView; 3],
    part: Option<Money>,
    paid: Option<Money>,
}

/// `said` is what the history is filtered by, if it is.
pub fn sheet(page: &HistoryView, said: Option<String>) -> AnyView {
    let mut all = (Vec::new(), Vec::new());
    let mut years = Vec::new();
    for year in page.years.iter().map(|it| it.year) {
        let (mut parts, mut paid, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines(page, year) {
            parts.extend(line.part);
            paid.extend(line.paid);
            rows.push(row(line));
        }
        if !rows.is_empty() {
            years.push((rows, total(t().history_paper_year(&year.to_string()), &parts, &paid)));
        }
        all.0.extend(parts);
        all.1.extend(paid);
    }
    let several = years.len() > 1;
    let years = years.into_iter().map(|(rows, total)| {
        let total = if several { total } else { ().into_any() };
        view! { <tbody>{rows} {total}</tbody> }.into_any()
    });
    view! {
        <section class="history-paper print-only">
            {head(page, said)}
            <table class="ui-table">
                <thead>{titles()}</thead>
                {years.collect::<Vec<_>>()}
                <tbody>{total(t().history_paper_total().to_owned(), &all.0, &all.1)}</tbody>
            </table>
            {unread(page.charges.unread)}
            <p>{t().history_paper_paid_note()}</p>
        </section>
    }
    .into_any()
}

fn head(page: &HistoryView, said: Option<String>) -> AnyView {
    let day = |day| t().short_day(day, ANOTHER_YEAR);
    let Some(who) = use_session().who() else { return ().into_any() };
    let mut which = said.unwrap_or_else(|| t().history_paper_all(&day(page.from)));
    // Where it is always the same one, the lines need not say so.
    if let [provider] = &page.providers[..]
        && !which.contains(&provider.name)
    {
        which = format!("{which} · {}", set_apart(&provider.name));
    }
    let printed = format!("{} · {}", shown(page), printed(page.today));
    view! {
        <header>
            {letterhead(who.support)}
            <h2>{t().history_paper_title(&who.full_name)}</h2>
            <p>{which}</p>
            <p>{printed}</p>
        </header>
    }
    .into_any()
}

fn titles() -> AnyView {
    let title = |words: &'static str, figure: bool| {
        let class = figure.then_some("ui-table-amount");
        view! { <th scope="col" class=class>{words}</th> }.into_any()
    };
    let titles = vec![
        title(t().column_session(), false),
        title(t().column_what(), false),
        title(t().column_state(), false),
        title(t().column_amount(), true),
        title(t().history_paper_paid(), true),
    ];
    view! { <tr>{titles}</tr> }.into_any()
}

/// The charges of a year's sessions, and what was paid in it for none.
fn lines(page: &HistoryView, year: i32) -> Vec<Line> {
    let several = page.providers.len() > 1;
    let charges = page.charges.iter().filter(|it| it.session_day.year() == year);
    let mut lines: Vec<_> = charges.map(|it| (it.session_day, of_charge(it, several))).collect();
    // The newest first, as the head of the sheet says. The charges come so.
    for payment in page.by_hand.iter().filter(|it| it.on.year() == year) {
        let place = lines.iter().position(|(day, _)| *day < payment.on).unwrap_or(lines.len());
        lines.insert(place, (payment.on, of_payment(payment)));
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn of_charge(charge: &ChargeRowView, several: bool) -> Line {
    let mut what = what(charge);
    if several {
        what = format!("{what} · {}", set_apart(&charge.provider));
    }
    let (state, _) = in_list(charge, ANOTHER_YEAR);
    let cells = [session(charge, ANOTHER_YEAR).into_any(), what.into_any(), state.into_any()];
    Line { cells, part: charge.amount, paid: charge.paid }
}

fn of_payment(payment: &HandPaymentView) -> Line {
    let day = t().short_day(payment.on, ANOTHER_YEAR);
    let kept = payment.amount.minus(payment.refunded).and_then(|it| it.minus(payment.charged_back));
    let cells = [day.into_any(), t().history_paper_by_hand().into_any(), ().into_any()];
    Line { cells, part: None, paid: kept.ok() }
}

fn row(line: Line) -> AnyView {
    let mut cells: Vec<_> = line.cells.into_iter().map(|it| view! { <td>{it}</td> }.into_any()).collect();
    cells.extend([line.part, line.paid].map(figure));
    view! { <tr>{cells}</tr> }.into_any()
}

fn figure(amount: Option<Money>) -> AnyView {
    let amount = amount.map_or_else(|| t().no_amount_yet().to_owned(), came_to);
    view! { <td class="ui-table-amount">{verbatim(amount)}</td> }.into_any()
}

/// An amount, or how much more came back than was paid: nowhere is an amount below zero.
fn came_to(amount: Money) -> String {
    more_back(amount).unwrap_or_else(|| amount.to_string())
}

fn total(name: String, parts: &[Money], paid: &[Money]) -> AnyView {
    let figures = [parts, paid].map(|it| figure(sum(it))).into_iter().collect::<Vec<_>>();
    view! {
        <tr class="history-paper-total">
            <th scope="row" colspan="3">
                {name}
            </th>
            {figures}
        </tr>
    }
    .into_any()
}

/// None where they cannot be added up, which no history comes to.
fn sum(amounts: &[Money]) -> Option<Money> {
    let currency = amounts.first().map_or_else(domain::Currency::default, |it| it.currency());
    Money::total(currency, amounts.iter().copied()).ok()
}
