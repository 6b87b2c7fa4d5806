//! How to reach Client Support, also without being signed in. From a charge it comes with that charge's number.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wire::practices::Support;

use crate::api;
use crate::charge_words::support_facts;
use crate::loaded::{Answer, load};
use crate::session::use_session;
use crate::ui::{Bone, Card, PageHeading, Skeleton};
use crate::words::{t, title};

#[component]
pub fn SupportPage() -> impl IntoView {
    let query = use_query_map();
    // Shown to be read out on the telephone, so only what an id is made of gets through.
    let charge = query
        .with_untracked(|query| query.get("charge"))
        .filter(|id| id.len() < 60 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
    let contact = move |support: Support| {
        let facts = support_facts(&support);
        view! { <Card heading=support.practice>{facts}</Card> }.into_any()
    };
    let known = match use_session().who() {
        Some(session) => contact(session.support),
        None => {
            let asked = load(api::practices::support);
            let view = move || {
                match asked.answer.get() {
                Answer::Waiting => {
                    view! { <Skeleton label=t().loading() bones=&[Bone::Short, Bone::Line, Bone::Line] card=true /> }
                        .into_any()
                }
                Answer::Here(support) => contact(support),
                // A server of several practices names none to a stranger.
                Answer::Failed(_) => view! { <p>{t().support_none()}</p> }.into_any(),
            }
            };
            view.into_any()
        }
    };
    view! {
        <div class="page">
            <PageHeading
                heading=t().support_title().to_string()
                title=title(t().support_title())
                lead=t().support_lead().to_string()
            />
            {known}
            {charge.map(|id| view! { <p>{t().support_about_charge(&id)}</p> })}
        </div>
    }
    .into_any()
}
