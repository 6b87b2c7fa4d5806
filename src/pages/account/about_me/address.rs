//! Where the client lives.

use domain::ClientId;
use domain::address::{Address, AddressLines, AddressPart, AddressProblem, UsState};
use domain::change_address::{self, AddressForm as Entry, AddressRefusal};
use leptos::prelude::*;
use wire::about_me::{AboutMeView, AddressRequest};

use super::part::Part;
use crate::api::use_api;
use crate::data::form::FormState;
use crate::data::loaded::Latest;
use crate::text::t;
use crate::ui::{Button, Card, Choice, Form, InputKind, Mistake, Select, TextField, anew};

const FIELDS: [&str; 5] = ["address-line1", "address-line2", "address-city", "address-state", "address-zip"];

pub fn address_form(client: ClientId, about: Latest<AboutMeView>) -> FormState {
    let (api, part) = (use_api(), Part::new(about, |it| it.address.clone()));
    let form = FormState::new(&FIELDS, move |form| {
        let request = parse(part.seen(), entered(form))?;
        Ok(Box::pin(part.sent(api.change_address(client, &request), saved, meanwhile)))
    });
    let held = |form: FormState, of: AddressPart| {
        let there = move || part.seen().map(|it| it.lines().part(of).to_owned()).unwrap_or_default();
        form.holding(field(of), |entered| entered.trim().to_owned(), there)
    };
    let form = AddressPart::ALL.into_iter().fold(form, held).kept(format!("{client} address"));
    part.in_fields_of(form)
}

#[component]
pub fn AddressCard(form: FormState, about: Latest<AboutMeView>) -> impl IntoView {
    let removing = anew(move || {
        let is_there = about.with(|it| it.address.is_some());
        is_there.then(|| view! { <p class="soft">{t().about_me_remove_hint()}</p> }).into_any()
    });
    let states = UsState::all().map(|it| Choice::new(it.code(), it.name()));
    let states = std::iter::once(Choice::new("", t().about_me_no_state())).chain(states).collect();
    let line = move |part, label: &'static str, autocomplete: &'static str| {
        let id = field(part);
        view! { <TextField id=id label=label error=form.error(id) value=form.value(id) autocomplete=autocomplete /> }
            .into_any()
    };
    let [_, _, city, state, zip] = FIELDS;
    view! {
        <Card heading=t().about_me_address()>
            {form.told()}
            <Form place=form.place on_submit=move |()| form.submit()>
                {removing}
                {line(AddressPart::Line1, t().about_me_line1(), "address-line1")}
                {line(AddressPart::Line2, t().about_me_line2(), "address-line2")}
                <TextField
                    id=city
                    label=t().about_me_city()
                    hint=t().about_me_city_hint()
                    error=form.error(city)
                    value=form.value(city)
                    autocomplete="address-level2"
                />
                <Select
                    id=state
                    label=t().about_me_state()
                    error=form.error(state)
                    choices=states
                    value=form.value(state)
                    autocomplete="address-level1"
                    names=true
                />
                <TextField
                    id=zip
                    label=t().about_me_zip()
                    error=form.error(zip)
                    value=form.value(zip)
                    kind=InputKind::Digits
                    autocomplete="postal-code"
                    short=true
                />
                <Button label=t().about_me_save_address().to_string() submit=true busy=form.busy />
            </Form>
        </Card>
    }
    .into_any()
}

const fn field(part: AddressPart) -> &'static str {
    match part {
        AddressPart::Line1 => FIELDS[0],
        AddressPart::Line2 => FIELDS[1],
        AddressPart::City => FIELDS[2],
        AddressPart::State => FIELDS[3],
        AddressPart::Zip => FIELDS[4],
    }
}

fn entered(form: FormState) -> AddressLines {
    let [line1, line2, city, state, zip] = AddressPart::ALL.map(|part| form.entered(field(part)));
    AddressLines { line1, line2, city, state, zip }
}

/// Whether somebody else changed the address the server has to say.
fn parse(seen: Option<Address>, lines: AddressLines) -> Result<AddressRequest, Vec<Mistake>> {
    let entry = Entry { seen, lines };
    match change_address::parse(&entry, entry.seen.as_ref()) {
        Err(AddressRefusal::Entry(problems)) => {
            let mistake = |it| Mistake::new(field(AddressProblem::part(it)), t().address_problem(it));
            Err(problems.into_iter().map(mistake).collect())
        }
        Ok(_) | Err(AddressRefusal::Stale) => Ok(AddressRequest { seen: entry.seen, address: entry.lines }),
    }
}

fn saved(now: &AboutMeView) -> String {
    t().address_saved(now.address.as_ref().map(ToString::to_string).as_deref())
}

fn meanwhile(now: &AboutMeView) -> String {
    t().address_meanwhile(now.address.as_ref().map(ToString::to_string).as_deref())
}
