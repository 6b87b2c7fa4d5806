//! Leads a client to the processor's page on which they enter a card: a customer for them is made where there is none, then the page.

use domain::card_setup::{CardSetup, Page, SetupState};
use domain::money::Currency;
use processor::{
    CheckoutOutcome, CustomerRef, IdempotencyKey, NewCheckout, ProcessorError, RefProblem, SESSION_PLACE,
    Unsettled,
};
use store::{StoreError, card_setups, clients};
use wire::pages::AccountPage;

use crate::desk::Desk;
use crate::service::Failure;
use crate::work::Saved;

/// Why a client is led to no page.
#[derive(Debug, thiserror::Error)]
pub enum LeadError {
    /// The processor does not know the customer that the practice named.
    #[error("the processor does not know the customer")]
    NoCustomer,
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

enum NotLed {
    Processor(ProcessorError),
    Failed(Failure),
}

impl From<ProcessorError> for NotLed {
    fn from(error: ProcessorError) -> Self {
        Self::Processor(error)
    }
}

impl From<Failure> for NotLed {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<StoreError> for NotLed {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<RefProblem> for NotLed {
    fn from(problem: RefProblem) -> Self {
        Self::Failed(Failure::Broken(problem.into()))
    }
}

/// The address of the page for a setup that is kept. Customer and page are asked for under keys made of it: asking again brings the same.
///
/// # Errors
/// Why there is none. A setup under whose keys the processor keeps a failure is over then.
pub async fn lead(desk: &Desk, setup: &CardSetup) -> Result<String, LeadError> {
    let error = match led(desk, setup).await {
        Ok(url) => return Ok(url),
        Err(NotLed::Processor(error)) => error,
        Err(NotLed::Failed(failure)) => return Err(failure.into()),
    };
    let is_kept = matches!(
        error,
        ProcessorError::KeyReused(_)
            | ProcessorError::Refused(_)
            | ProcessorError::Mismatch(_)
            | ProcessorError::Unknown(Unsettled::Failed(_))
    );
    if is_kept {
        write(desk, setup, SetupState::Over(None)).await.map_err(Failure::from)?;
    }
    Err(match error {
        error if error.is_unknown_object() => LeadError::NoCustomer,
        error @ (ProcessorError::Refused(_) | ProcessorError::Mismatch(_)) => {
            Failure::Broken(error.into()).into()
        }
        // Nothing was taken and nothing is set up, whatever of it was carried out.
        error => Failure::Unavailable(error.into()).into(),
    })
}

async fn led(desk: &Desk, setup: &CardSetup) -> Result<String, NotLed> {
    let customer = customer(desk, setup).await?;
    let back = |what: &str| {
        let page = AccountPage::Billing.of(setup.client);
        desk.page(&format!("{page}?{}={what}", wire::pages::CARD_SETUP))
    };
    let new = NewCheckout {
        setup: setup.id,
        client: setup.client,
        customer: &customer,
        currency: Currency::Usd,
        success_url: &back(SESSION_PLACE),
        cancel_url: &back(wire::pages::CARD_SETUP_LEFT),
    };
    let made = desk.processor.create_checkout(&new, &IdempotencyKey::page_for(setup.id)).await?;
    let CheckoutOutcome::Open(Some(url)) = made.outcome else {
        return Err(Failure::Broken("a page that was made leads nowhere".into()).into());
    };
    let page = Page { session: made.id.to_string(), customer: customer.to_string() };
    write(desk, setup, SetupState::Open(page)).await?;
    Ok(url)
}

/// Where somebody else was faster, they were led to the same page by the same request, which was sent twice.
async fn write(desk: &Desk, setup: &CardSetup, state: SetupState) -> Result<(), StoreError> {
    let due_at = match state {
        SetupState::Open(_) => setup.next_look(desk.real.now()),
        SetupState::Begun | SetupState::Done(..) | SetupState::Over(_) => None,
    };
    let unit = desk.store.begin().await?;
    let now = CardSetup { state, due_at, ..setup.clone() };
    if Saved::of(card_setups::save(&unit, setup, &now).await)? == Saved::Written {
        unit.commit().await?;
    }
    Ok(())
}

/// The client's customer at the processor, which is made where there is none.
async fn customer(desk: &Desk, setup: &CardSetup) -> Result<CustomerRef, NotLed> {
    let client = clients::find(&desk.store.reader(), setup.client).await?.ok_or(Failure::Changed)?;
    if let Some(customer) = client.processor_customer {
        return Ok(customer.parse()?);
    }
    let made = desk.processor.create_customer(setup.client, &IdempotencyKey::customer_for(setup.id)).await?;
    let unit = desk.store.begin().await?;
    let client = clients::hold_many(&unit, &[setup.client]).await?.remove(&setup.client);
    // An export may have brought one meanwhile.
    if let Some(customer) = client.ok_or(Failure::Changed)?.processor_customer {
        return Ok(customer.parse()?);
    }
    clients::set_processor_customer(&unit, setup.client, made.as_str()).await?;
    unit.commit().await?;
    Ok(made)
}
