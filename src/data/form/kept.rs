//! What somebody had entered when their session ended, for when they have signed in again, and when another language was chosen, for
//! when the form is drawn anew.

use leptos::prelude::*;

use super::FormState;
use crate::session::use_session;
use crate::text::t;

/// The values of forms, by what each form is about.
#[derive(Clone, Copy, Debug)]
struct KeptEntries(RwSignal<Vec<(String, Vec<String>)>>);

/// Keeps what was entered across a sign-in, and across languages.
pub fn provide_kept_entries() {
    provide_context(KeptEntries(RwSignal::new(Vec::new())));
}

impl FormState {
    /// Keeps what is entered in this form about `subject`, should the session end, and fills in what was kept of it.
    #[must_use]
    pub fn kept(self, subject: String) -> Self {
        let (KeptEntries(kept), ended) = (expect_context(), use_session().ended());
        let form = self.kept_if(subject, move || ended.get_untracked());
        // What nobody came back to may be somebody else's by now.
        kept.set(Vec::new());
        form
    }

    /// Keeps what is entered in this form about `subject` while another language is chosen, for who is not signed in yet: what they
    /// sign in with stays nowhere once they have.
    #[must_use]
    pub fn kept_for_a_stranger(self, subject: &str) -> Self {
        self.kept_if(subject.to_owned(), || false)
    }

    fn kept_if(self, subject: String, keeps: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        let (KeptEntries(kept), session, language) = (expect_context(), use_session(), t().language());
        let who = session.who().map(|who| who.person);
        if let Some((_, values)) = kept.get_untracked().into_iter().find(|(of, _)| *of == subject) {
            self.fill(values);
            kept.update_untracked(|kept| kept.retain(|(of, _)| *of != subject));
        }
        on_cleanup(move || {
            let is_drawn_anew = t().language() != language && session.who().map(|who| who.person) == who;
            if (is_drawn_anew || keeps()) && untrack(|| self.is_changed()) {
                kept.update_untracked(|kept| kept.push((subject, self.values_untracked())));
            }
        });
        self
    }
}
