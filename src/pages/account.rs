//! The Account of a client.

pub mod about_me;
pub mod billing;
pub mod charge;
pub mod coverage;
mod eligibility;
mod history;
mod paper;
mod payment_methods;
pub mod reschedule;
mod superbill;

use domain::ClientId;
use wire::pages::AccountPage;

use crate::text::t;
use crate::ui::WayBack;

/// The way back from what the tab lists.
fn to_billing(client: ClientId) -> Option<WayBack> {
    Some((t().tab_billing().to_owned(), AccountPage::Billing.of(client).to_string()))
}
