//! The email address, which is another one once that was confirmed.

use domain::ClientId;
use domain::change_email::{self, EmailForm as Entry, EmailRefusal};
use domain::contact::Email;
use leptos::prelude::*;
use wire::about_me::{AboutMeView, EmailChangeView, EmailRequest};

use super::part::Part;
use crate::api::use_api;
use crate::data::form::{FormReply, FormState, Saying};
use crate::data::loaded::Latest;
use crate::text::t;
use crate::ui::{
    Button, ButtonKind, Card, Form, InputKind, Mistake, Notice, NoticeKind, TextField, anew, show_field,
};

const EMAIL: &str = "new-email";

pub fn email_form(client: ClientId, about: Latest<AboutMeView>) -> FormState {
    let (api, part) = (use_api(), Part::new(about, |it| it.email.clone()));
    let form = FormState::new(&[EMAIL], move |form| {
        let request = parse(part.seen(), form.entered(EMAIL))?;
        Ok(Box::pin(part.sent_as(api.change_email(client, &request), asked_title, asked, meanwhile)))
    })
    .holding(EMAIL, |entered| entered.trim().to_owned(), String::new)
    .kept(format!("{client} email"));
    part.in_fields_of(form)
}

#[component]
pub fn EmailCard(client: ClientId, form: FormState, about: Latest<AboutMeView>) -> impl IntoView {
    let now = anew(move || {
        let email = about.with(|it| it.email.clone());
        let text = email.map_or_else(
            || t().about_me_email_none().to_owned(),
            |email| t().about_me_email_now(&isolated(&email)),
        );
        view! { <p>{text}</p> }.into_any()
    });
    view! {
        <Card heading=t().about_me_email()>
            {form.told()} <Waiting client=client form=form about=about /> {now}
            <Form place=form.place on_submit=move |()| form.submit()>
                <TextField
                    id=EMAIL
                    label=t().about_me_new_email()
                    hint=t().about_me_email_hint()
                    error=form.error(EMAIL)
                    value=form.value(EMAIL)
                    kind=InputKind::Email
                    autocomplete="email"
                />
                <Button label=t().about_me_change_email().to_string() submit=true busy=form.busy />
            </Form>
        </Card>
    }
    .into_any()
}

/// The address that is to be confirmed, and what can be done about it. What comes of it is said where the form says what came of it,
/// so that only the latest is.
#[component]
fn Waiting(client: ClientId, form: FormState, about: Latest<AboutMeView>) -> impl IntoView {
    let api = use_api();
    let again = FormState::new(&[], move |_| {
        let (seen, to) = about.with_untracked(|it| (it.email.clone(), it.email_change.clone()));
        let email = to.map(|it| it.to.to_string()).unwrap_or_default();
        Ok(Box::pin(async move {
            let now = api.change_email(client, &EmailRequest { seen, email }).await?;
            about.put(now.clone());
            let titled = now.clone();
            let said = Saying::done(move || asked_title(&titled).to_owned(), move || asked(&now));
            form.said.set(Some(said));
            Ok(FormReply::Nothing)
        }))
    });
    let withdraw = FormState::new(&[], move |_| {
        Ok(Box::pin(async move {
            let now = api.withdraw_email(client).await?;
            about.put(now.clone());
            let said = Saying::done(|| t().about_me_saved_title().to_owned(), move || kept(&now));
            form.said.set(Some(said));
            Ok(FormReply::Nothing)
        }))
    });
    let waits = Memo::new(move |_| about.with(|it| it.email_change.clone()));
    let is_told =
        Memo::new(move |_| form.said.with(|it| it.as_ref().is_some_and(|it| it.kind == NoticeKind::Done)));
    let notice = anew(move || {
        let Some(change) = waits.get() else { return ().into_any() };
        let withdraw = view! {
            <Button
                label=t().about_me_email_withdraw().to_string()
                kind=ButtonKind::Quiet
                busy=withdraw.busy
                on_press=move |()| withdraw.submit()
            />
        };
        if change.is_refused {
            let to = change.to.to_string();
            return view! {
                <Notice kind=NoticeKind::Warning title=t().about_me_email_refused_title()>
                    <p>{t().about_me_email_refused(&isolated(&change.to))}</p>
                    <div class="ui-buttons">
                        <Button
                            label=t().about_me_email_correct().to_string()
                            on_press=move |()| correct(form, &to)
                        />
                        {withdraw}
                    </div>
                </Notice>
            }
            .into_any();
        }
        let acts = view! {
            <div class="ui-buttons">
                <Button
                    label=t().about_me_email_again().to_string()
                    busy=again.busy
                    on_press=move |()| again.submit()
                />
                {withdraw}
            </div>
        };
        // Who asked just now reads above that the link is on its way.
        if is_told.get() {
            return acts.into_any();
        }
        view! { <Notice title=t().about_me_email_sending()><p>{on_its_way(&change)}</p> {acts}</Notice> }
            .into_any()
    });
    view! { {again.told()} {withdraw.told()} {notice} }.into_any()
}

/// The address stands in the field, with the focus, for who sees what is wrong with it.
fn correct(form: FormState, address: &str) {
    form.value(EMAIL).set(address.to_owned());
    show_field(EMAIL);
}

fn on_its_way(change: &EmailChangeView) -> String {
    let to = isolated(&change.to);
    match change.until {
        _ if change.is_over => t().about_me_email_over(&to),
        Some(until) => t().about_me_email_until(&to, &t().time(until)),
        None => t().about_me_email_on_its_way(&to),
    }
}

/// Whether somebody else changed the address the server has to say.
fn parse(seen: Option<Email>, email: String) -> Result<EmailRequest, Vec<Mistake>> {
    let entry = Entry { seen, email };
    match change_email::parse(&entry, entry.seen.as_ref()) {
        Err(EmailRefusal::Entry(problem)) => Err(vec![Mistake::new(EMAIL, t().email_problem(problem))]),
        Ok(_) | Err(EmailRefusal::Stale) => Ok(EmailRequest { seen: entry.seen, email: entry.email }),
    }
}

fn asked_title(now: &AboutMeView) -> &'static str {
    if now.email_change.is_some() { t().about_me_email_asked_title() } else { t().about_me_saved_title() }
}

fn asked(now: &AboutMeView) -> String {
    match (&now.email_change, &now.email) {
        (Some(change), _) => t().about_me_email_asked(&isolated(&change.to)),
        (None, Some(email)) => t().about_me_email_same(&isolated(email)),
        (None, None) => t().about_me_email_withdrawn_none().to_owned(),
    }
}

fn kept(now: &AboutMeView) -> String {
    now.email.as_ref().map_or_else(
        || t().about_me_email_withdrawn_none().to_owned(),
        |email| t().about_me_email_withdrawn(&isolated(email)),
    )
}

fn meanwhile(now: &AboutMeView) -> String {
    t().email_meanwhile(now.email.as_ref().map(Email::as_str))
}

/// Whichever way the words around it are read, an address stays as it is.
fn isolated(email: &Email) -> String {
    format!("\u{2068}{email}\u{2069}")
}
