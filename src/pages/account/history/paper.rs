//! The history on paper: all of it as it is filtered, whatever page of it is open, with what nobody can ask a sheet of paper.

mod sheet;

use std::sync::Arc;
use std::time::Duration;

use domain::ClientId;
use leptos::prelude::*;
use wire::charges::{HistoryRequest, HistoryView};

use self::sheet::sheet;
use super::filters::Offered;
use crate::api::use_api;
use crate::data::loaded::{Loaded, load};
use crate::text::t;
use crate::ui::{Scope, anew, whenever};

/// Browsers print without asking, and do not wait. So the rest is here once the page has been quiet for a while.
const WAIT: Duration = Duration::from_secs(2);

/// The sheets of the history, and the way to print them.
#[derive(Debug)]
pub struct Paper {
    /// Seen on paper alone.
    pub sheet: AnyView,
    pub print: Callback<()>,
    /// Whether printing waits for the rest of the history.
    pub is_coming: Signal<bool>,
}

/// What was loaded of it beside the open page.
type Whole = RwSignal<Option<Loaded<HistoryView>>>;

impl Paper {
    pub fn of(
        client: ClientId,
        history: Loaded<HistoryView>,
        offered: Memo<Option<Offered>>,
        filter: Memo<HistoryRequest>,
    ) -> Self {
        let (whole, wanted) = whole_of(client, history, filter);
        let is_page_all = Memo::new(move |_| history.map(is_all).unwrap_or_default());
        let (pressed, printing) = (RwSignal::new(false), RwSignal::new(false));
        hear_of_printing(printing);
        whenever(move || {
            let is_here = is_page_all.get() || whole.get().is_some_and(|it| it.get().is_some());
            if pressed.get() && is_here {
                pressed.set(false);
                printing.set(true);
                request_animation_frame(|| drop(window().print()));
            }
        });
        let print = Callback::new(move |()| {
            pressed.set(true);
            wanted.set(true);
        });
        let said = move || offered.with(|it| it.as_ref().and_then(|it| it.said(&filter.get())));
        let sheet = anew(move || {
            let printed = whole.get().and_then(Loaded::get).or_else(|| history.get());
            let printed = printed.filter(|_| printing.get());
            printed.map(|page: Arc<HistoryView>| sheet(&page, said())).into_any()
        });
        let failed = anew(move || {
            let whole = whole.get().filter(|_| pressed.get());
            whole.map(|whole| whole.or_failed(t().history_print_failed(), nothing, |_| nothing())).into_any()
        });
        let is_coming = Signal::derive(move || pressed.get());
        Self { sheet: view! { {failed} {sheet} }.into_any(), print, is_coming }
    }
}

fn nothing() -> AnyView {
    ().into_any()
}

/// Whether this page is all that there is.
const fn is_all(page: &HistoryView) -> bool {
    page.newer == 0 && page.next.is_none()
}

/// All of it, and what says that it is wanted at once. Another filter is another history.
fn whole_of(
    client: ClientId,
    history: Loaded<HistoryView>,
    filter: Memo<HistoryRequest>,
) -> (Whole, RwSignal<bool>) {
    let (whole, wanted): (Whole, _) = (RwSignal::new(None), RwSignal::new(false));
    let is_part = Memo::new(move |_| history.map(|page| !is_all(page)).unwrap_or_default());
    whenever(move || {
        filter.track();
        wanted.set(false);
        Scope::here().after(WAIT, move || wanted.set(true));
    });
    let api = use_api();
    whenever(move || {
        let is_needed = wanted.get() && is_part.get();
        whole.set(is_needed.then(|| load(move || api.whole_history(client, filter.get_untracked()))));
    });
    (whole, wanted)
}

/// However printing begins: by the button, a key or the browser's menu.
fn hear_of_printing(printing: RwSignal<bool>) {
    let hearing = [("beforeprint", true), ("afterprint", false)]
        .map(|(event, begins)| window_event_listener_untyped(event, move |_| printing.set(begins)));
    on_cleanup(move || hearing.into_iter().for_each(WindowListenerHandle::remove));
}
