//! What changes is made of new elements, and never told to the old text.
//!
//! Translators of browsers put elements of their own in the place of texts. A text that is still written to is then no longer on the
//! page, and what stands there is what it said before: the day of another choice, the amount of another charge. Elements stay where
//! they are, so they are exchanged as a whole ([`anew`]), or told their whole text ([`super::Words`]).

use leptos::either::Either;
use leptos::prelude::*;

use super::focus::pass_focus_on_leaving;

/// What `make` gives, made anew whenever something changes that it reads. At its root stand elements, and no text. The focus goes on
/// to what comes instead.
pub fn anew(make: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    exchanged(Box::new(make))
}

fn exchanged(make: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let mut turn = false;
    let view = move || {
        pass_focus_on_leaving();
        // What is on one side is never compared with what was on the other.
        turn = !turn;
        if turn { Either::Left(make()) } else { Either::Right(make()) }
    };
    view.into_any()
}
