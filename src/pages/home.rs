//! `Home`: what went wrong, what is due next, what needs attention, coverage and card at a glance.

use domain::ClientId;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::ChargeRowView;
use wire::pages::{AccountPage, Page};

use crate::api::use_api;
use crate::data::failure::unread;
use crate::data::freshness::renewed;
use crate::data::loaded::load;
use crate::session::use_session;
use crate::text::open_charge::open_charge;
use crate::text::{t, title};
use crate::ui::{Bone, Card, Empty, Fact, Facts, PageHeading, verbatim};

#[component]
pub fn HomePage(client: ClientId) -> impl IntoView {
    let name = use_session().who().map(|session| session.first_name).unwrap_or_default();
    let api = use_api();
    let billing = load(move || api.billing(client));
    renewed(billing, |billing| billing.holds_for_seconds);
    view! {
        <div class="page">
            <PageHeading
                heading=t().home_title(&name)
                title=title(t().nav_home())
                lead=t().home_lead().to_string()
            />
            {billing.view(&[Bone::Short, Bone::Title, Bone::Line, Bone::Button], move |billing| at_home(client, billing))}
        </div>
    }
    .into_any()
}

fn at_home(client: ClientId, billing: &BillingView) -> AnyView {
    let shown = |row, said_above| open_charge(client, row, billing.today, said_above);
    let named = |name: StateName| billing.open.iter().filter(move |row| row.state.name() == name);
    let failed: Vec<AnyView> = named(StateName::Failed).map(|row| shown(row, true)).collect();
    // Where no day is planned, a charge may still be on hold or be given a day: that is not nothing.
    let other = |row: &&ChargeRowView| row.state.name().is_to_pay() && row.state.name() != StateName::Failed;
    let next = named(StateName::Upcoming).next().or_else(|| billing.open.iter().find(other));
    let next = match next {
        Some(row) => charges(t().next_charge(), vec![shown(row, false)]),
        // With a payment open that failed, or a charge that only a newer page can show, nobody is told that there is nothing to pay.
        None if !failed.is_empty() || billing.open.unread > 0 => ().into_any(),
        None => view! {
            <Card heading=t().next_charge()>
                <Empty title=t().nothing_next_title() text=t().nothing_next_text() />
            </Card>
        }
        .into_any(),
    };
    let failed = (!failed.is_empty()).then(|| charges(t().failed_charges(), failed));
    view! {
        {failed}
        {next}
        {unread(billing.open.unread)}
        {to_do(billing)}
        {at_a_glance(client, billing)}
    }
    .into_any()
}

fn charges(heading: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <Card heading=heading>
            <ul class="open-charges">{rows}</ul>
        </Card>
    }
    .into_any()
}

/// What the client has to see to before the next charge.
fn to_do(billing: &BillingView) -> AnyView {
    if !billing.card_required || billing.card.is_some() {
        return ().into_any();
    }
    view! {
        <Card heading=t().to_do()>
            <ul class="home-tasks">
                <li>
                    <a href=Page::Support.to_string()>{t().card_missing_title()}</a>
                    <p class="soft">{t().card_missing_text()}</p>
                </li>
            </ul>
        </Card>
    }
    .into_any()
}

fn at_a_glance(client: ClientId, billing: &BillingView) -> AnyView {
    let coverage = match (&billing.payer, &billing.plan) {
        (Some(payer), Some(plan)) => verbatim(format!("{payer} · {plan}")),
        (Some(payer), None) => verbatim(payer.clone()),
        (None, _) => t().coverage_self_pay().into_any(),
    };
    let card = match (&billing.card, &billing.payer) {
        (Some(card), _) => t().card_ending_in(&card.brand, &card.last4),
        (None, Some(payer)) if !billing.card_required => t().card_not_needed(payer),
        (None, _) => t().card_missing_title().to_owned(),
    };
    let facts = vec![Fact::new(t().coverage(), coverage), Fact::new(t().card(), card)];
    view! {
        <Card heading=t().at_a_glance()>
            <Facts facts=facts />
            <p class="screen-only">
                <a href=AccountPage::Billing.of(client).to_string()>{t().all_charges()}</a>
            </p>
        </Card>
    }
    .into_any()
}
