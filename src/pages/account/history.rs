//! The charge history: filters, totals per year, rows in pages.

use domain::charge::StateName;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::charges::{ChargeRow, History, HistoryQuery};
use wire::paths::pages;

use crate::api;
use crate::api::ApiError;
use crate::charge_words::{amount, badge, what};
use crate::loaded::{Answer, failed, load};
use crate::session::use_session;
use crate::ui::{
    Bone, Button, ButtonKind, Card, Choice, Column, Empty, Fact, Facts, Select, Skeleton, Table,
    use_announcer,
};
use crate::words::t;

/// The years and the providers, by id and name, that there is something of.
type Filters = (Vec<i32>, Vec<(String, String)>);

#[component]
pub fn HistoryCard() -> impl IntoView {
    let year = RwSignal::new(String::new());
    let state = RwSignal::new(String::new());
    let provider = RwSignal::new(String::new());
    let query = move || {
        let chosen = |value: RwSignal<String>| Some(value.get()).filter(|it| !it.is_empty());
        HistoryQuery {
            year: chosen(year).and_then(|it| it.parse().ok()),
            state: chosen(state),
            provider: chosen(provider),
            after: None,
        }
    };
    let current = Memo::new(move |_| query());
    let history = load(move || {
        let query = current.get_untracked();
        async move { api::charges::history(&query).await }
    });
    let again = history.again;
    Effect::new(move |before: Option<()>| {
        current.track();
        if before.is_some() {
            again.run(());
        }
    });
    let clear = Callback::new(move |()| {
        for value in [year, state, provider] {
            value.set(String::new());
        }
    });

    let filters = move || match history.answer.get() {
        Answer::Here(history) => Some(history),
        Answer::Waiting | Answer::Failed(_) => None,
    };
    // Built once: rebuilding the filters on every answer would take the keyboard's place away.
    let choices = Memo::new(move |known: Option<&Option<Filters>>| {
        known.cloned().flatten().or_else(|| {
            filters().map(|history| {
                let years = history.years.iter().map(|it| it.year).collect();
                let providers =
                    history.providers.into_iter().map(|it| (it.id.to_string(), it.name)).collect();
                (years, providers)
            })
        })
    });
    let filter_row = move || {
        choices.get().map(|(years, providers)| {
            let all = |label: &'static str| vec![Choice::new("", label)];
            let years = with(all(t().history_all_years()), years.iter().map(|it| (it.to_string(), it.to_string())));
            let states = with(
                all(t().history_all_states()),
                StateName::ALL.into_iter().map(|it| (it.as_str().to_owned(), t().state(it).to_owned())),
            );
            let providers = with(all(t().history_all_providers()), providers);
            view! {
                <div class="filters">
                    <Select id="history-year" label=t().history_year() choices=years value=year />
                    <Select id="history-state" label=t().history_state() choices=states value=state />
                    <Select id="history-provider" label=t().history_provider() choices=providers value=provider />
                </div>
            }
        })
    };
    let body = move || match history.answer.get() {
        Answer::Waiting => {
            view! { <Skeleton label=t().loading() bones=&[Bone::Row, Bone::Row, Bone::Row] /> }.into_any()
        }
        Answer::Failed(error) => failed(&error, again),
        Answer::Here(page) => {
            let filtered = current.get_untracked() != HistoryQuery::default();
            view! { <Rows first=page query=current.get_untracked() filtered=filtered clear=clear /> }
                .into_any()
        }
    };
    view! {
        <Card heading=t().history_title()>
            {filter_row}
            {body}
        </Card>
    }
    .into_any()
}

fn with(mut choices: Vec<Choice>, more: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    choices.extend(more.into_iter().map(|(value, label)| Choice::new(value, label)));
    choices
}

#[component]
fn Rows(first: History, query: HistoryQuery, filtered: bool, clear: Callback<()>) -> impl IntoView {
    let today = first.today;
    let since = t().history_since(&t().short_day(first.from, today));
    if first.charges.is_empty() {
        let action = filtered.then(|| {
            view! { <Button label=t().history_clear_filters().to_string() kind=ButtonKind::Secondary on_press=clear /> }
                .into_any()
        });
        let (title, text) = if filtered {
            (t().history_empty_filtered(), t().history_empty_filtered_text())
        } else {
            (t().history_empty(), t().history_empty_text())
        };
        return view! {
            <Empty title=title text=text action=action.unwrap_or_else(|| ().into_any()) />
            <p class="soft">{since}</p>
        }
        .into_any();
    }
    let totals: Vec<Fact> =
        first.years.iter().map(|it| Fact::new(it.year.to_string(), it.paid.to_string())).collect();
    let rows = RwSignal::new(first.charges);
    let next = RwSignal::new(first.next);
    let (busy, set_busy) = signal(false);
    let problem = RwSignal::new(None::<ApiError>);
    let (session, announcer) = (use_session(), use_announcer());
    let more = Callback::new(move |()| {
        let query = HistoryQuery { after: next.get_untracked(), ..query.clone() };
        set_busy.set(true);
        spawn_local(async move {
            match api::charges::history(&query).await {
                Ok(page) => {
                    let count = rows.try_update(|rows| {
                        rows.extend(page.charges);
                        rows.len()
                    });
                    drop(next.try_set(page.next));
                    drop(problem.try_set(None));
                    announcer.say(t().history_shown(count.unwrap_or_default() as u64));
                }
                Err(ApiError::SignedOut) => session.end(),
                Err(error) => drop(problem.try_set(Some(error))),
            }
            let _ = set_busy.try_set(false);
        });
    });
    let columns = vec![
        Column::new(t().column_session()),
        Column::new(t().column_what()),
        Column::new(t().column_state()),
        Column::amount(t().column_amount()),
    ];
    view! {
        <Table caption=t().history_title() columns=columns>
            <For each=move || rows.get() key=|row| row.id children=move |row| history_row(&row, today) />
        </Table>
        <p class="soft" role="status">
            {move || t().history_shown(rows.with(Vec::len) as u64)}
        </p>
        {move || problem.get().map(|error| failed(&error, more))}
        {move || {
            next.get()
                .map(|_| {
                    view! {
                        <Button
                            label=t().history_more().to_string()
                            kind=ButtonKind::Secondary
                            busy=busy
                            on_press=more
                        />
                    }
                })
        }}
        <section class="totals">
            <h3>{t().history_totals()}</h3>
            <Facts facts=totals />
        </section>
        <p class="soft">{since}</p>
    }
    .into_any()
}

fn history_row(row: &ChargeRow, today: chrono::NaiveDate) -> AnyView {
    view! {
        <tr role="row">
            <td role="cell">{t().short_day(row.session_day, today)}</td>
            <td role="cell" class="main">
                <a href=pages::charge(row.id)>{what(row)}</a>
                <span class="soft">{row.provider.clone()}</span>
            </td>
            <td role="cell">{badge(&row.state, today)}</td>
            <td role="cell" class="amount">
                {amount(row)}
            </td>
        </tr>
    }
    .into_any()
}
