//! What waits for a client. It does for few, so it travels to those alone.

use domain::ClientId;
use domain::payment_method::CardStanding;
use leptos::prelude::*;
use wire::billing::{BillingView, PaymentMethodView};
use wire::charges::{ChargeRowView, ChargeStateView, FailReasonView};
use wire::pages::AccountPage;
use wire::to_do::ToDoView;

use crate::api::use_api;
use crate::data::loaded::{Loaded, load};
use crate::data::piece::{Meanwhile, piece};
use crate::text::support::to_payment_methods;
use crate::text::t;
use crate::ui::{Bone, ButtonKind, Card, LinkButton, Notice, NoticeKind};

const SHAPE: &[Bone] = &[Bone::Line, Bone::Button];

piece! { to_do, Meanwhile::Part(SHAPE);
    /// What waits for this client, whose card and charges are known already.
    pub fn to_do(client: ClientId, billing: Loaded<BillingView>) {
        if billing.map(|it| it.more_to_do) == Some(true) {
            let api = use_api();
            load(move || api.to_do(client)).view(SHAPE, move |it| shown(client, billing, Some(it)))
        } else {
            shown(client, billing, None)
        }
    }
}

fn shown(client: ClientId, billing: Loaded<BillingView>, more: Option<&ToDoView>) -> AnyView {
    let card = billing.map(|it| card(client, it)).flatten();
    let more = more.map(|it| tasks(client, it));
    if card.is_none() && more.is_none() {
        return ().into_any();
    }
    view! { <Card heading=t().to_do()>{card} {more}</Card> }.into_any()
}

/// A card, before the next charge: none is there, or it ends.
fn card(client: ClientId, billing: &BillingView) -> Option<AnyView> {
    let waits_for_card = |row: &ChargeRowView| {
        matches!(row.state, ChargeStateView::Failed { reason: FailReasonView::NoMethod, .. })
    };
    let mut planned = billing.open.iter().filter_map(ChargeRowView::planned_for);
    let text = if let Some(card) = &billing.card {
        ending(billing, card)?
    // Where a payment failed for want of a card, it says so itself.
    } else if !billing.card_required || billing.open.iter().any(waits_for_card) {
        return None;
    } else if let Some(day) = planned.next() {
        t().card_missing_before(&t().day(day, billing.today))
    } else {
        t().card_missing_text().to_owned()
    };
    let task = view! {
        <Notice kind=NoticeKind::Warning>
            <p>{text}</p>
            <LinkButton label=t().card_add() href=to_payment_methods(client) kind=ButtonKind::Primary />
        </Notice>
    };
    Some(task.into_any())
}

/// That the card ends before a payment is taken, ends soon, or has ended.
fn ending(billing: &BillingView, card: &PaymentMethodView) -> Option<String> {
    let (until, today) = (card.good_until(), billing.today);
    let is_too_late = |row: &ChargeRowView| row.planned_for().is_some_and(|day| day > until);
    let (brand, last4, day) = (&card.brand, &card.last4, t().day(until, today));
    if billing.open.iter().any(is_too_late) {
        return Some(t().card_ends_first(brand, last4, &day));
    }
    match CardStanding::of(until, today) {
        CardStanding::Ended if billing.card_required => Some(t().to_do_card_ended(brand, last4, &day)),
        CardStanding::EndsSoon if billing.card_required => Some(t().to_do_card_ends(brand, last4, &day)),
        CardStanding::Good | CardStanding::EndsSoon | CardStanding::Ended => None,
    }
}

fn tasks(client: ClientId, it: &ToDoView) -> AnyView {
    let about_me = AccountPage::AboutMe.of(client).to_string();
    let email = it.confirm_email.as_ref().map(|email| {
        let text = t().to_do_confirm_email(&format!("\u{2068}{email}\u{2069}"));
        task(t().about_me_email_sending(), text, t().confirm_email_to_about_me(), about_me)
    });
    let coverage = it.coverage_ends.map(|day| {
        let text = t().to_do_coverage_ends(&t().day(day, it.today));
        let to = AccountPage::Coverage.of(client).to_string();
        task(t().to_do_coverage_ends_title(), text, t().to_do_coverage_see(), to)
    });
    view! { {email} {coverage} }.into_any()
}

fn task(title: &'static str, text: String, way: &'static str, to: String) -> AnyView {
    view! {
        <Notice kind=NoticeKind::Warning title=title>
            <p>{text}</p>
            <LinkButton label=way href=to />
        </Notice>
    }
    .into_any()
}
