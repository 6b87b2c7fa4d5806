//! How to reach Client Support, also without being signed in. From a charge it says which one that is.

mod charge;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wire::pages::{Page, sign_in_then, without_stray};
use wire::practices::SupportContactView;

use crate::api::use_api;
use crate::data::loaded::{Loaded, load};
use crate::data::piece::{Meanwhile, piece};
use crate::session::use_session;
use crate::text::support::{contact, support_facts};
use crate::text::{t, these_are_pages_of, title};
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
    let about = Memo::new(move |_| id("charge"));
    let known = match use_session().who() {
        Some(session) => anew(move || match about.get().map(|id| (id.parse(), id)) {
            None => contact_card(&session.support, None),
            Some((Ok(id), _)) if !session.clients.is_empty() => charge::about_charge(id),
            Some((_, said)) => by_number(&session.support, &said),
        }),
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
                let about = about.get();
                asked.view(&[Bone::Short, Bone::Line, Bone::Line], move |support| {
                    these_are_pages_of(&support.practice);
                    match &about {
                        None => contact_card(support, None),
                        Some(id) => view! { {sign_in(id)} {by_number(support, id)} }.into_any(),
                    }
                })
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
        </div>
    }
    .into_any()
}

/// How to reach the practice. A mail that is begun here has the subject `about`.
fn contact_card(support: &SupportContactView, about: Option<&str>) -> AnyView {
    let facts = contact(support_facts(support, about));
    view! { <Card heading=support.practice.clone()>{facts}</Card> }.into_any()
}

/// The same about a charge of which only the number is known.
fn by_number(support: &SupportContactView, id: &str) -> AnyView {
    view! {
        {contact_card(support, Some(&t().support_mail_subject_number(id)))}
        <p>{t().support_about_charge(id)}</p>
    }
    .into_any()
}

/// The way to which charge it is.
fn sign_in(id: &str) -> AnyView {
    let back = sign_in_then(&format!("{}?charge={id}", Page::Support));
    view! {
        <p>
            <a href=back>{t().support_about_sign_in()}</a>
        </p>
    }
    .into_any()
}
