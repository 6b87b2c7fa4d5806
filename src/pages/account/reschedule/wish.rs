//! The day that somebody had entered when their session ended, for when they have signed in again.

use domain::ChargeId;
use leptos::prelude::*;

use crate::session::use_session;

#[derive(Clone, Copy, Debug)]
struct Wish(RwSignal<Option<(ChargeId, String)>>);

/// Keeps an entry across a sign-in.
pub fn provide_wish() {
    provide_context(Wish(RwSignal::new(None)));
}

/// The entry for this charge: what was kept of it, or nothing yet.
pub fn kept_entry(id: ChargeId) -> RwSignal<String> {
    let Wish(kept) = expect_context();
    let before = kept.try_update(Option::take).flatten().filter(|(of, _)| *of == id);
    let entry = RwSignal::new(before.map(|(_, entry)| entry).unwrap_or_default());
    let ended = use_session().ended();
    on_cleanup(move || {
        if ended.get_untracked() {
            kept.set(entry.try_get_untracked().map(|entry| (id, entry)));
        }
    });
    entry
}
