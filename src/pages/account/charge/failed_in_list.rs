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
use crate::ui::{Bone, whenever};

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
                listing.paid(now.row.amount.map(|it| it.to_string()).unwrap_or_default());
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
