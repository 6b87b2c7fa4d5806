//! What stands below the upcoming charges, and travels after them.

use leptos::prelude::*;

use crate::data::piece::{Meanwhile, piece};
use crate::pages::account::history::HistoryCard;
use crate::pages::account::payment_methods::PaymentMethods;
use crate::text::open_charge::Listing;
use crate::ui::Bone;

piece! { billing, Meanwhile::Part(&[Bone::Title, Bone::Line, Bone::Button]);
    /// The cards of the client whose charges are listed, and what they were charged.
    pub fn below_charges(listing: Listing) {
        view! {
            <PaymentMethods listing=listing />
            <HistoryCard client=listing.client />
        }
        .into_any()
    }
}
