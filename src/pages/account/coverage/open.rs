//! Which form is open instead of the list.

use std::cell::RefCell;

use domain::ClientId;
use leptos::prelude::*;

use super::change::Change;
use crate::session::use_session;
use crate::text::t;

thread_local! {
    /// The one that was open when its page went, and whose it was.
    static KEPT: RefCell<Option<(Whose, Change)>> = const { RefCell::new(None) };
}

/// Who was signed in, with which client's pages.
type Whose = (Option<String>, ClientId);

/// The form that is open; none where the list is. It outlives what its fields outlive: the end of a session, and another language.
pub fn open_form(client: ClientId) -> RwSignal<Option<Change>> {
    let (session, language) = (use_session(), t().language());
    let whose = (session.who().map(|it| it.person), client);
    let kept = KEPT.take().filter(|(other, _)| *other == whose);
    let open = RwSignal::new(kept.map(|(_, change)| change));
    on_cleanup(move || {
        let is_drawn_anew = t().language() != language;
        if is_drawn_anew || session.ended().get_untracked() {
            KEPT.set(open.get_untracked().map(|change| (whose, change)));
        }
    });
    open
}
