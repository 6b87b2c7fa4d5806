//! What somebody had entered when their session ended, for when they have signed in again.

use leptos::prelude::*;

use super::FormState;
use crate::session::use_session;

/// The values of one form, and what that form was about.
#[derive(Clone, Copy, Debug)]
struct KeptEntries(RwSignal<Option<(String, Vec<String>)>>);

/// Keeps what was entered across a sign-in.
pub fn provide_kept_entries() {
    provide_context(KeptEntries(RwSignal::new(None)));
}

impl FormState {
    /// Keeps what is entered in this form about `subject`, should the session end, and fills in what was kept of it.
    #[must_use]
    pub fn kept(self, subject: String) -> Self {
        let KeptEntries(kept) = expect_context();
        if let Some((_, values)) = kept.get_untracked().filter(|(of, _)| *of == subject) {
            self.fill(values);
        }
        kept.set(None);
        let ended = use_session().ended();
        on_cleanup(move || {
            if ended.get_untracked() {
                kept.set(Some((subject, self.values_untracked())));
            }
        });
        self
    }
}
