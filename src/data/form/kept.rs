//! What somebody had entered when their session ended, for when they have signed in again, and when another language was chosen, for
//! when the form is drawn anew.

use std::cell::RefCell;

use leptos::prelude::*;

use super::FormState;
use super::reply::{Mistakes, Saying};
use crate::text::t;

thread_local! {
    /// What forms held, by what each is about and whose it was.
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

struct Kept {
    subject: String,
    /// Who was signed in: the next one to sign in may be somebody else with the same client.
    person: Option<String>,
    values: Vec<String>,
    said: Option<Saying>,
    done: bool,
    /// Whether what is wrong is told, and what the server found wrong.
    tried: bool,
    refused: Option<Mistakes>,
}

impl FormState {
    /// Keeps what is entered in this form about `subject`, should the session end, and fills in what was kept of it. In another
    /// language the form also says what came of it last, or what is wrong with it.
    #[must_use]
    pub fn kept(self, subject: String) -> Self {
        let form = self.kept_if(subject, true);
        // What nobody came back to may be somebody else's by now. A page may have other forms of theirs.
        let person = self.session.who().map(|who| who.person);
        KEPT.with_borrow_mut(|kept| kept.retain(|it| it.person == person));
        form
    }

    /// Keeps what is entered in this form about `subject` while another language is chosen, for who is not signed in yet: what they
    /// sign in with stays nowhere once they have.
    #[must_use]
    pub fn kept_for_a_stranger(self, subject: &str) -> Self {
        self.kept_if(subject.to_owned(), false)
    }

    fn kept_if(self, subject: String, outlives_session: bool) -> Self {
        let (session, language) = (self.session, t().language());
        let person = session.who().map(|who| who.person);
        let is_mine = |it: &Kept| it.subject == subject && it.person == person;
        let mine = KEPT.with_borrow_mut(|kept| Some(kept.swap_remove(kept.iter().position(is_mine)?)));
        if let Some(Kept { values, said, done, tried, refused, .. }) = mine {
            self.fill(values);
            self.said.set(said);
            self.done.set(done);
            self.attempts.set(tried.into());
            self.refused.set(refused);
        }
        on_cleanup(move || {
            self.read();
            let is_drawn_anew = t().language() != language && session.who().map(|who| who.person) == person;
            let outlives = is_drawn_anew || (outlives_session && session.ended().get_untracked());
            let (mut said, mut refused, mut done, mut tried) = (None, None, false, false);
            if is_drawn_anew {
                (said, refused) = (self.said.get_untracked(), self.refused.get_untracked());
                (done, tried) = (self.done.get_untracked(), self.attempts.get_untracked() > 0);
            }
            if said.is_some() || tried || (outlives && untrack(|| self.is_changed())) {
                let kept =
                    Kept { subject, person, values: self.values_untracked(), said, done, tried, refused };
                KEPT.with_borrow_mut(|all| all.push(kept));
            }
        });
        self
    }
}
