//! What stands around every page of someone signed in: a sidebar, or on phones a bar at each end.

use leptos::{ev::MouseEvent, html, prelude::*};

use super::{Icon, Symbol, Words};

#[derive(Clone, Debug)]
pub struct NavItem {
    pub label: String,
    pub href: String,
    pub symbol: Symbol,
}

/// `menu` names the button that opens, on phones, what stands at the sidebar's foot.
#[derive(Clone, Debug)]
pub struct FrameWords {
    pub brand: String,
    pub role: String,
    pub skip: String,
    pub navigation: String,
    pub menu: String,
    pub signed_in: Signal<String>,
    /// On paper, where nothing else says whose page it is.
    pub printed: Signal<String>,
}

/// `current` is the `href` of the item that is open. `foot` holds the theme switch and the way out; `banner` stands above
/// every page, `contact` below.
#[component]
pub fn Frame(
    words: FrameWords,
    items: Vec<NavItem>,
    #[prop(into)] current: Signal<String>,
    foot: AnyView,
    #[prop(optional)] banner: Option<AnyView>,
    contact: AnyView,
    children: Children,
) -> impl IntoView {
    let main = NodeRef::<html::Main>::new();
    let links: Vec<_> = items.into_iter().map(|item| nav_link(item, current)).collect();
    view! {
        <div class="ui-frame">
            {skip_link(words.skip, main)}
            <header class="ui-frame-side">
                <div class="ui-frame-top">
                    <p class="ui-brand">
                        <span class="ui-brand-name" translate="no">{words.brand}</span>
                        <span class="ui-brand-role">{words.role}</span>
                    </p>
                    <button type="button" class="ui-button ui-button-quiet ui-menu-button" popovertarget="me">
                        <Icon symbol=Symbol::Menu />
                        {words.menu}
                    </button>
                </div>
                <nav class="ui-nav" aria-label=words.navigation>
                    <ul class="ui-nav-list">{links}</ul>
                </nav>
                <div class="ui-me" id="me" popover="auto">
                    <p class="ui-me-name" prop:textContent=Words(words.signed_in)></p>
                    {foot}
                </div>
            </header>
            <main class="ui-frame-main" id="main" tabindex="-1" node_ref=main>
                <div class="ui-frame-page">
                    <p class="print-only" translate="no" prop:textContent=Words(words.printed)></p>
                    {banner}
                    {children()}
                    <footer class="ui-contact">{contact}</footer>
                </div>
            </main>
        </div>
    }
    .into_any()
}

fn nav_link(item: NavItem, current: Signal<String>) -> AnyView {
    let own = item.href.clone();
    let here = move || current.with(|current| *current == own).then_some("page");
    view! {
        <li>
            <a href=item.href aria-current=here>
                <Icon symbol=item.symbol />
                <span>{item.label}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Moves the focus itself: the router would take the link for a change of page.
pub(super) fn skip_link(label: String, main: NodeRef<html::Main>) -> AnyView {
    let skip = move |click: MouseEvent| {
        click.prevent_default();
        if let Some(main) = main.get_untracked() {
            main.scroll_into_view();
            drop(main.focus());
        }
    };
    view! {
        <a class="ui-skip" href="#main" on:click=skip>
            {label}
        </a>
    }
    .into_any()
}
