//! Signing in, and on to where the link wanted to go.

mod form;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wire::pages::Page;

use self::form::SignInForm;
use crate::data::piece::{Meanwhile, piece};
use crate::session::use_session;
use crate::text::{t, title};
use crate::ui::{Notice, NoticeKind, PageHeading, anew, read_from_heading};

piece! { sign_in, Meanwhile::Page(t().sign_in_title(), None);
    /// Signing in.
    pub fn sign_in_page() {
        view! { <SignInPage /> }.into_any()
    }
}

#[component]
fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    // The page may be drawn before the router has taken the new address in.
    let signed_out = Memo::new(move |_| query.with(|query| query.get("out").is_some()));
    let leads_on = Memo::new(move |_| query.with(|query| query.get("next").is_some()));
    let ended = use_session().ended();
    // Why somebody is here is of no interest any more once something came of an attempt.
    let tried = RwSignal::new(false);
    let why = anew(move || {
        let notice = || {
            view! {
                <Notice kind=NoticeKind::Warning>
                    <p>{t().sign_in_ended()}</p>
                </Notice>
            }
        };
        (ended.get() && !tried.get()).then(notice).into_any()
    });
    // The page is a fresh one then, and the first thing to know is that it worked.
    if signed_out.get_untracked() {
        read_from_heading();
    }
    let heading = anew(move || {
        let (name, lead) = match signed_out.get() {
            true => (t().signed_out_title(), t().signed_out_text()),
            false if leads_on.get() => (t().sign_in_title(), t().sign_in_then()),
            false => (t().sign_in_title(), t().sign_in_lead()),
        };
        let again = signed_out.get().then(|| view! { <h2>{t().sign_in_again()}</h2> });
        view! {
            <PageHeading heading=name.to_string() title=title(name) lead=lead.to_string() />
            {again}
        }
        .into_any()
    });
    view! {
        <div class="page">
            {heading}
            {why}
            <SignInForm on_said=Callback::new(move |()| tried.set(true)) />
            <section>
                <h2>{t().sign_in_without_title()}</h2>
                <p>
                    {t().sign_in_without_text()} " "
                    <a href=Page::Support.to_string()>{t().sign_in_without_link()}</a>
                </p>
            </section>
        </div>
    }
    .into_any()
}
