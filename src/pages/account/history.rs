//! The charge history: filters, totals per year, rows a page at a time, so that the longest history is quick to read.

use domain::charge::StateName;
use leptos::prelude::*;
use wire::charges::{ChargeRow, History, HistoryQuery};
use wire::paths::pages;

use crate::api;
use crate::charge_words::{amount, badge, what};
use crate::loaded::{Answer, failed, load};
use crate::ui::{
    Bone, Button, ButtonKind, Card, Choice, Column, Empty, Fact, Facts, Select, Skeleton, Table,
    use_announcer,
};
use crate::words::t;

/// The years and the providers, by id and name, that there is something of.
type Filters = (Vec<i32>, Vec<(String, String)>);

/// Where a page begins: after this place, and after so many charges.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    after: String,
    newer: usize,
}

/// The way from the first page to the present one, in the history as it is filtered.
#[derive(Clone, Debug, Default, PartialEq)]
struct Trail {
    of: HistoryQuery,
    places: Vec<Place>,
    /// Whether somebody just turned a page.
    turned: bool,
}

/// How somebody looks at the history. Whoever opens a charge and comes back finds it as it was.
#[derive(Clone, Copy, Debug)]
struct HistoryView {
    year: RwSignal<String>,
    state: RwSignal<String>,
    provider: RwSignal<String>,
    trail: RwSignal<Trail>,
}

/// Keeps how the history is looked at for as long as the same person is signed in.
pub fn provide_history_view() {
    provide_context(HistoryView {
        year: RwSignal::new(String::new()),
        state: RwSignal::new(String::new()),
        provider: RwSignal::new(String::new()),
        trail: RwSignal::new(Trail::default()),
    });
}

#[component]
pub fn HistoryCard() -> impl IntoView {
    let HistoryView { year, state, provider, trail } = expect_context();
    let filter = Memo::new(move |_| {
        let chosen = |value: RwSignal<String>| Some(value.get()).filter(|it| !it.is_empty());
        HistoryQuery {
            year: chosen(year).and_then(|it| it.parse().ok()),
            state: chosen(state),
            provider: chosen(provider),
            after: None,
        }
    });
    // Another filter begins at its first page.
    let place = Memo::new(move |_| {
        trail.with(|trail| trail.places.last().filter(|_| trail.of == filter.get()).cloned())
    });
    let history = load(move || {
        let after = place.get_untracked().map(|place| place.after);
        let query = HistoryQuery { after, ..filter.get_untracked() };
        async move { api::charges::history(&query).await }
    });
    let again = history.again;
    Effect::new(move |before: Option<()>| {
        filter.track();
        place.track();
        if before.is_some() {
            again.run(());
        }
    });
    let clear = Callback::new(move |()| {
        for value in [year, state, provider] {
            value.set(String::new());
        }
    });

    // Built once: rebuilding the filters on every answer would take the keyboard's place away.
    let choices = Memo::new(move |known: Option<&Option<Filters>>| {
        known.cloned().flatten().or_else(|| match history.answer.get() {
            Answer::Here(history) => {
                let years = history.years.iter().map(|it| it.year).collect();
                let providers =
                    history.providers.into_iter().map(|it| (it.id.to_string(), it.name)).collect();
                Some((years, providers))
            }
            Answer::Waiting | Answer::Failed(_) => None,
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
    let announcer = use_announcer();
    let told = StoredValue::new(false);
    let body = move || {
        match history.answer.get() {
            Answer::Waiting => {
                view! { <Skeleton label=t().loading() bones=&[Bone::Row, Bone::Row, Bone::Row] /> }.into_any()
            }
            Answer::Failed(error) => failed(&error, again),
            Answer::Here(page) => {
                let newer = place.with_untracked(|place| place.as_ref().map_or(0, |place| place.newer));
                // The first answer comes with the page, which is read anyway.
                if told.get_value() {
                    announcer.say(shown(&page, newer));
                }
                told.set_value(true);
                if page.charges.is_empty() {
                    empty(&page, filter.get_untracked() != HistoryQuery::default(), clear)
                } else {
                    rows(&page, newer, filter, trail)
                }
            }
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

/// Which charges of the history these are.
fn shown(page: &History, newer: usize) -> String {
    let count = page.charges.len();
    if newer == 0 && page.next.is_none() {
        t().history_shown(count as u64)
    } else {
        t().history_page(&(newer + 1).to_string(), &(newer + count).to_string())
    }
}

fn empty(page: &History, filtered: bool, clear: Callback<()>) -> AnyView {
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
        {since(page)}
    }
    .into_any()
}

fn since(page: &History) -> AnyView {
    view! { <p class="soft">{t().history_since(&t().short_day(page.from, page.today))}</p> }.into_any()
}

fn rows(page: &History, newer: usize, filter: Memo<HistoryQuery>, trail: RwSignal<Trail>) -> AnyView {
    let today = page.today;
    let totals: Vec<Fact> =
        page.years.iter().map(|it| Fact::new(it.year.to_string(), it.paid.to_string())).collect();
    let columns = vec![
        Column::new(t().column_session()),
        Column::new(t().column_what()),
        Column::new(t().column_state()),
        Column::amount(t().column_amount()),
    ];
    let charges: Vec<AnyView> = page.charges.iter().map(|row| history_row(row, today)).collect();
    // The pressed button is gone with the page it was on, so the keyboard goes on from the words that say where one is.
    let place = NodeRef::<leptos::html::P>::new();
    if trail.try_update_untracked(|trail| std::mem::take(&mut trail.turned)) == Some(true) {
        place.on_load(|words| request_animation_frame(move || drop(words.focus())));
    }
    view! {
        <p class="soft" tabindex="-1" node_ref=place>
            {shown(page, newer)}
        </p>
        <Table caption=t().history_title() columns=columns>
            {charges}
        </Table>
        {turns(page, newer, filter, trail)}
        <section class="totals">
            <h3>{t().history_totals()}</h3>
            <Facts facts=totals />
        </section>
        {since(page)}
    }
    .into_any()
}

/// To the pages before and after, as far as there are any.
fn turns(page: &History, newer: usize, filter: Memo<HistoryQuery>, trail: RwSignal<Trail>) -> AnyView {
    let next = page.next.clone().map(|after| Place { after, newer: newer + page.charges.len() });
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
    view! { <div class="buttons">{to_newer} {to_older}</div> }.into_any()
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
