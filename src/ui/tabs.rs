//! Tabs that are pages: links, of which one is current.

use leptos::{html, prelude::*, wasm_bindgen::JsCast};

use super::whenever;

#[derive(Clone, Debug)]
pub struct Tab {
    pub label: String,
    pub href: String,
}

impl Tab {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// `current` is the `href` of the tab that is open.
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    tabs: Vec<Tab>,
    #[prop(into)] current: Signal<String>,
) -> impl IntoView {
    let strip = NodeRef::<html::Nav>::new();
    let show = move || {
        if let Some(strip) = strip.get_untracked() {
            show_current(&strip);
        }
    };
    whenever(move || {
        current.track();
        strip.track();
        request_animation_frame(show);
    });
    let turned = window_event_listener_untyped("resize", move |_| show());
    on_cleanup(move || turned.remove());
    let links: Vec<_> = tabs
        .into_iter()
        .map(|Tab { label, href }| {
            let own = href.clone();
            let here = move || current.with(|current| *current == own).then_some("page");
            view! {
                <li>
                    <a href=href aria-current=here>
                        {label}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="ui-tabs" aria-label=label node_ref=strip>
            <ul class="ui-tabs-list">{links}</ul>
        </nav>
    }
    .into_any()
}

/// To the middle of the strip. The browser's own scrolling into view would move the page as well.
fn show_current(strip: &web_sys::HtmlElement) {
    let Ok(Some(link)) = strip.query_selector("[aria-current]") else { return };
    let Some(link) = link.dyn_ref::<web_sys::HtmlElement>() else { return };
    let start = link.offset_left() - strip.offset_left();
    strip.set_scroll_left(start - (strip.client_width() - link.offset_width()) / 2);
}
