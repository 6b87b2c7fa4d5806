//! What is done whenever something changes.

use leptos::prelude::*;

/// Acts now, and whenever something that it read changes. Boxed, so that the app has the machinery around it once and not once an act.
pub fn whenever(act: impl FnMut() + 'static) {
    boxed(Box::new(act));
}

/// The same, for who does something else the first time: `act` hears whether this is a later one.
pub fn whenever_again(mut act: impl FnMut(bool) + 'static) {
    let mut is_later = false;
    whenever(move || {
        act(is_later);
        is_later = true;
    });
}

fn boxed(act: Box<dyn FnMut()>) {
    Effect::new(act);
}
