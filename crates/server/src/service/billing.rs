//! What a client is asked to pay next, and with what.

use chrono::{Duration, NaiveDate};
use domain::payer::Program;
use domain::payment_method::CardStanding;
pub use domain::payment_method::PaymentMethod;
use store::{charges, coverages, payment_methods};

use super::charges::{ListedCharge, holds_for, rows};
use super::sessions::ClientView;
use super::{Failure, practices};
use crate::desk::Desk;

/// What `Home` and `Billing Information` begin with.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Today in the practice's zone.
    pub today: NaiveDate,
    /// How long all of this is true, as far as it depends on the clock.
    pub holds_for: Duration,
    /// Charges that still ask for money or attention, the next day first; then those without a day.
    pub open: Vec<ListedCharge>,
    /// The card that charges are taken with.
    pub card: Option<PaymentMethod>,
    /// Whether the client is asked for a card.
    pub card_required: bool,
    /// Payer and plan of the primary coverage; none for a client who pays without insurance.
    pub coverage: Option<(String, String)>,
}

impl Overview {
    /// Whether the card ends soon, or has ended, where the client is asked for one.
    #[must_use]
    pub fn card_ends(&self) -> bool {
        let ends = |card: &PaymentMethod| card.standing(self.today) != CardStanding::Good;
        self.card_required && self.card.as_ref().is_some_and(ends)
    }
}

/// The client's overview.
///
/// # Errors
/// When the store fails.
pub async fn overview(desk: &Desk, view: &ClientView) -> Result<Overview, Failure> {
    let reader = desk.store.reader();
    let (client, now) = (view.client(), desk.business.now());
    let practice = practices::of(desk, view.practice()).await?;
    let today = practice.zone.day(now);
    let open = charges::open_of_client(&reader, client).await?;
    let holds_for = holds_for(&open, practice.zone, now);
    let coverage = coverages::primary_of_client(&reader, client, today).await?;
    let card_required = coverage.as_ref().is_none_or(|(_, payer)| payer.flags.card_required);
    let insured = coverage.filter(|(_, payer)| payer.program != Program::SelfPay);
    Ok(Overview {
        today,
        holds_for,
        open: rows(&reader, open, practice.zone, now).await?,
        card: payment_methods::default_of_client(&reader, client).await?,
        card_required,
        coverage: insured.map(|(coverage, payer)| (payer.name, coverage.plan)),
    })
}
