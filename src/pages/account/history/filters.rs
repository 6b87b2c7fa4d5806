//! Which charges of the history are shown.

use domain::apart::set_apart;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::charges::{HistoryRequest, HistoryView};

use super::place::HistoryPlace;
use crate::data::loaded::Loaded;
use crate::text::t;
use crate::ui::{Choice, Fold, Select, anew};

/// What there is something of in the history, whatever is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offered {
    years: Vec<String>,
    states: Vec<StateName>,
    /// By id and name.
    providers: Vec<(String, String)>,
}

impl Offered {
    /// As the first answer has it: what is offered later would take the keyboard's place away.
    pub fn of(history: Loaded<HistoryView>) -> Memo<Option<Self>> {
        Memo::new(move |known: Option<&Option<Self>>| {
            known.cloned().flatten().or_else(|| history.map(Self::by))
        })
    }

    fn by(history: &HistoryView) -> Self {
        Self {
            years: history.years.iter().map(|it| it.year.to_string()).collect(),
            states: history.states.to_vec(),
            providers: history.providers.iter().map(|it| (it.id.to_string(), it.name.clone())).collect(),
        }
    }

    /// What is chosen, in words; none for everything.
    pub fn said(&self, filter: &HistoryRequest) -> Option<String> {
        let state = filter.state.as_ref().and_then(|it| it.parse().ok());
        let provider = filter.provider.as_ref().map(|it| {
            self.providers
                .iter()
                .find(|(id, _)| id == it)
                .map_or_else(String::new, |(_, name)| set_apart(name).into_owned())
        });
        let parts =
            [filter.year.map(|it| it.to_string()), state.map(|it| t().state(it).to_owned()), provider];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

/// Where nothing ever was, there is nothing to choose from.
pub fn filters(offered: Memo<Option<Offered>>, place: HistoryPlace) -> AnyView {
    anew(move || {
        offered.get().filter(|it| !it.years.is_empty()).map(|offered| folded(offered, place)).into_any()
    })
}

fn folded(offered: Offered, place: HistoryPlace) -> AnyView {
    let known = offered.clone();
    let label = Signal::derive(move || {
        let said = known.said(&place.filter());
        t().history_filter(said.as_deref().unwrap_or(t().history_filter_all()))
    });
    view! {
        <Fold id="history-filters" label=label>
            {row(offered, place)}
        </Fold>
    }
    .into_any()
}

fn row(offered: Offered, HistoryPlace { year, state, provider, .. }: HistoryPlace) -> AnyView {
    let Offered { years, states, providers } = offered;
    let years = years.into_iter().map(|year| (year.clone(), year)).collect();
    let states = states.into_iter().map(|it| (it.as_str().to_owned(), t().state(it).to_owned())).collect();
    let years = choices(t().history_all_years(), years, year, str::to_owned);
    let said = |word: &str| word.parse().map_or_else(|()| word.to_owned(), |it| t().state(it).to_owned());
    let states = choices(t().history_all_states(), states, state, said);
    let providers = choices(t().history_all_providers(), providers, provider, str::to_owned);
    view! {
        <div class="history-filters">
            <Select id="history-year" label=t().history_year() choices=years value=year />
            <Select id="history-state" label=t().history_state() choices=states value=state />
            <Select id="history-provider" label=t().history_provider() choices=providers value=provider />
        </div>
    }
    .into_any()
}

/// Everything, what there is, and what was chosen before where there is nothing of it any more.
fn choices(
    all: &str,
    more: Vec<(String, String)>,
    chosen: RwSignal<String>,
    said: impl FnOnce(&str) -> String,
) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", all)];
    choices.extend(more.into_iter().map(|(value, label)| Choice::new(value, label)));
    let chosen = chosen.get_untracked();
    if choices.iter().all(|it| it.value != chosen) {
        choices.push(Choice::new(chosen.clone(), said(&chosen)));
    }
    choices
}
