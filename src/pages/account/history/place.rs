//! Where somebody is in the history: how it is filtered and which page of it is open.

use domain::ClientId;
use leptos::prelude::*;
use wire::charges::HistoryRequest;

/// Where a page begins: after this place, and after so many charges.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub after: String,
    pub newer: usize,
}

/// The way from the first page to the present one, in the history as it is filtered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    pub of: HistoryRequest,
    pub places: Vec<Place>,
    /// Whether somebody just pressed a button that is gone with the page it was on.
    pub turned: bool,
}

/// How somebody looks at the history of a client. Whoever opens a charge and comes back, or chooses another language, finds it as it
/// was.
#[derive(Clone, Copy, Debug)]
pub struct HistoryPlace {
    of: StoredValue<Option<ClientId>>,
    pub year: RwSignal<String>,
    pub state: RwSignal<String>,
    pub provider: RwSignal<String>,
    pub trail: RwSignal<Trail>,
}

impl HistoryPlace {
    /// In the history of this client. Another one's has other years and providers.
    pub fn of(client: ClientId) -> Self {
        let place: Self = expect_context();
        if place.of.get_value() != Some(client) {
            place.of.set_value(Some(client));
            place.show_all();
            place.trail.set(Trail::default());
        }
        place
    }

    /// Back to all charges. The pressed button goes with the view it was in.
    pub fn clear(self) {
        self.show_all();
        self.trail.update_untracked(|trail| trail.turned = true);
    }

    fn show_all(self) {
        for value in [self.year, self.state, self.provider] {
            value.set(String::new());
        }
    }
}

/// Keeps how a history is looked at until another client's is.
pub fn provide_history_view() {
    provide_context(HistoryPlace {
        of: StoredValue::new(None),
        year: RwSignal::new(String::new()),
        state: RwSignal::new(String::new()),
        provider: RwSignal::new(String::new()),
        trail: RwSignal::new(Trail::default()),
    });
}
