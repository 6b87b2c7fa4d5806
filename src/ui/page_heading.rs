//! A page's name: its first line, its title in the browser and where reading starts after a change of page.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

use super::{BackLink, Words, whenever};

/// Where a page is reached from: that page's name and address.
pub type WayBack = (String, String);

thread_local! {
    static LAST_PATH: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether the next heading takes the focus: the one that went last had it, or was about to, or somebody wants it so.
    static LEFT: Cell<bool> = const { Cell::new(false) };
}

/// Has reading start at the heading that comes next, though the address stays or the browser has only just opened the page.
pub fn read_from_heading() {
    LEFT.set(true);
}

/// `title` is public: it stays in the browser's history, so nobody's name, amount or day belongs there.
/// `verbatim` says that the heading is a name or a figure. `beside` follows the heading on its line, `action` stands at the end.
/// `done` makes a panel of it that says what has been done, and marks it as such. `focused` where it comes in the place of another heading.
#[component]
pub fn PageHeading(
    #[prop(into)] heading: Signal<String>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] verbatim: Signal<bool>,
    #[prop(optional, into)] lead: Option<Signal<String>>,
    #[prop(optional_no_strip)] back: Option<WayBack>,
    #[prop(optional)] beside: Option<AnyView>,
    #[prop(optional)] action: Option<AnyView>,
    #[prop(optional)] done: Option<AnyView>,
    #[prop(optional)] focused: bool,
) -> impl IntoView {
    whenever(move || document().set_title(&title.get()));
    let line = NodeRef::<html::H1>::new();
    let awaits_focus = Arc::new(AtomicBool::new(path_changed() | LEFT.take() | focused));
    if awaits_focus.load(Ordering::Relaxed) {
        let awaits_focus = Arc::clone(&awaits_focus);
        line.on_load(move |line| {
            request_animation_frame(move || {
                awaits_focus.store(false, Ordering::Relaxed);
                drop(line.focus());
            });
        });
    }
    on_cleanup(move || {
        let has_focus = document().active_element().is_some_and(|it| it.tag_name() == "H1");
        LEFT.set(has_focus || awaits_focus.load(Ordering::Relaxed));
    });
    let is_done = done.is_some();
    view! {
        <header class="ui-page-head" class:ui-page-done=is_done>
            <div>
                {back.map(|(label, href)| view! { <BackLink label=label href=href /> })}
                <div class="ui-page-title">
                    {done}
                    <h1 tabindex="-1" translate=move || verbatim.get().then_some("no") node_ref=line prop:textContent=Words(heading)></h1>
                    {beside}
                </div>
                {lead.map(|lead| view! { <p class="ui-page-lead" prop:textContent=Words(lead)></p> })}
            </div>
            {action}
        </header>
    }
    .into_any()
}

/// Not for the first page, where the browser starts at the top by itself, and not when a page draws itself anew. Asks the
/// router, since the browser's own address changes only after the page is drawn.
fn path_changed() -> bool {
    let path = use_location().pathname.get_untracked();
    LAST_PATH.with_borrow_mut(|last| {
        let changed = last.as_ref().is_some_and(|last| *last != path);
        *last = Some(path);
        changed
    })
}
