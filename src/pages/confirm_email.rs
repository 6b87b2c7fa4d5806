//! Where a link leads that confirms an email address. Opening it changes nothing: programs that look into mails open links as well.

use domain::email_change::NoLink;
use leptos::prelude::*;
use wire::pages::{AccountPage, without_stray};

use crate::api::use_api;
use crate::data::form::{FormReply, FormState};
use crate::data::piece::{Meanwhile, piece};
use crate::text::{t, title};
use crate::ui::{Button, ButtonKind, LinkButton, Notice, NoticeKind, PageHeading, anew};

piece! { confirm_email, Meanwhile::Page(t().confirm_email_title(), None);
    /// Confirming an email address.
    pub fn confirm_email_page() {
        view! { <ConfirmEmailPage /> }.into_any()
    }
}

/// What the link is known by. It stands behind the `#`, which the browser sends to nobody.
fn token() -> String {
    let hash = window().location().hash().unwrap_or_default();
    without_stray(hash.trim_start_matches('#')).to_owned()
}

#[component]
fn ConfirmEmailPage() -> impl IntoView {
    let link = RwSignal::new(token());
    // Another link that is put in the place of this one, as of one that was cut, loads nothing anew.
    let hearing = window_event_listener_untyped("hashchange", move |_| link.set(token()));
    on_cleanup(move || hearing.remove());
    view! {
        <div class="page">
            <PageHeading
                heading=t().confirm_email_title().to_string()
                title=title(t().confirm_email_title())
            />
            {anew(move || confirming(link.get()))}
        </div>
    }
    .into_any()
}

/// What the link that has this token can do, and what came of it.
fn confirming(token: String) -> AnyView {
    let api = use_api();
    let has_token = !token.is_empty();
    let outcome = RwSignal::new((!has_token).then_some(Some(NoLink::Unknown)));
    let form = FormState::new(&[], move |_| {
        let answer = api.confirm_email(token.clone());
        Ok(Box::pin(async move {
            match answer.await {
                Ok(answer) => outcome.set(Some(answer.refused)),
                Err(error) => return FormReply::without_answer(error),
            }
            Ok(FormReply::Nothing)
        }))
    });
    anew(move || match outcome.get() {
        Some(outcome) => told(outcome, has_token),
        None => view! {
            <p>{t().confirm_email_lead()}</p>
            {form.told()}
            <div class="ui-buttons">
                <Button
                    label=t().confirm_email_button().to_string()
                    kind=ButtonKind::Primary
                    busy=form.busy
                    on_press=move |()| form.submit()
                />
            </div>
        }
        .into_any(),
    })
}

fn told(outcome: Option<NoLink>, focused: bool) -> AnyView {
    let (kind, title, text) = match outcome {
        None => (NoticeKind::Done, t().confirm_email_done_title(), t().confirm_email_done()),
        Some(NoLink::Followed) => {
            (NoticeKind::Done, t().confirm_email_done_title(), t().confirm_email_followed())
        }
        Some(why) => (NoticeKind::Warning, t().confirm_email_not_title(), refused(why)),
    };
    view! {
        <Notice kind=kind title=title focused=focused>
            <p>{text}</p>
        </Notice>
        <div class="ui-buttons">
            <LinkButton label=t().confirm_email_to_about_me() href=AccountPage::AboutMe.own().to_string() />
        </div>
    }
    .into_any()
}

fn refused(why: NoLink) -> &'static str {
    match why {
        NoLink::Unknown => t().confirm_email_unknown(),
        NoLink::Followed => t().confirm_email_followed(),
        NoLink::Expired => t().confirm_email_expired(),
        NoLink::Withdrawn => t().confirm_email_withdrawn(),
        NoLink::Replaced => t().confirm_email_replaced(),
        NoLink::Overtaken => t().confirm_email_overtaken(),
    }
}
