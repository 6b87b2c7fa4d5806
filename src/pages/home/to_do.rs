//! What waits for a client. It does for few, so it travels to those alone.

use domain::ClientId;
use domain::payment_method::last_day;
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::{ChargeRowView, ChargeStateView, FailReasonView};
use wire::pages::{AccountPage, Page};
use wire::to_do::ToDoView;

use crate::api::use_api;
use crate::data::loaded::{Loaded, load};
use crate::data::piece::{Meanwhile, piece};
use crate::text::support::ask_about;
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
    let card = billing.map(card).flatten();
    let more = more.map(|it| tasks(client, it));
    if card.is_none() && more.is_none() {
        return ().into_any();
    }
    view! { <Card heading=t().to_do()>{card} {more}</Card> }.into_any()
}

/// A card, before the next charge: none is there, or it will have ended.
fn card(billing: &BillingView) -> Option<AnyView> {
    let waits_for_card = |row: &ChargeRowView| {
        matches!(row.state, ChargeStateView::Failed { reason: FailReasonView::NoMethod, .. })
    };
    let mut planned = billing.open.iter().filter_map(|row| Some((row, row.planned_for()?)));
    let (text, label, href) = if let Some(card) = &billing.card {
        let (row, _) = planned.find(|(_, day)| !card.is_good_on(*day))?;
        let ends = t().day(last_day(card.expires_year, card.expires_month), billing.today);
        (t().card_ends_first(&card.brand, &card.last4, &ends), t().failed_ask(), ask_about(row.id))
    // Where a payment failed for want of a card, it says so itself.
    } else if !billing.card_required || billing.open.iter().any(waits_for_card) {
        return None;
    } else if let Some((row, day)) = planned.next() {
        let text = t().card_missing_before(&t().day(day, billing.today));
        (text, t().card_missing_ask(), ask_about(row.id))
    } else {
        (t().card_missing_text().to_owned(), t().card_missing_ask(), Page::Support.to_string())
    };
    let task = view! {
        <Notice kind=NoticeKind::Warning>
            <p>{text}</p>
            <LinkButton label=label href=href kind=ButtonKind::Primary />
        </Notice>
    };
    Some(task.into_any())
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
