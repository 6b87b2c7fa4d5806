//! The tab `Billing Information`: upcoming charges, the card, the history.

use domain::ClientId;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::ChargeRowView;
use wire::pages::Page;

use super::history::history_card;
use crate::api::use_api;
use crate::data::failure::unread;
use crate::data::freshness::renewed;
use crate::data::loaded::load;
use crate::text::open_charge::Listing;
use crate::text::t;
use crate::ui::{Bone, Card, Empty, LinkButton};

#[component]
pub fn BillingTab(client: ClientId) -> impl IntoView {
    let api = use_api();
    let billing = load(move || api.billing(client));
    renewed(billing, |billing| billing.holds_for_seconds, |one, other| one.sign == other.sign);
    let listing = Listing::new(client, billing);
    view! {
            {listing.told()}
            {billing
                .view(
                    &[Bone::Short, Bone::Title, Bone::Line, Bone::Button],
                    move |billing| {
                        view! {
                            {upcoming(listing, billing)}
                            {method(billing)}
                        }
                            .into_any()
                    },
                )}
            {history_card(client)}
    }
    .into_any()
}

fn upcoming(listing: Listing, billing: &BillingView) -> AnyView {
    let open: Vec<&ChargeRowView> = billing.open.iter().filter(|row| row.state.name().is_to_pay()).collect();
    let missing = billing.open.unread;
    if open.is_empty() && missing == 0 {
        return view! {
            <Card heading=t().upcoming_charges()>
                <Empty title=t().nothing_next_title() text=t().upcoming_empty() />
            </Card>
        }
        .into_any();
    }
    // What is true of several is said once, above them. They come last.
    let is_scheduled = |row: &&ChargeRowView| row.state.name() == StateName::Scheduled;
    let several = open.iter().copied().filter(is_scheduled).count() > 1;
    let (mut others, mut scheduled) = (Vec::new(), Vec::new());
    for row in open {
        let is_below = several && is_scheduled(&row);
        let rows: &mut Vec<AnyView> = if is_below { &mut scheduled } else { &mut others };
        rows.push(listing.row(row, billing.today, is_below));
    }
    let others = (!others.is_empty()).then(|| view! { <ul class="open-charges">{others}</ul> });
    let scheduled = several.then(|| {
        view! {
            <h3>{t().state_scheduled()}</h3>
            <p>{t().scheduled_all_text()}</p>
            <ul class="open-charges">{scheduled}</ul>
        }
    });
    view! {
        <Card heading=t().upcoming_charges()>
            {others}
            {scheduled}
            {unread(missing)}
        </Card>
    }
    .into_any()
}

fn method(billing: &BillingView) -> AnyView {
    let body = match (&billing.card, &billing.payer) {
        (Some(card), _) => {
            let expires = t().card_expires(
                &format!("{:02}", card.expires_month),
                &format!("{:02}", card.expires_year % 100),
            );
            view! {
                <p>
                    {t().card_ending_in(&card.brand, &card.last4)} " · " <span class="soft">{expires}</span>
                </p>
            }
            .into_any()
        }
        (None, Some(payer)) if !billing.card_required => {
            view! { <p>{t().card_not_needed(payer)}</p> }.into_any()
        }
        (None, _) => {
            let action = view! { <LinkButton label=t().card_missing_ask() href=Page::Support.to_string() /> }
                .into_any();
            view! { <Empty title=t().card_missing_title() text=t().card_missing_text() action=action /> }
                .into_any()
        }
    };
    view! { <Card heading=t().payment_method()>{body}</Card> }.into_any()
}
