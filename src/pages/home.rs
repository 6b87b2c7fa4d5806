//! `Home`: what went wrong, what is due next, what needs attention, coverage and card at a glance.

use domain::ClientId;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::{ChargeRowView, ChargeStateView};
use wire::pages::{AccountPage, Page};

use crate::api::use_api;
use crate::data::freshness::renewed;
use crate::data::loaded::load;
use crate::session::use_session;
use crate::text::charge::{about, failed_in_list, moving};
use crate::text::{t, title};
use crate::ui::{Bone, ButtonKind, Card, Empty, Fact, Facts, LinkButton, PageHeading};

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
    let next = billing.open.iter().find(|row| row.state.name() == StateName::Upcoming);
    let failed: Vec<AnyView> =
        billing.open.iter().filter_map(|row| failed_charge(client, row, billing)).collect();
    // With a payment open that failed, nobody is told that there is nothing to pay.
    let next = (failed.is_empty() || next.is_some()).then(|| next_charge(client, next, billing));
    view! {
        {failed_charges(failed)}
        {next}
        {to_do(billing)}
        {at_a_glance(client, billing)}
    }
    .into_any()
}

fn failed_charges(failed: Vec<AnyView>) -> AnyView {
    if failed.is_empty() {
        return ().into_any();
    }
    view! {
        <Card heading=t().failed_charges()>
            <ul class="open-charges">{failed}</ul>
        </Card>
    }
    .into_any()
}

fn failed_charge(client: ClientId, row: &ChargeRowView, billing: &BillingView) -> Option<AnyView> {
    let what_now = failed_in_list(row, client, billing.today)?;
    let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
    let view = view! {
        <li class="open-charge">
            <div class="open-charge-head">
                <div>
                    <p class="figure">{amount}</p>
                    <p class="soft">{about(row, billing.today)}</p>
                </div>
            </div>
            {what_now}
        </li>
    };
    Some(view.into_any())
}

fn next_charge(client: ClientId, next: Option<&ChargeRowView>, billing: &BillingView) -> AnyView {
    let Some((row, ChargeStateView::Upcoming { day, .. })) = next.map(|row| (row, &row.state)) else {
        return view! {
            <Card heading=t().next_charge()>
                <Empty title=t().nothing_next_title() text=t().nothing_next_text() />
            </Card>
        }
        .into_any();
    };
    let today = billing.today;
    let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
    let line = t().amount_on_day(&amount, &t().day(*day, today));
    let about = about(row, today);
    let page = AccountPage::Charge(row.id).of(client).to_string();
    let change = AccountPage::ChangeDate(row.id).of(client).to_string();
    let until = moving(row, today);
    let action = row.can_reschedule.then(|| {
        view! { <LinkButton label=t().change_date() href=change kind=ButtonKind::Primary /> }.into_any()
    });
    view! {
        <Card heading=t().next_charge()>
            <p class="figure">{line}</p>
            <p class="soft">{about} ". " {until}</p>
            {action}
            <p class="screen-only">
                <a href=page>{t().how_amount()}</a>
            </p>
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
        (Some(payer), Some(plan)) => format!("{payer} · {plan}"),
        (Some(payer), None) => payer.clone(),
        (None, _) => t().coverage_self_pay().to_owned(),
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
