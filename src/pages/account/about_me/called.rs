//! What the client is called, and their pronouns.

use domain::ClientId;
use domain::called::{self, Called, CalledForm as Entry, CalledPart, CalledRefusal};
use leptos::prelude::*;
use wire::about_me::{AboutMeView, CalledRequest};

use super::part::Part;
use crate::api::use_api;
use crate::data::form::FormState;
use crate::data::loaded::Latest;
use crate::session::use_session;
use crate::text::t;
use crate::ui::{Button, Card, Form, Mistake, TextField};

const NAME: &str = "chosen-name";
const PRONOUNS: &str = "pronouns";
const SUGGESTIONS: &str = "pronouns-suggested";

/// What people often say. It is theirs in every language; whatever else they enter is taken as well.
const SUGGESTED: [&str; 5] = ["she/her", "he/him", "they/them", "she/they", "he/they"];

pub fn called_form(client: ClientId, about: Latest<AboutMeView>) -> FormState {
    let (api, session, part) = (use_api(), use_session(), Part::new(about, |it| it.called.clone()));
    let form = FormState::new(&[NAME, PRONOUNS], move |form| {
        let request = parse(part.seen(), form.entered(NAME), form.entered(PRONOUNS))?;
        Ok(Box::pin(async move {
            let reply = part.sent(api.change_called(client, &request), saved, meanwhile).await?;
            // Every page of this browser calls them so from now on.
            session.was_renamed();
            Ok(reply)
        }))
    })
    .holding(NAME, trimmed, move || part.seen().chosen_first.unwrap_or_default())
    .holding(PRONOUNS, trimmed, move || part.seen().pronouns.unwrap_or_default())
    .kept(format!("{client} called"));
    part.in_fields_of(form)
}

#[component]
pub fn CalledCard(form: FormState, about: Latest<AboutMeView>) -> impl IntoView {
    let legal = about.with_untracked(|it| it.on_file.legal_first.clone());
    let suggested = SUGGESTED.map(|it| view! { <option value=it></option> });
    view! {
        <Card heading=t().about_me_called()>
            {form.told()}
            <Form place=form.place on_submit=move |()| form.submit()>
                <TextField
                    id=NAME
                    label=t().about_me_chosen_name()
                    hint=t().about_me_chosen_name_hint(&legal)
                    error=form.error(NAME)
                    value=form.value(NAME)
                    autocomplete="nickname"
                />
                <TextField
                    id=PRONOUNS
                    label=t().about_me_pronouns()
                    hint=t().about_me_pronouns_hint()
                    error=form.error(PRONOUNS)
                    value=form.value(PRONOUNS)
                    list=SUGGESTIONS
                    short=true
                />
                <datalist id=SUGGESTIONS>{suggested}</datalist>
                <Button label=t().about_me_save_called().to_string() submit=true busy=form.busy />
            </Form>
        </Card>
    }
    .into_any()
}

/// Whether somebody else changed it the server has to say.
fn parse(seen: Called, chosen_first: String, pronouns: String) -> Result<CalledRequest, Vec<Mistake>> {
    let entry = Entry { seen, chosen_first, pronouns };
    match called::parse(&entry, &entry.seen) {
        Err(CalledRefusal::Entry(problems)) => {
            let mistake = |(part, problem)| Mistake::new(field(part), t().line_problem(problem));
            Err(problems.into_iter().map(mistake).collect())
        }
        Ok(_) | Err(CalledRefusal::Stale) => {
            let Entry { seen, chosen_first, pronouns } = entry;
            Ok(CalledRequest { seen, chosen_first, pronouns })
        }
    }
}

const fn field(part: CalledPart) -> &'static str {
    match part {
        CalledPart::ChosenFirst => NAME,
        CalledPart::Pronouns => PRONOUNS,
    }
}

fn trimmed(entered: &str) -> String {
    entered.trim().to_owned()
}

fn saved(now: &AboutMeView) -> String {
    t().called_saved(&now.on_file.legal_first, &now.called)
}

fn meanwhile(now: &AboutMeView) -> String {
    t().called_meanwhile(&now.on_file.legal_first, &now.called)
}
