//! Where somebody is in the history: how it is filtered and which page of it is open.

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

/// How somebody looks at the history. Whoever opens a charge and comes back finds it as it was.
#[derive(Clone, Copy, Debug)]
pub struct HistoryPlace {
    pub year: RwSignal<String>,
    pub state: RwSignal<String>,
    pub provider: RwSignal<String>,
    pub trail: RwSignal<Trail>,
}

impl HistoryPlace {
    /// Back to all charges. The pressed button goes with the view it was in.
    pub fn clear(self) {
        for value in [self.year, self.state, self.provider] {
            value.set(String::new());
        }
        self.trail.update_untracked(|trail| trail.turned = true);
    }
}

/// Keeps how the history is looked at for as long as the same person is signed in.
pub fn provide_history_view() {
    provide_context(HistoryPlace {
        year: RwSignal::new(String::new()),
        state: RwSignal::new(String::new()),
        provider: RwSignal::new(String::new()),
        trail: RwSignal::new(Trail::default()),
    });
}
