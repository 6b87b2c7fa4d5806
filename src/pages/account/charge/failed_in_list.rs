//! What failed, and `Pay now`, where the charge is one of a list. It travels with the charge's page: whoever has nothing that failed
//! does without.

use domain::ChargeId;
use leptos::prelude::*;
use wire::charges::ChargeStateView;

use super::failed::failed;
use super::paying::Paying;
use crate::api::use_api;
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::text::open_charge::Listing;
use crate::text::t;
use crate::ui::{Bone, Notice, NoticeKind, whenever};

const SHAPE: &[Bone] = &[Bone::Line, Bone::Button];

piece! { charge, Meanwhile::Part(SHAPE);
    /// What to know of the failed payment `id`, and what to do about it.
    pub fn failed_in_list(listing: Listing, id: ChargeId) {
        view! { <FailedInList listing=listing id=id /> }.into_any()
    }
}

#[component]
fn FailedInList(listing: Listing, id: ChargeId) -> impl IntoView {
    let (api, client) = (use_api(), listing.client);
    let charge = load(move || api.charge(client, id));
    let paying = Paying::of(client, id, charge);
    whenever(move || {
        let Some(now) = charge.get() else { return };
        match now.row.state {
            ChargeStateView::Failed { .. } | ChargeStateView::Processing => {}
            ChargeStateView::Paid { .. } => {
                let amount = now.row.amount.map(|it| it.to_string()).unwrap_or_default();
                listing.tell(move || paid(&amount));
                listing.changed();
            }
            _ => listing.changed(),
        }
    });
    view! {
        {paying.form.told()}
        {charge.view(SHAPE, move |now| failed(now, paying))}
    }
    .into_any()
}

/// One that is no longer listed was paid here. What says so takes the focus.
fn paid(amount: &str) -> AnyView {
    let text = t().pay_now_paid(amount);
    view! {
        <Notice kind=NoticeKind::Done title=t().pay_now_paid_title() focused=true>
            <p>{text}</p>
        </Notice>
    }
    .into_any()
}
