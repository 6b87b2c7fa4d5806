//! The telephone number.

use domain::ClientId;
use domain::change_phone::{self, PhoneForm as Entry, PhoneRefusal};
use domain::phone::{Phone, PhoneOnFile};
use leptos::prelude::*;
use wire::about_me::{AboutMeView, PhoneRequest};

use super::part::Part;
use crate::api::use_api;
use crate::data::form::FormState;
use crate::data::loaded::Latest;
use crate::text::t;
use crate::ui::{Button, Card, Form, InputKind, Mistake, TextField};

const PHONE: &str = "phone";

pub fn phone_form(client: ClientId, about: Latest<AboutMeView>) -> FormState {
    let (api, part) = (use_api(), Part::new(about, |it| it.phone.clone()));
    let form = FormState::new(&[PHONE], move |form| {
        let request = parse(part.seen(), form.entered(PHONE))?;
        Ok(Box::pin(part.sent(api.change_phone(client, &request), saved, meanwhile)))
    })
    .holding(PHONE, written, move || part.seen().map(|it| it.to_string()).unwrap_or_default())
    .kept(format!("{client} phone"));
    part.in_fields_of(form)
}

#[component]
pub fn PhoneCard(form: FormState) -> impl IntoView {
    view! {
        <Card heading=t().about_me_contact()>
            {form.told()}
            <Form place=form.place on_submit=move |()| form.submit()>
                <TextField
                    id=PHONE
                    label=t().about_me_phone()
                    hint=t().about_me_phone_hint()
                    error=form.error(PHONE)
                    value=form.value(PHONE)
                    kind=InputKind::Phone
                    autocomplete="tel"
                    short=true
                />
                <Button label=t().about_me_save_phone().to_string() submit=true busy=form.busy />
            </Form>
        </Card>
    }
    .into_any()
}

/// Whether somebody else changed the number the server has to say.
fn parse(seen: Option<PhoneOnFile>, phone: String) -> Result<PhoneRequest, Vec<Mistake>> {
    let entry = Entry { seen, phone };
    match change_phone::parse(&entry, entry.seen.as_ref()) {
        Err(PhoneRefusal::Entry(_)) => Err(vec![Mistake::new(PHONE, t().about_me_phone_shape())]),
        Ok(_) | Err(PhoneRefusal::Stale) => Ok(PhoneRequest { seen: entry.seen, phone: entry.phone }),
    }
}

fn written(entered: &str) -> String {
    Phone::parse(entered).map_or_else(|_| entered.trim().to_owned(), |phone| phone.to_string())
}

/// For a sentence, which must not break within it.
fn in_one_line(about: &AboutMeView) -> Option<String> {
    about.phone.as_ref().map(|it| it.to_string().replace(' ', "\u{a0}"))
}

fn saved(now: &AboutMeView) -> String {
    match in_one_line(now) {
        Some(number) => t().about_me_saved(&number),
        None => t().about_me_saved_none().to_owned(),
    }
}

fn meanwhile(now: &AboutMeView) -> String {
    t().phone_meanwhile(in_one_line(now).as_deref())
}
