//! The charge history: filters, totals per year, rows a page at a time, so that the longest history is quick to read.

mod place;
mod rows;

use domain::ClientId;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::charges::HistoryRequest;

use self::place::HistoryPlace;
pub use self::place::provide_history_view;
use self::rows::{empty, rows, shown};
use crate::api::use_api;
use crate::data::loaded::load;
use crate::text::t;
use crate::ui::{Bone, Button, Card, Choice, Select, Skeleton, pass_focus_on_leaving, use_announcer};

/// The years and the providers, by id and name, that there is something of.
type Filters = (Vec<i32>, Vec<(String, String)>);

#[component]
pub fn HistoryCard(client: ClientId) -> impl IntoView {
    let HistoryPlace { year, state, provider, trail } = expect_context();
    let filter = Memo::new(move |_| {
        let chosen = |value: RwSignal<String>| Some(value.get()).filter(|it| !it.is_empty());
        HistoryRequest {
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
    let api = use_api();
    let history = load(move || {
        let after = place.get_untracked().map(|place| place.after);
        api.history(client, &HistoryRequest { after, ..filter.get_untracked() })
    });
    Effect::new(move |before: Option<()>| {
        filter.track();
        place.track();
        if before.is_some() {
            history.again();
        }
    });
    let clear = Callback::new(move |()| {
        for value in [year, state, provider] {
            value.set(String::new());
        }
        trail.update_untracked(|trail| trail.turned = true);
    });

    // Built once: rebuilding the filters on every answer would take the keyboard's place away.
    let choices = Memo::new(move |known: Option<&Option<Filters>>| {
        known.cloned().flatten().or_else(|| {
            history.map(|history| {
                let years = history.years.iter().map(|it| it.year).collect();
                let providers = history.providers.iter().map(|it| (it.id.to_string(), it.name.clone()));
                (years, providers.collect())
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
                <div class="history-filters">
                    <Select id="history-year" label=t().history_year() choices=years value=year />
                    <Select id="history-state" label=t().history_state() choices=states value=state />
                    <Select id="history-provider" label=t().history_provider() choices=providers value=provider />
                </div>
            }
        })
    };
    let announcer = use_announcer();
    let told = StoredValue::new(false);
    let list = NodeRef::<leptos::html::Div>::new();
    let waiting =
        || view! { <Skeleton label=t().loading() bones=&[Bone::Row, Bone::Row, Bone::Row] /> }.into_any();
    let body = history.or_failed(t().history_failed(), waiting, move |page| {
        pass_focus_on_leaving(list);
        let newer = place.with_untracked(|place| place.as_ref().map_or(0, |place| place.newer));
        // The first answer comes with the page, which is read anyway, and so are the words that take the focus.
        let read_anyway = !page.charges.is_empty() && trail.with_untracked(|trail| trail.turned);
        if told.get_value() && !read_anyway {
            announcer.say(shown(&page, newer));
        }
        told.set_value(true);
        if page.charges.is_empty() {
            empty(&page, filter.get_untracked() != HistoryRequest::default(), clear)
        } else {
            rows(client, &page, newer, filter, trail)
        }
    });
    let print = Callback::new(|()| drop(window().print()));
    view! {
        <Card
            heading=t().history_title()
            action=view! { <Button label=t().print().to_string() on_press=print /> }.into_any()
        >
            {filter_row}
            <div class="ui-card-body" node_ref=list>
                {body}
            </div>
        </Card>
    }
    .into_any()
}

fn with(mut choices: Vec<Choice>, more: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    choices.extend(more.into_iter().map(|(value, label)| Choice::new(value, label)));
    choices
}
