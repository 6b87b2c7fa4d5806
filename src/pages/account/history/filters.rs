//! Which charges of the history are shown.

use domain::charge::StateName;
use leptos::prelude::*;
use wire::charges::{HistoryRequest, HistoryView};

use super::place::HistoryPlace;
use crate::data::loaded::Loaded;
use crate::text::t;
use crate::ui::{Choice, Select, anew};

/// The years and the providers, by id and name, that there is something of.
type Offered = (Vec<String>, Vec<(String, String)>);

/// What is asked for, its first page.
pub fn chosen(HistoryPlace { year, state, provider, .. }: HistoryPlace) -> Memo<HistoryRequest> {
    Memo::new(move |_| {
        let chosen = |value: RwSignal<String>| Some(value.get()).filter(|it| !it.is_empty());
        HistoryRequest {
            year: chosen(year).and_then(|it| it.parse().ok()),
            state: chosen(state),
            provider: chosen(provider),
            after: None,
        }
    })
}

/// Built once: rebuilding the filters on every answer would take the keyboard's place away.
pub fn filters(history: Loaded<HistoryView>, place: HistoryPlace) -> AnyView {
    let offered = Memo::new(move |known: Option<&Option<Offered>>| {
        known.cloned().flatten().or_else(|| {
            history.map(|history| {
                let years = history.years.iter().map(|it| it.year.to_string()).collect();
                let providers = history.providers.iter().map(|it| (it.id.to_string(), it.name.clone()));
                (years, providers.collect())
            })
        })
    });
    anew(move || offered.get().map(|offered| row(offered, place)).into_any())
}

fn row((years, providers): Offered, HistoryPlace { year, state, provider, .. }: HistoryPlace) -> AnyView {
    let years = years.into_iter().map(|year| (year.clone(), year)).collect();
    let states = StateName::ALL.into_iter().map(|it| (it.as_str().to_owned(), t().state(it).to_owned()));
    let years = choices(t().history_all_years(), years);
    let states = choices(t().history_all_states(), states.collect());
    let providers = choices(t().history_all_providers(), providers);
    view! {
        <div class="history-filters">
            <Select id="history-year" label=t().history_year() choices=years value=year />
            <Select id="history-state" label=t().history_state() choices=states value=state />
            <Select id="history-provider" label=t().history_provider() choices=providers value=provider />
        </div>
    }
    .into_any()
}

fn choices(all: &str, more: Vec<(String, String)>) -> Vec<Choice> {
    let more = more.into_iter().map(|(value, label)| Choice::new(value, label));
    std::iter::once(Choice::new("", all)).chain(more).collect()
}
