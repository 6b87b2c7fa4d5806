//! Where somebody is in the history: how it is filtered and which page of it is open.

use domain::ClientId;
use leptos::prelude::*;
use wire::charges::HistoryRequest;

use crate::session::use_session;
use crate::ui::{note, noted, whenever_again};

/// The way from the first page to the present one, in the history as it is filtered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    pub of: HistoryRequest,
    /// Where each page after the first begins.
    pub places: Vec<String>,
}

/// How somebody looks at the history of a client. Whoever opens a charge and comes back, loads the page again or chooses another
/// language, finds it as it was.
#[derive(Clone, Copy, Debug)]
pub struct HistoryPlace {
    pub year: RwSignal<String>,
    pub state: RwSignal<String>,
    pub provider: RwSignal<String>,
    pub trail: RwSignal<Trail>,
    /// Whether somebody just pressed a button that is gone with the page it was on.
    pub turned: StoredValue<bool>,
}

impl HistoryPlace {
    /// In the history of this client.
    pub fn of(client: ClientId) -> Self {
        let person = use_session().who().map(|it| it.person).unwrap_or_default();
        let name = format!("history of {client} for {person}");
        let place = Self::from_note(&noted(&name).unwrap_or_default());
        whenever_again(move |is_later| {
            let text = place.note();
            if is_later {
                note(&name, &text);
            }
        });
        place
    }

    /// What is asked for, its first page.
    pub fn filter(self) -> HistoryRequest {
        let chosen = |value: RwSignal<String>| Some(value.get()).filter(|it| !it.is_empty());
        HistoryRequest {
            year: chosen(self.year).and_then(|it| it.parse().ok()),
            state: chosen(self.state),
            provider: chosen(self.provider),
            ..HistoryRequest::default()
        }
    }

    /// Back to all charges. The pressed button goes with the view it was in.
    pub fn clear(self) {
        self.turned.set_value(true);
        for value in [self.year, self.state, self.provider] {
            value.set(String::new());
        }
    }

    /// None of what is chosen, and no place, has the separators in it.
    fn note(self) -> String {
        let filter = self.filter();
        let places =
            self.trail.with(|trail| if trail.of == filter { trail.places.join(" ") } else { String::new() });
        format!("{}|{}|{}|{places}", self.year.get(), self.state.get(), self.provider.get())
    }

    fn from_note(note: &str) -> Self {
        let mut parts = note.split('|').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let [year, state, provider] = [next(), next(), next()].map(RwSignal::new);
        let places = next().split_whitespace().map(str::to_owned).collect();
        let trail = RwSignal::new(Trail::default());
        let place = Self { year, state, provider, trail, turned: StoredValue::new(false) };
        trail.set(Trail { of: untrack(|| place.filter()), places });
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_of_a_place_leads_back_to_it() {
        Owner::new().with(|| {
            for note in ["|||", "2025|paid||", "||stf_1|2025-12-01.090000.chg_1 2025-11-01.090000.chg_2"] {
                assert_eq!(untrack(|| HistoryPlace::from_note(note).note()), note);
            }
            assert_eq!(untrack(|| HistoryPlace::from_note("").note()), "|||");
        });
    }

    #[test]
    fn another_filter_begins_at_its_first_page() {
        Owner::new().with(|| {
            let place = HistoryPlace::from_note("2025|||2025-12-01.090000.chg_1");
            place.state.set("paid".into());
            assert_eq!(untrack(|| place.note()), "2025|paid||");
        });
    }
}
