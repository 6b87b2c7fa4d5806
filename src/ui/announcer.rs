//! What a screen reader says without moving the focus.

use std::time::Duration;

use leptos::prelude::*;

use super::Words;

/// The page's voice, which lasts as long as the page itself. Take it with [`use_announcer`].
#[derive(Clone, Copy, Debug)]
pub struct Announcer {
    polite: RwSignal<String>,
    urgent: RwSignal<String>,
    /// How often it was hushed: what was to be said before is not said after.
    hushed: StoredValue<u32>,
}

impl Announcer {
    /// Said when the reader has finished its sentence.
    pub fn say(self, text: impl Into<String>) {
        self.put(self.polite, text.into());
    }

    /// Takes back what was said to somebody who is not there any more.
    pub fn hush(self) {
        self.hushed.update_value(|hushed| *hushed += 1);
        self.polite.set(String::new());
        self.urgent.set(String::new());
    }

    /// Said at once: only for what went wrong.
    pub fn interrupt(self, text: impl Into<String>) {
        self.put(self.urgent, text.into());
    }

    /// Emptied first and filled later, since readers skip a region whose text did not change.
    fn put(self, region: RwSignal<String>, text: String) {
        let hushed = self.hushed.get_value();
        region.set(String::new());
        let fill = move || {
            if self.hushed.get_value() == hushed {
                region.set(text);
            }
        };
        set_timeout(fill, Duration::from_millis(100));
    }
}

pub fn provide_announcer() -> Announcer {
    let announcer =
        Announcer { polite: RwSignal::default(), urgent: RwSignal::default(), hushed: StoredValue::new(0) };
    provide_context(announcer);
    announcer
}

/// # Panics
/// Without [`provide_announcer`] above.
pub fn use_announcer() -> Announcer {
    expect_context()
}

/// The two live regions: once, at the root, and there before anything is said.
#[component]
pub fn AnnouncerRegions() -> impl IntoView {
    let Announcer { polite, urgent, .. } = use_announcer();
    view! {
        <div class="hidden-words">
            <p aria-live="polite" prop:textContent=Words(polite.into())></p>
            <p aria-live="assertive" prop:textContent=Words(urgent.into())></p>
        </div>
    }
    .into_any()
}
