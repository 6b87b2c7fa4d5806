//! The tab `Billing Information`: upcoming charges, payment methods, the history.

pub mod below;

use domain::ClientId;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::ChargeRowView;

use self::below::below_charges;
use crate::api::use_api;
use crate::data::failure::unread;
use crate::data::freshness::renewed;
use crate::data::loaded::load;
use crate::text::open_charge::Listing;
use crate::text::t;
use crate::ui::{Bone, Card, Empty};

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
                    move |billing| upcoming(listing, billing),
                )}
            {below_charges(listing)}
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
