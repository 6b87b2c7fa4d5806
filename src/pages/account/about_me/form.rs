//! The telephone number.

use domain::ClientId;
use domain::change_phone::{self, PhoneForm as Entry, PhoneRefusal};
use domain::phone::{Phone, PhoneOnFile};
use leptos::prelude::*;
use wire::contact::{ContactView, PhoneRequest};
use wire::problem::Conflict;

use super::outcome::{meanwhile, number, saved};
use crate::api::{Told, use_api};
use crate::data::form::{FormReply, FormState};
use crate::data::loaded::Latest;
use crate::text::{parts, t};
use crate::ui::{Button, Form, InputKind, Mistake, TextField};

const PHONE: &str = "phone";

/// What becomes known of the number stays with it.
#[component]
pub fn PhoneForm(client: ClientId, contact: Latest<ContactView>) -> impl IntoView {
    let api = use_api();
    let form = FormState::new(&[PHONE], move |form| {
        let request = parse(contact.with(|now| now.phone.clone()), form.entered(PHONE))?;
        Ok(Box::pin(async move {
            let (reply, now) = match api.change_phone(client, &request).await {
                Ok(now) => (FormReply::Done(saved(&now)), now),
                Err(error) => {
                    let changed = error.told().and_then(Told::extension::<Conflict<ContactView>>);
                    let now = changed.ok_or(error)?.now;
                    (FormReply::Said(meanwhile(&now)), now)
                }
            };
            contact.put(now);
            Ok(reply)
        }))
    })
    .holding(PHONE, written, move || contact.with(number).unwrap_or_default())
    .kept(client.to_string());
    view! {
        {form.guard(parts::unsaved(t().about_me_unsaved_title(), t().about_me_unsaved_text()))}
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
            <Button label=t().about_me_save().to_string() submit=true busy=form.busy />
        </Form>
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
