//! Signing in, and on to where the link wanted to go.

use domain::contact::{Email, EmailProblem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use wire::session::SignInRequest;

use crate::api;
use crate::loaded::sentence;
use crate::session::use_session;
use crate::ui::{
    Button, ErrorSummary, Form, InputKind, Mistake, Notice, NoticeKind, PageHeading, PasswordField, TextField,
};
use crate::words::{password as password_words, t, title};

const EMAIL: &str = "email";
const PASSWORD: &str = "password";

#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    // The page may be drawn before the router has taken the new address in.
    let signed_out = Memo::new(move |_| query.with(|query| query.get("out").is_some()));
    let leads_on = Memo::new(move |_| query.with(|query| query.get("next").is_some()));
    let session = use_session();
    let refuses_cookies = RwSignal::new(false);
    let hint = move || {
        if refuses_cookies.get() {
            view! {
                <Notice kind=NoticeKind::Error focused=true>
                    <p>{t().sign_in_no_cookies()}</p>
                </Notice>
            }
            .into_any()
        } else if session.ended().get() {
            view! {
                <Notice kind=NoticeKind::Warning>
                    <p>{t().sign_in_ended()}</p>
                </Notice>
            }
            .into_any()
        } else if signed_out.get() {
            view! {
                <Notice kind=NoticeKind::Done title=t().signed_out_title()>
                    <p>{t().signed_out_text()}</p>
                </Notice>
            }
            .into_any()
        } else {
            ().into_any()
        }
    };
    let lead = Signal::derive(move || {
        let lead = if leads_on.get() { t().sign_in_then() } else { t().sign_in_lead() };
        lead.to_owned()
    });
    view! {
        <div class="page">
            {hint}
            <PageHeading
                heading=t().sign_in_title().to_string()
                title=title(t().sign_in_title())
                lead=lead
            />
            <SignInForm refuses_cookies=refuses_cookies />
        </div>
    }
    .into_any()
}

/// Says by `refuses_cookies` what became of the last try.
#[component]
fn SignInForm(refuses_cookies: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let (attempt, set_attempt) = signal(0_u32);
    let (busy, set_busy) = signal(false);
    // What the server refused; gone as soon as something else is entered.
    let refused = RwSignal::new(None::<String>);
    Effect::new(move || {
        email.track();
        password.track();
        refused.set(None);
    });

    let checked = move || attempt.get() > 0;
    let email_error = Signal::derive(move || checked().then(|| email.with(|it| email_mistake(it))).flatten());
    let password_error = Signal::derive(move || {
        (checked() && password.with(String::is_empty)).then(|| t().sign_in_password_missing().to_owned())
    });
    let mistakes = Signal::derive(move || {
        let mistake =
            |field: &str, text: Option<String>| text.map(|text| Mistake { field: field.into(), text });
        let mistakes = [
            mistake(EMAIL, email_error.get()),
            mistake(PASSWORD, password_error.get()),
            mistake(EMAIL, refused.get()),
        ];
        mistakes.into_iter().flatten().collect::<Vec<_>>()
    });

    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        refused.set(None);
        refuses_cookies.set(false);
        set_attempt.update(|it| *it += 1);
        if email_error.get_untracked().is_some() || password_error.get_untracked().is_some() {
            return;
        }
        set_busy.set(true);
        let who = SignInRequest {
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
        };
        spawn_local(async move {
            match api::session::sign_in(&who).await {
                // The frame sees who is signed in and goes on from here.
                Ok(Some(found)) => session.begin(found),
                Ok(None) => {
                    refuses_cookies.set(true);
                    set_busy.set(false);
                }
                Err(error) => {
                    refused.set(Some(sentence(&error)));
                    set_attempt.update(|it| *it += 1);
                    set_busy.set(false);
                }
            }
        });
    });

    view! {
        <ErrorSummary title=t().error_summary_title() mistakes=mistakes attempt=attempt />
        <Form on_submit=submit>
            <TextField
                id=EMAIL
                label=t().sign_in_email()
                error=email_error
                value=email
                kind=InputKind::Email
                autocomplete="username"
            />
            <PasswordField
                id=PASSWORD
                label=t().sign_in_password()
                error=password_error
                value=password
                words=password_words()
            />
            <Button label=t().sign_in_button().to_string() submit=true busy=busy />
        </Form>
    }
    .into_any()
}

fn email_mistake(entry: &str) -> Option<String> {
    let text = match Email::parse(entry) {
        Ok(_) => return None,
        Err(EmailProblem::Missing) => t().sign_in_email_missing(),
        Err(EmailProblem::Shape | EmailProblem::TooLong) => t().sign_in_email_shape(),
    };
    Some(text.to_owned())
}
