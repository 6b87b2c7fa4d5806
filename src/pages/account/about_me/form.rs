//! The telephone number.

use domain::ClientId;
use domain::change_phone::{self, PhoneForm as Entry, PhoneRefusal};
use domain::contact::Phone;
use leptos::prelude::*;
use wire::contact::{ContactView, PhoneRequest};
use wire::problem::Conflict;

use crate::api::{Told, use_api};
use crate::data::form::{FormReply, FormState, Saying};
use crate::data::loaded::Latest;
use crate::text::{parts, t};
use crate::ui::{Button, Form, InputKind, Mistake, NoticeKind, TextField};

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
    .holding(PHONE, move || contact.with(number).unwrap_or_default())
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
fn parse(seen: Option<Phone>, phone: String) -> Result<PhoneRequest, Vec<Mistake>> {
    let entry = Entry { seen, phone };
    match change_phone::parse(&entry, entry.seen.as_ref()) {
        Err(PhoneRefusal::Entry(_)) => Err(vec![Mistake::new(PHONE, t().about_me_phone_shape())]),
        Ok(_) | Err(PhoneRefusal::Stale) => Ok(PhoneRequest { seen: entry.seen, phone: entry.phone }),
    }
}

fn number(contact: &ContactView) -> Option<String> {
    contact.phone.as_ref().map(Phone::to_string)
}

fn saved(now: &ContactView) -> Saying {
    let text = number(now).map(|it| t().about_me_saved(&it));
    Saying::done(t().about_me_saved_title(), text.unwrap_or_else(|| t().about_me_saved_none().to_owned()))
}

/// It was changed elsewhere; what was entered stands, and may be sent again.
fn meanwhile(now: &ContactView) -> Saying {
    let text = number(now).map(|it| t().about_me_meanwhile(&it));
    Saying::new(NoticeKind::Warning, text.unwrap_or_else(|| t().about_me_meanwhile_none().to_owned()))
}
