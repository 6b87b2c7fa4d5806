//! A text that changes in an element that stays, such as one with the focus.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::html::property::IntoProperty;
use web_sys::Element;

/// All that an element says, as `prop:textContent`. Whatever was made of the words before goes with them (see [`super::anew`]), and
/// words that say the same are left as they are.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Signal<String>);

impl IntoProperty for Words {
    type State = (Element, RenderEffect<String>);
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, key: &str) -> Self::State {
        self.build(element, key)
    }

    fn build(self, element: &Element, _: &str) -> Self::State {
        let told = element.clone();
        let tell = RenderEffect::new(move |before: Option<String>| {
            let words = self.0.get();
            if before.as_ref() != Some(&words) {
                told.set_text_content(Some(&words));
            }
            words
        });
        (element.clone(), tell)
    }

    fn rebuild(self, state: &mut Self::State, key: &str) {
        *state = self.build(&state.0.clone(), key);
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}
