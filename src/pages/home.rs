//! `Home`: what went wrong, what is due next, what needs attention, coverage and card at a glance.

pub mod to_do;

use domain::apart::set_apart;
use domain::charge::StateName;
use domain::{ClientId, Money};
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::ChargeRowView;
use wire::pages::AccountPage;

use self::to_do::to_do;
use crate::api::use_api;
use crate::data::failure::unread;
use crate::data::freshness::renewed;
use crate::data::loaded::{Loaded, load};
use crate::session::use_session;
use crate::text::charge::card_expires;
use crate::text::open_charge::Listing;
use crate::text::{t, title};
use crate::ui::{Bone, Card, Empty, Fact, Facts, PageHeading, verbatim};

#[component]
pub fn HomePage(client: ClientId) -> impl IntoView {
    let name = use_session().who().map(|session| session.first_name).unwrap_or_default();
    let api = use_api();
    let billing = load(move || api.billing(client));
    renewed(billing, |billing| billing.holds_for_seconds, |one, other| one.sign == other.sign);
    let listing = Listing::new(client, billing);
    view! {
        <div class="page">
            <PageHeading heading=t().home_title(&name) title=title(t().nav_home()) />
            {listing.told()}
            {billing.view(&[Bone::Short, Bone::Title, Bone::Line, Bone::Button], move |it| at_home(listing, billing, it))}
        </div>
    }
    .into_any()
}

fn at_home(listing: Listing, loaded: Loaded<BillingView>, billing: &BillingView) -> AnyView {
    let shown = |row, said_above| listing.row(row, billing.today, said_above);
    let named = |name: StateName| billing.open.iter().filter(move |row| row.state.name() == name);
    let failed: Vec<AnyView> = named(StateName::Failed).map(|row| shown(row, true)).collect();
    // Where no day is planned, a charge may still be on hold or be given a day: that is not nothing.
    let other = |row: &&ChargeRowView| row.state.name().is_to_pay() && row.state.name() != StateName::Failed;
    let next = named(StateName::Upcoming).next().or_else(|| billing.open.iter().find(other));
    let mut leads_on = false;
    let next = match next {
        Some(row) => {
            let more = more_scheduled(listing.client, billing, row);
            leads_on = more.is_some();
            charges(t().next_charge(), vec![shown(row, false)], more)
        }
        // With a payment open that failed, or a charge that only a newer page can show, nobody is told that there is nothing to pay.
        None if !failed.is_empty() || billing.open.unread > 0 => ().into_any(),
        None => view! {
            <Card heading=t().next_charge()>
                <Empty title=t().nothing_next_title() text=t().nothing_next_text() />
            </Card>
        }
        .into_any(),
    };
    let waits = billing.more_to_do || lacks_card(billing);
    let failed = (!failed.is_empty()).then(|| charges(t().failed_charges(), failed, None));
    view! {
        {failed}
        {waits.then(|| to_do(listing.client, loaded))}
        {next}
        {unread(billing.open.unread)}
        {at_a_glance(listing.client, billing, leads_on)}
    }
    .into_any()
}

/// How many others are to come for which no day is planned yet, beside the `next` one. Any of them may be taken before that.
fn more_scheduled(client: ClientId, billing: &BillingView, next: &ChargeRowView) -> Option<AnyView> {
    let is_other = |row: &&ChargeRowView| row.state.name() == StateName::Scheduled && row.id != next.id;
    let (mut count, mut cents) = (0, 0);
    for amount in billing.open.iter().filter(is_other).filter_map(|row| row.amount) {
        count += 1;
        cents += amount.cents();
    }
    if count == 0 {
        return None;
    }
    let text = t().more_scheduled(count, &Money::new(cents, next.amount?.currency()).to_string());
    Some(view! { <p>{text} " " <span class="screen-only">{to_all_charges(client)}</span></p> }.into_any())
}

fn to_all_charges(client: ClientId) -> AnyView {
    view! { <a href=AccountPage::Billing.of(client).to_string()>{t().all_charges()}</a> }.into_any()
}

/// Whether a card is asked for and there is none to charge or it ends soon, or it will have ended by a day that is planned.
fn lacks_card(billing: &BillingView) -> bool {
    let Some(card) = &billing.card else { return billing.card_required };
    let is_too_late = |row: &ChargeRowView| row.planned_for().is_some_and(|day| !card.is_good_on(day));
    billing.card_ends || billing.open.iter().any(is_too_late)
}

fn charges(heading: &'static str, rows: Vec<AnyView>, more: Option<AnyView>) -> AnyView {
    view! {
        <Card heading=heading>
            <ul class="open-charges">{rows}</ul>
            {more}
        </Card>
    }
    .into_any()
}

/// `leads_on` where the way to all charges is above already.
fn at_a_glance(client: ClientId, billing: &BillingView, leads_on: bool) -> AnyView {
    let coverage = match (&billing.payer, &billing.plan) {
        (Some(payer), Some(plan)) => verbatim(format!("{} · {}", set_apart(payer), set_apart(plan))),
        (Some(payer), None) => verbatim(payer.clone()),
        (None, _) => t().coverage_self_pay().into_any(),
    };
    let card = match (&billing.card, &billing.payer) {
        (Some(card), _) => {
            format!("{} · {}", t().card_ending_in(&card.brand, &card.last4), card_expires(card))
        }
        (None, Some(payer)) if !billing.card_required => t().card_not_needed(payer),
        (None, _) => t().card_missing_title().to_owned(),
    };
    let facts = vec![Fact::new(t().coverage(), coverage), Fact::new(t().card(), card)];
    view! {
        <Card heading=t().at_a_glance()>
            <Facts facts=facts />
            {(!leads_on).then(|| view! { <p class="screen-only">{to_all_charges(client)}</p> })}
        </Card>
    }
    .into_any()
}
