//! What stands around a page for everyone: sign-in and help.

use leptos::{html, prelude::*};

use super::Words;
use super::frame::skip_link;

/// `wide` is for reading, the narrow one for a form.
#[component]
pub fn Plain(
    #[prop(into)] brand: Signal<String>,
    #[prop(into)] role: String,
    #[prop(into)] skip: String,
    #[prop(optional)] wide: bool,
    foot: AnyView,
    children: Children,
) -> impl IntoView {
    let main = NodeRef::<html::Main>::new();
    view! {
        <div class="ui-plain" class:ui-plain-wide=wide>
            <header>
                {skip_link(skip, main)}
                <p class="ui-brand">
                    <span class="ui-brand-name" translate="no" prop:textContent=Words(brand)></span>
                    <span class="ui-brand-role">{role}</span>
                </p>
            </header>
            <main id="main" tabindex="-1" node_ref=main>
                {children()}
            </main>
            <footer class="ui-plain-foot">{foot}</footer>
        </div>
    }
    .into_any()
}
