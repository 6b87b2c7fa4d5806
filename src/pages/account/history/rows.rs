//! One page of the history: its rows, what was paid in each year, and the ways to the pages before and after.

use domain::{ClientId, Money};
use leptos::prelude::*;
use wire::charges::{ChargeRowView, HandPaymentView, HistoryRequest, HistoryView, YearTotalView};
use wire::pages::AccountPage;

use super::place::{Place, Trail};
use crate::data::failure::unread;
use crate::text::charge::{amount, badge, session, what};
use crate::text::t;
use crate::ui::{Button, ButtonKind, Column, Empty, Fact, Facts, Table, verbatim};

/// Which charges of the history these are.
pub fn shown(page: &HistoryView, newer: usize) -> String {
    let count = page.charges.total();
    if newer == 0 && page.next.is_none() {
        t().history_shown(count as u64)
    } else {
        t().history_page(&(newer + 1).to_string(), &(newer + count).to_string())
    }
}

pub fn empty(page: &HistoryView, filtered: bool, clear: Callback<()>) -> AnyView {
    let action = filtered.then(|| {
        view! { <Button label=t().history_clear_filters().to_string() kind=ButtonKind::Secondary on_press=clear /> }
            .into_any()
    });
    let (title, text) = if filtered {
        (t().history_empty_filtered(), t().history_empty_filtered_text())
    } else {
        (t().history_empty(), t().history_empty_text())
    };
    view! {
        <Empty title=title text=text action=action.unwrap_or_else(|| ().into_any()) />
        {by_hand(page)}
        {(!page.by_hand.is_empty()).then(|| totals(page))}
        {since(page)}
    }
    .into_any()
}

fn since(page: &HistoryView) -> AnyView {
    view! { <p class="soft">{t().history_since(&t().short_day(page.from, page.today))}</p> }.into_any()
}

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
    if !by_hand.is_zero() {
        text = t().history_total_by_hand(&text, &by_hand.to_string());
    }
    text
}

/// What was paid for no charge.
fn by_hand(page: &HistoryView) -> AnyView {
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

pub fn rows(
    client: ClientId,
    page: &HistoryView,
    newer: usize,
    filter: Memo<HistoryRequest>,
    trail: RwSignal<Trail>,
) -> AnyView {
    let today = page.today;
    let columns = vec![
        Column::new(t().column_session()),
        Column::main(t().column_what()),
        Column::new(t().column_state()),
        Column::amount(t().column_amount()),
    ];
    let charges: Vec<_> = page.charges.iter().map(|row| history_row(client, row, today)).collect();
    // The pressed button is gone with the page it was on, so the keyboard goes on from the words that say where one is.
    let place = NodeRef::<leptos::html::P>::new();
    if trail.with_untracked(|trail| trail.turned) {
        trail.update_untracked(|trail| trail.turned = false);
        place.on_load(|words| request_animation_frame(move || drop(words.focus())));
    }
    view! {
        <p class="soft" tabindex="-1" node_ref=place>
            {shown(page, newer)}
        </p>
        <Table caption=t().history_title() columns=columns rows=charges />
        {unread(page.charges.unread)}
        {turns(page, newer, filter, trail)}
        {by_hand(page)}
        {totals(page)}
        {since(page)}
    }
    .into_any()
}

fn totals(page: &HistoryView) -> AnyView {
    let totals: Vec<Fact> = page.years.iter().map(|it| Fact::new(it.year.to_string(), paid_in(it))).collect();
    view! {
        <section class="history-totals">
            <h3>{t().history_totals()}</h3>
            <Facts facts=totals />
        </section>
    }
    .into_any()
}

/// To the pages before and after, as far as there are any.
fn turns(page: &HistoryView, newer: usize, filter: Memo<HistoryRequest>, trail: RwSignal<Trail>) -> AnyView {
    let next = page.next.clone().map(|after| Place { after, newer: newer + page.charges.total() });
    let turn = move |turn: &dyn Fn(&mut Vec<Place>)| {
        trail.update(|trail| {
            let of = filter.get_untracked();
            if trail.of != of {
                *trail = Trail { of, ..Trail::default() };
            }
            turn(&mut trail.places);
            trail.turned = true;
        });
    };
    let to_newer = (newer > 0).then(|| {
        let press = Callback::new(move |()| turn(&|places| drop(places.pop())));
        view! { <Button label=t().history_newer().to_string() on_press=press /> }
    });
    let to_older = next.map(|next| {
        let press = Callback::new(move |()| turn(&|places| places.push(next.clone())));
        view! { <Button label=t().history_older().to_string() on_press=press /> }
    });
    view! { <div class="ui-buttons">{to_newer} {to_older}</div> }.into_any()
}

fn history_row(client: ClientId, row: &ChargeRowView, today: chrono::NaiveDate) -> Vec<AnyView> {
    let day = t().short_day(row.session_day, today);
    let what = view! {
        <a href=AccountPage::Charge(row.id).of(client).to_string()>
            {what(row)} <span class="hidden-words">{t().history_session_on(&session(row, today))}</span>
        </a>
        <span class="soft">{verbatim(row.provider.clone())} " · " {t().time(row.session_start)}</span>
    };
    // Where less or more was paid than the client's part, the sums of the years have what was paid.
    let paid = row.paid.filter(|paid| Some(*paid) != row.amount);
    let paid = paid.map(|paid| view! { <span class="soft">{t().history_paid(&paid.to_string())}</span> });
    let amount = view! { {amount(row)} " " {paid} }.into_any();
    vec![day.into_any(), what.into_any(), badge(&row.state, today), amount]
}
