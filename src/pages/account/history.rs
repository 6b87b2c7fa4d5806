//! The charge history: filters, totals per year, rows a page at a time, so that the longest history is quick to read; and all of it on
//! paper.

mod filters;
mod paper;
mod place;
mod rows;
mod superbills;
mod totals;

use domain::ClientId;
use leptos::prelude::*;
use wire::charges::HistoryRequest;

use self::filters::{Offered, filters};
use self::paper::Paper;
use self::place::HistoryPlace;
use self::rows::{empty, rows, shown};
use crate::api::use_api;
use crate::data::freshness::seen_again;
use crate::data::loaded::load;
use crate::text::t;
use crate::ui::{Bone, Button, Card, Skeleton, use_announcer, whenever_again};

#[component]
pub fn HistoryCard(client: ClientId) -> impl IntoView {
    let place = HistoryPlace::of(client);
    let filter = Memo::new(move |_| place.filter());
    // Another filter begins at its first page.
    let after = Memo::new(move |_| {
        place.trail.with(|trail| trail.places.last().filter(|_| trail.of == filter.get()).cloned())
    });
    let api = use_api();
    let history = load(move || {
        api.history(client, &HistoryRequest { after: after.get_untracked(), ..filter.get_untracked() })
    });
    seen_again(history, |one, other| one.sign == other.sign);
    whenever_again(move |is_later| {
        filter.track();
        after.track();
        if is_later {
            history.again();
        }
    });
    let announcer = use_announcer();
    let told = StoredValue::new(false);
    let waiting =
        || view! { <Skeleton label=t().loading() bones=&[Bone::Row, Bone::Row, Bone::Row] /> }.into_any();
    let body = history.or_failed(t().history_failed(), waiting, move |page| {
        // The first answer comes with the page, which is read anyway, and so are the words that take the focus.
        let read_anyway = page.charges.total() > 0 && place.turned.get_value();
        if told.get_value() && !read_anyway {
            announcer.say(shown(page));
        }
        told.set_value(true);
        if page.charges.total() == 0 { empty(client, page, place) } else { rows(client, page, place) }
    });
    let offered = Offered::of(history);
    let Paper { sheet, print, is_coming } = Paper::of(client, history, offered, filter);
    view! {
        <Card
            heading=t().history_title()
            action=view! { <Button label=t().print().to_string() busy=is_coming on_press=print /> }.into_any()
        >
            {filters(offered, place)}
            <div class="ui-card-body">
                {body}
            </div>
            {sheet}
        </Card>
    }
    .into_any()
}
