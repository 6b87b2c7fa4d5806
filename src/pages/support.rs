//! How to reach Client Support, also without being signed in. From a charge it comes with that charge's number.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wire::pages::without_stray;
use wire::practices::SupportContactView;

use crate::api::use_api;
use crate::data::loaded::{Loaded, load};
use crate::data::piece::{Meanwhile, piece};
use crate::session::use_session;
use crate::text::support::support_facts;
use crate::text::{t, title};
use crate::ui::{Bone, Card, PageHeading, anew};

/// How to reach the support of the only practice there is, for a stranger. The layout around their pages shows it as well, and asks
/// for it once.
#[derive(Clone, Copy)]
pub struct OnlyPractice(pub Loaded<SupportContactView>);

piece! { help, Meanwhile::Page(t().support_title(), None);
    /// How to reach Client Support.
    pub fn support_page() {
        view! { <SupportPage /> }.into_any()
    }
}

#[component]
fn SupportPage() -> impl IntoView {
    let query = use_query_map();
    // Shown and sent on, so only what an id is made of gets through.
    let id = move |name: &'static str| {
        let named = query.with(|query| query.get(name));
        named
            .map(|id| without_stray(&id).to_owned())
            .filter(|id| id.len() < 60 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
    };
    // On the way here the address is still that of the page before.
    let about =
        anew(move || id("charge").map(|id| view! { <p>{t().support_about_charge(&id)}</p> }).into_any());
    let known = match use_session().who() {
        Some(session) => contact(&session.support),
        None => {
            let api = use_api();
            let asked = match (untrack(|| id("practice")), use_context()) {
                (None, Some(OnlyPractice(only))) => only,
                // Named, or drawn in the frame of somebody whose session has just ended.
                (practice, _) => load(move || api.support(practice.as_deref())),
            };
            // A server of several practices names none to a stranger who does not say which.
            let missing = asked.missing();
            anew(move || {
                if missing.get() {
                    return view! { <p>{t().support_none()}</p> }.into_any();
                }
                asked.view(&[Bone::Short, Bone::Line, Bone::Line], contact)
            })
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
            {about}
        </div>
    }
    .into_any()
}

fn contact(support: &SupportContactView) -> AnyView {
    let facts = support_facts(support);
    view! { <Card heading=support.practice.clone()>{facts}</Card> }.into_any()
}
