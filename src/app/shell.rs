//! Which layout stands around the pages, or what stands there while that is not known.

use domain::role::Role;
use leptos::prelude::*;
use wire::session::SessionView;

use super::layouts::{AccountLayout, DeskLayout, PublicLayout};
use crate::api::ApiError;
use crate::data::failure::{failed, sentence};
use crate::session::{Known, SessionState};
use crate::text::{t, title};
use crate::ui::{Bone, Failed, PageHeading, Skeleton, anew};

#[component]
pub fn Shell(session: SessionState) -> impl IntoView {
    let (known, language) = (session.known(), session.language().shown());
    anew(move || {
        // Everything is drawn anew in another language.
        language.track();
        shown(known.get(), session)
    })
}

fn shown(known: Known, session: SessionState) -> AnyView {
    match known {
        Known::Asking | Known::SigningOut => alone(waiting()),
        Known::Failed(error) => {
            let again = Callback::new(move |()| session.ask());
            alone(headed(t().not_opened_title(), failed(&error, again)))
        }
        Known::Nobody => view! { <PublicLayout /> }.into_any(),
        Known::SignedIn(who) => framed(*who, session),
        Known::NotSignedOut(error) => alone(not_signed_out(&error, session)),
    }
}

fn framed(who: SessionView, session: SessionState) -> AnyView {
    match who.role {
        Role::Client => view! { <AccountLayout who=who session=session /> }.into_any(),
        Role::Provider | Role::ClientSupport | Role::ClientBillingSupport | Role::Administrator => {
            view! { <DeskLayout who=who session=session /> }.into_any()
        }
    }
}

/// Instead of any page.
fn alone(content: AnyView) -> AnyView {
    view! { <PublicLayout instead=content /> }.into_any()
}

fn waiting() -> AnyView {
    let bones = &[Bone::Title, Bone::Line, Bone::Row];
    view! { <Skeleton label=t().loading() bones=bones card=true /> }.into_any()
}

/// A page that says why there is none, under its heading.
fn headed(heading: &'static str, why: AnyView) -> AnyView {
    view! {
        <div class="page">
            <PageHeading heading=heading.to_string() title=title(heading) />
            {why}
        </div>
    }
    .into_any()
}

fn not_signed_out(error: &ApiError, session: SessionState) -> AnyView {
    let again = Callback::new(move |()| session.sign_out());
    let why = view! {
        <Failed
            title=t().not_signed_out_text()
            text=sentence(error)
            retry_label=t().try_again()
            on_retry=again
            passes=error.passes()
            by_itself=t().failed_by_itself()
        />
    };
    headed(t().not_signed_out_title(), why.into_any())
}
