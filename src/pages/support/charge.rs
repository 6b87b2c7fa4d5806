//! Which charge support is to be asked about. It travels with the charge's page: whoever asks about none does without.

use domain::{ChargeId, ClientId};
use leptos::prelude::*;
use wire::charges::ChargeView;
use wire::pages::AccountPage;

use super::{by_number, contact_card};
use crate::api::{Answering, Api, ApiError, use_api};
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::session::use_session;
use crate::text::charge::{about as session_of, amount_and_day, badge};
use crate::text::support::{mail_subject, reference};
use crate::text::t;
use crate::ui::{Bone, Card, Fact, Facts, anew};

const SHAPE: &[Bone] = &[Bone::Short, Bone::Line, Bone::Line];

piece! { charge, Meanwhile::Part(SHAPE);
    /// The charge, and how to reach who can help with it, for its client.
    pub fn about_charge(id: ChargeId) {
        view! { <AboutCharge id=id /> }.into_any()
    }
}

#[component]
fn AboutCharge(id: ChargeId) -> impl IntoView {
    let (api, who) = (use_api(), use_session().who());
    let support = who.as_ref().map(|who| who.support.clone());
    let clients = who.map(|who| who.clients).unwrap_or_default();
    let found = load(move || of_one_of(api, clients.clone(), id));
    let missing = found.missing();
    anew(move || {
        let Some(support) = &support else { return ().into_any() };
        if missing.get() {
            return by_number(support, &id.to_string());
        }
        let about = found.map(|it| mail_subject(&it.row, it.rules.today));
        view! {
            {found.view(SHAPE, charge)}
            {contact_card(support, about.as_deref())}
        }
        .into_any()
    })
}

/// Whose it is the address does not say.
fn of_one_of(api: Api, clients: Vec<ClientId>, id: ChargeId) -> Answering<ChargeView> {
    Box::pin(async move {
        let mut answer = Err(ApiError::Broken);
        for client in clients {
            answer = api.charge(client, id).await;
            if !answer.as_ref().is_err_and(|error| error.status() == Some(404)) {
                break;
            }
        }
        answer
    })
}

fn charge(charge: &ChargeView) -> AnyView {
    let (row, today) = (&charge.row, charge.rules.today);
    let amount = amount_and_day(row, today).or_else(|| row.amount.map(|it| it.to_string()));
    let amount = amount.map(|amount| Fact::new(t().support_amount(), amount));
    let facts = [reference(row), Fact::new(t().support_session(), session_of(row, today))]
        .into_iter()
        .chain(amount)
        .chain([Fact::new(t().support_status(), badge(row, today))])
        .collect();
    let page = AccountPage::Charge(row.id).own().to_string();
    view! {
        <Card heading=t().support_about_title()>
            <p>{t().ask_about_charge_text()}</p>
            <Facts facts=facts />
            <p class="screen-only">
                <a href=page>{t().see_charge()}</a>
            </p>
        </Card>
    }
    .into_any()
}
