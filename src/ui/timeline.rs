//! What happened, in order.

use leptos::prelude::*;

/// `machine` is the moment as HTML's `datetime` wants it.
#[derive(Clone, Debug)]
pub struct Moment {
    pub when: String,
    pub machine: String,
    pub what: String,
}

#[component]
pub fn Timeline(moments: Vec<Moment>) -> impl IntoView {
    let moments: Vec<_> = moments
        .into_iter()
        .map(|Moment { when, machine, what }| {
            view! {
                <li>
                    <time datetime=machine>{when}</time>
                    <span>{what}</span>
                </li>
            }
        })
        .collect();
    view! { <ol class="ui-timeline">{moments}</ol> }.into_any()
}
