//! Pages of the processor's on which somebody enters a card, so that it can be charged later. We never see its number.

use domain::{CardSetupId, ClientId, Currency};

use crate::error::{Mismatch, ProcessorError};
use crate::http::Processor;
use crate::key::IdempotencyKey;
use crate::pages::Listed;
use crate::payment_methods::ProcessorMethod;
use crate::refs::{CheckoutRef, CustomerRef};
use crate::wire::{self, CheckoutStatus, Expandable};

const PATH: &str = "/v1/checkout/sessions";
const EXPAND: &str = "setup_intent.payment_method";
/// Stands in the address of the way back for the page's id.
pub const SESSION_PLACE: &str = "{CHECKOUT_SESSION_ID}";

/// A page to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewCheckout<'a> {
    /// What we call it; answers have to say the same.
    pub setup: CardSetupId,
    /// Our client.
    pub client: ClientId,
    /// Whose card it will be.
    pub customer: &'a CustomerRef,
    /// In what they are charged.
    pub currency: Currency,
    /// Where it leads once a card was entered; the page's id takes the place of [`SESSION_PLACE`].
    pub success_url: &'a str,
    /// Where whoever wants to go back is led.
    pub cancel_url: &'a str,
}

/// A page, as the processor describes it at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkout {
    /// Its id.
    pub id: CheckoutRef,
    /// What came of it.
    pub outcome: CheckoutOutcome,
}

/// What came of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckoutOutcome {
    /// Nothing yet. Here is its address.
    Open(Option<String>),
    /// This card was set up, and hangs on the customer.
    Card(Box<ProcessorMethod>),
    /// It can come to nothing any more.
    Over,
}

impl Processor {
    /// Makes a page on which a card is entered. Nothing is taken. Under the same key the same page.
    ///
    /// # Errors
    /// As [`ProcessorError`] says. A page made although the answer was lost does no harm: nobody is led there.
    pub async fn create_checkout(
        &self,
        new: &NewCheckout<'_>,
        key: &IdempotencyKey,
    ) -> Result<Checkout, ProcessorError> {
        let form = wire::CheckoutForm {
            mode: "setup",
            customer: new.customer.as_str(),
            payment_method_types: "card",
            currency: &new.currency.code().to_ascii_lowercase(),
            success_url: new.success_url,
            cancel_url: new.cancel_url,
            client_reference_id: &new.setup.to_string(),
            client_id: &new.client.to_string(),
        };
        let made: wire::CheckoutObject = self.post(PATH, &form, key).await?.json()?;
        read(made, new.setup, new.customer).map_err(ProcessorError::Mismatch)
    }

    /// Asks what came of a page that was made for this setup and this customer.
    ///
    /// # Errors
    /// As [`ProcessorError`] says; a mismatch where the page is another's.
    pub async fn checkout(
        &self,
        id: &CheckoutRef,
        setup: CardSetupId,
        customer: &CustomerRef,
    ) -> Result<Checkout, ProcessorError> {
        let found = self.read(&format!("{PATH}/{id}"), &[("expand[]", EXPAND.to_owned())]).await?;
        let found = read(found, setup, customer).map_err(ProcessorError::Mismatch)?;
        if found.id == *id { Ok(found) } else { Err(ProcessorError::Mismatch(Mismatch::Id)) }
    }
}

/// The page, if it is the one for this setup and customer, and what it set up is theirs.
fn read(
    wire: wire::CheckoutObject,
    setup: CardSetupId,
    customer: &CustomerRef,
) -> Result<Checkout, Mismatch> {
    if wire.mode != "setup" || wire.client_reference_id != Some(setup.to_string()) {
        return Err(Mismatch::Setup);
    }
    if wire.customer.as_deref() != Some(customer.as_str()) {
        return Err(Mismatch::Customer);
    }
    let id = wire.id.parse().map_err(|_| Mismatch::Id)?;
    let outcome = match wire.status {
        Some(CheckoutStatus::Complete) => CheckoutOutcome::Card(card(wire.setup_intent, customer)?.into()),
        Some(CheckoutStatus::Expired) => CheckoutOutcome::Over,
        Some(CheckoutStatus::Open | CheckoutStatus::Unrecognized) | None => CheckoutOutcome::Open(wire.url),
    };
    Ok(Checkout { id, outcome })
}

fn card(
    setup: Option<Expandable<wire::SetupIntentObject>>,
    customer: &CustomerRef,
) -> Result<ProcessorMethod, Mismatch> {
    let Some(Expandable::Object(setup)) = setup else { return Err(Mismatch::Setup) };
    let Some(Expandable::Object(method)) = setup.payment_method else { return Err(Mismatch::Setup) };
    let method = ProcessorMethod::read(*method).ok_or(Mismatch::Id)?;
    if setup.status != "succeeded" {
        return Err(Mismatch::Setup);
    }
    // Detached since, it is still what was set up here; another customer's it cannot be.
    match &method.customer {
        Some(owner) if owner != customer => Err(Mismatch::Customer),
        Some(_) | None => Ok(method),
    }
}
