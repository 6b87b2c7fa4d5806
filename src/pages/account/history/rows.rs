//! One page of the history: its rows, where in the whole it is, and the ways to the pages before and after.

use domain::{ClientId, Money};
use leptos::prelude::*;
use wire::charges::{ChargeRowView, HistoryRequest, HistoryView};
use wire::pages::AccountPage;

use super::place::{HistoryPlace, Trail};
use super::superbills::superbills;
use super::totals::{by_hand, totals};
use crate::data::failure::unread;
use crate::text::charge::{amount, in_list, session, what};
use crate::text::t;
use crate::ui::{Badge, Button, ButtonKind, Column, Empty, Table, Tone, verbatim};

/// Which charges of the history these are.
pub fn shown(page: &HistoryView) -> String {
    if page.newer == 0 && page.next.is_none() {
        return t().history_shown(page.total);
    }
    let last = page.newer + page.charges.total() as u64;
    t().history_page(&(page.newer + 1).to_string(), &last.to_string(), &page.total.to_string())
}

pub fn empty(client: ClientId, page: &HistoryView, place: HistoryPlace) -> AnyView {
    let filtered = is_filtered(place);
    let (title, text) = if filtered {
        (t().history_empty_filtered(), t().history_empty_filtered_text())
    } else {
        (t().history_empty(), t().history_empty_text())
    };
    view! {
        <Empty title=title text=text action=clear(place) />
        {by_hand(page)}
        {(!page.by_hand.is_empty()).then(|| totals(client, page, filtered))}
        {since(page)}
    }
    .into_any()
}

fn is_filtered(place: HistoryPlace) -> bool {
    untrack(|| place.filter()) != HistoryRequest::default()
}

/// Back to all charges, where not all of them are shown.
fn clear(place: HistoryPlace) -> AnyView {
    let clear = Callback::new(move |()| place.clear());
    is_filtered(place)
        .then(|| {
            let label = t().history_clear_filters().to_string();
            view! { <Button label=label kind=ButtonKind::Secondary on_press=clear /> }
        })
        .into_any()
}

fn since(page: &HistoryView) -> AnyView {
    view! { <p class="soft">{t().history_since(&t().short_day(page.from, page.today))}</p> }.into_any()
}

pub fn rows(client: ClientId, page: &HistoryView, place: HistoryPlace) -> AnyView {
    let today = page.today;
    // On a phone the day and the amount share the first line, and what it was and where it stands the second.
    let columns = vec![
        Column::main(t().column_session()),
        Column::new(t().column_what()),
        Column::aside(t().column_state()),
        Column::amount(t().column_amount()),
    ];
    let several = page.providers.len() > 1;
    let charges: Vec<_> = page.charges.iter().map(|row| history_row(client, row, today, several)).collect();
    // The pressed button is gone with the page it was on, so the keyboard goes on from the words that say where one is.
    let words = NodeRef::<leptos::html::P>::new();
    if place.turned.get_value() {
        place.turned.set_value(false);
        words.on_load(|words| request_animation_frame(move || drop(words.focus())));
    }
    view! {
        <div class="history-shown">
            <p class="soft" tabindex="-1" node_ref=words>
                {shown(page)}
            </p>
            {clear(place)}
        </div>
        <Table caption=t().history_title() columns=columns rows=charges />
        {unread(page.charges.unread)}
        {turns(page, place)}
        {by_hand(page)}
        {totals(client, page, is_filtered(place))}
        {superbills(client, page)}
        {since(page)}
    }
    .into_any()
}

/// To the pages before and after, as far as there are any.
fn turns(page: &HistoryView, place: HistoryPlace) -> AnyView {
    let next = page.next.clone();
    let turn = move |turn: &dyn Fn(&mut Vec<String>)| {
        place.turned.set_value(true);
        place.trail.update(|trail| {
            let of = untrack(|| place.filter());
            if trail.of != of {
                *trail = Trail { of, ..Trail::default() };
            }
            turn(&mut trail.places);
        });
    };
    let to_newer = (page.newer > 0).then(|| {
        let press = Callback::new(move |()| turn(&|places| drop(places.pop())));
        view! { <Button label=t().history_newer().to_string() on_press=press /> }
    });
    let to_older = next.map(|next| {
        let press = Callback::new(move |()| turn(&|places| places.push(next.clone())));
        view! { <Button label=t().history_older().to_string() on_press=press /> }
    });
    if to_newer.is_none() && to_older.is_none() {
        return ().into_any();
    }
    view! { <div class="ui-buttons">{to_newer} {to_older}</div> }.into_any()
}

/// `several` where there are several providers, so that on a phone too it matters which.
fn history_row(
    client: ClientId,
    row: &ChargeRowView,
    today: chrono::NaiveDate,
    several: bool,
) -> Vec<AnyView> {
    let day = view! {
        {t().short_day(row.session_day, today)} " " <span class="soft">{t().time(row.session_start)}</span>
    };
    let what = view! {
        <a href=AccountPage::Charge(row.id).of(client).to_string()>
            {what(row)} <span class="hidden-words">{t().history_session_on(&session(row, today))}</span>
        </a>
        " "
        <span class="soft" class:history-alone=!several>
            {verbatim(row.provider.clone())}
        </span>
    };
    vec![
        day.into_any(),
        what.into_any(),
        state(row, today),
        view! { {amount(row)} " " {paid(row)} }.into_any(),
    ]
}

/// Where it stands. Only what somebody has to see to stands out.
fn state(row: &ChargeRowView, today: chrono::NaiveDate) -> AnyView {
    match in_list(row, today) {
        (label, tone @ (Tone::Warn | Tone::Danger)) => view! { <Badge label=label tone=tone /> }.into_any(),
        (label, Tone::Accent) => view! { <span class="history-soon">{label}</span> }.into_any(),
        (label, Tone::Neutral) => view! { <span>{label}</span> }.into_any(),
    }
}

/// Where less or more was paid than the client's part: the sums of the years have what was paid.
fn paid(row: &ChargeRowView) -> AnyView {
    let paid: Option<Money> = row.paid.filter(|paid| Some(*paid) != row.amount);
    let text = |paid| more_back(paid).unwrap_or_else(|| t().history_paid(&paid.to_string()));
    paid.map(|paid| view! { <span class="soft">{text(paid)}</span> }).into_any()
}

/// How much more came back than was paid, where what was paid is below zero.
pub fn more_back(paid: Money) -> Option<String> {
    (paid.cents() < 0).then(|| t().history_more_back(&Money::new(-paid.cents(), paid.currency()).to_string()))
}
