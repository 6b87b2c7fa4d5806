//! Email address and password.

use std::sync::Arc;

use domain::contact::{Email, EmailProblem};
use leptos::prelude::*;
use wire::session::SignInRequest;

use crate::api::use_api;
use crate::data::failure::sentence;
use crate::data::form::{FormReply, FormState, Saying};
use crate::session::use_session;
use crate::text::{parts, t};
use crate::ui::{Button, Form, InputKind, Mistake, NoticeKind, PasswordField, TextField};

const EMAIL: &str = "email";
const PASSWORD: &str = "password";

/// `on_said` hears that something else than a mistake came of an attempt.
#[component]
pub fn SignInForm(on_said: Callback<()>) -> impl IntoView {
    let (api, session) = (use_api(), use_session());
    let form = FormState::new(&[EMAIL, PASSWORD], move |form| {
        let who = parse(&form.entered(EMAIL), form.entered(PASSWORD))?;
        Ok(Box::pin(async move {
            Ok(match api.sign_in(&who).await {
                Ok(Some(found)) => {
                    // The frame sees who is signed in and goes on from here.
                    session.begin(found).await;
                    FormReply::Nothing
                }
                Ok(None) => {
                    on_said.run(());
                    FormReply::Said(Saying::new(NoticeKind::Error, || t().sign_in_no_cookies().to_owned()))
                }
                // Nothing is changed by an attempt, so there is no outcome to be in doubt of.
                Err(error) => {
                    FormReply::Refused(Arc::new(move || vec![Mistake::new(EMAIL, sentence(&error))]))
                }
            })
        }))
    })
    .kept_for_a_stranger("sign-in");
    view! {
        {form.told()}
        <Form place=form.place on_submit=move |()| form.submit()>
            <TextField
                id=EMAIL
                label=t().sign_in_email()
                error=form.error(EMAIL)
                value=form.value(EMAIL)
                kind=InputKind::Email
                autocomplete="username"
            />
            <PasswordField
                id=PASSWORD
                label=t().sign_in_password()
                error=form.error(PASSWORD)
                value=form.value(PASSWORD)
                words=parts::password()
            />
            <Button label=t().sign_in_button().to_string() submit=true busy=form.busy />
        </Form>
    }
    .into_any()
}

fn parse(email: &str, password: String) -> Result<SignInRequest, Vec<Mistake>> {
    let email = Email::parse(email).map_err(|problem| match problem {
        EmailProblem::Missing => Mistake::new(EMAIL, t().sign_in_email_missing()),
        EmailProblem::Shape | EmailProblem::TooLong => Mistake::new(EMAIL, t().sign_in_email_shape()),
    });
    let missing = password.is_empty().then(|| Mistake::new(PASSWORD, t().sign_in_password_missing()));
    match (email, missing) {
        (Ok(email), None) => Ok(SignInRequest { email: email.to_string(), password }),
        (email, missing) => Err(email.err().into_iter().chain(missing).collect()),
    }
}
