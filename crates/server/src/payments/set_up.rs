//! What came of a page on which a client was to set up a card. Whoever comes back from it, a message of the processor's and a worker come
//! through here alike, in any order and any number of times: what was set up is what the processor answers, and it becomes a card once.

use std::error::Error;

use chrono::Duration;
use domain::PaymentMethodId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::card_setup::{CameBack, CardSetup, Page, SetupState};
use domain::client::Client;
use domain::payment_method::{CardDeed, PaymentMethod};
use domain::subject::Subject;
use processor::{CheckoutOutcome, CheckoutRef, CustomerRef, ProcessorError, ProcessorMethod, RefProblem};
use store::{StoreError, card_setups, clients, payment_methods};

use crate::desk::Desk;
use crate::mail::{CardChange, Message};
use crate::payments::verdict::card_shown;
use crate::service::Failure;
use crate::work::{Saved, Work};

/// When a page is asked about again of which nothing could be learnt.
const AGAIN: Duration = Duration::minutes(10);

/// Hears that something was entered on a page, of whichever client.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub async fn follow_page(desk: &Desk, session: &str) -> Result<(), Failure> {
    match card_setups::by_session(&desk.store.reader(), session).await? {
        Some(setup) => follow_setup(desk, &setup).await.map(drop),
        None => Ok(()),
    }
}

/// Has a worker look after a setup from whose page nobody came back yet.
///
/// # Errors
/// When the store fails.
pub async fn look_again(desk: &Desk, setup: &CardSetup) -> Result<(), Failure> {
    let now = desk.real.now();
    let later = match follow_setup(desk, setup).await {
        Ok(CameBack::Nothing) => setup.next_look(now),
        Ok(CameBack::Card(_) | CameBack::Over | CameBack::Unknown) => return Ok(()),
        Err(error @ (Failure::Unavailable(_) | Failure::Broken(_) | Failure::Changed)) => {
            let error = &error as &dyn Error;
            tracing::warn!(error, setup = %setup.id, "what came of setting up a card could not be found out");
            Some(now + AGAIN)
        }
        Err(error) => return Err(error),
    };
    let state = match (later, &setup.state) {
        (None, state) => SetupState::Over(state.page().cloned()),
        (Some(_), state) => state.clone(),
    };
    write(desk, setup, CardSetup { state, due_at: later, ..setup.clone() }).await
}

/// Asks the processor what came of a setup's page, and writes it.
///
/// # Errors
/// When the store or the processor cannot be asked; [`Failure::Broken`] where the processor says what cannot be.
pub async fn follow_setup(desk: &Desk, setup: &CardSetup) -> Result<CameBack, Failure> {
    let page = match &setup.state {
        SetupState::Open(page) => page,
        SetupState::Done(_, method) => return Ok(CameBack::Card(*method)),
        SetupState::Begun => return Ok(CameBack::Nothing),
        SetupState::Over(_) => return Ok(CameBack::Over),
    };
    let broken = |problem: RefProblem| Failure::Broken(problem.into());
    let (session, customer): (CheckoutRef, CustomerRef) =
        (page.session.parse().map_err(broken)?, page.customer.parse().map_err(broken)?);
    let told = match desk.processor.checkout(&session, setup.id, &customer).await {
        Ok(told) => told.outcome,
        Err(error) if error.is_unknown_object() => CheckoutOutcome::Over,
        Err(error @ ProcessorError::Mismatch(_)) => return Err(Failure::Broken(error.into())),
        Err(error) => return Err(Failure::Unavailable(error.into())),
    };
    match told {
        CheckoutOutcome::Open(_) => Ok(CameBack::Nothing),
        // Taken off its customer since, nothing can be charged with it.
        CheckoutOutcome::Card(card) if card.customer.is_some() => add(desk, setup, page, &card).await,
        CheckoutOutcome::Card(_) | CheckoutOutcome::Over => {
            let state = SetupState::Over(Some(page.clone()));
            write(desk, setup, CardSetup { state, due_at: None, ..setup.clone() }).await?;
            Ok(CameBack::Over)
        }
    }
}

async fn write(desk: &Desk, seen: &CardSetup, now: CardSetup) -> Result<(), Failure> {
    let unit = desk.store.begin().await?;
    // Whoever was faster has heard what holds.
    if Saved::of(card_setups::save(&unit, seen, &now).await)? == Saved::Written {
        unit.commit().await?;
    }
    Ok(())
}

async fn add(
    desk: &Desk,
    setup: &CardSetup,
    page: &Page,
    told: &ProcessorMethod,
) -> Result<CameBack, Failure> {
    let mut work = Work::begin(desk, Actor::Client).await?;
    // From here on nobody else adds a card to this client.
    let client = clients::hold_many(work.unit(), &[setup.client]).await?.remove(&setup.client);
    let Some(client) = client else { return Ok(CameBack::Unknown) };
    let present = card_setups::of_client(work.unit(), client.id, &page.session).await?;
    let Some(present) = present.filter(|it| matches!(it.state, SetupState::Open(_))) else {
        return Ok(match present_state(desk, setup, page).await? {
            Some(SetupState::Done(_, card)) => CameBack::Card(card),
            Some(SetupState::Over(_)) => CameBack::Over,
            Some(SetupState::Begun | SetupState::Open(_)) | None => CameBack::Unknown,
        });
    };
    let card = added(&mut work, &client, setup, told).await?;
    let state = SetupState::Done(page.clone(), card);
    card_setups::save(work.unit(), &present, &CardSetup { state, due_at: None, ..present.clone() }).await?;
    work.commit().await?;
    // What waited for a card may be charged, and a mail is to be sent.
    desk.wake.notify_one();
    Ok(CameBack::Card(card))
}

async fn present_state(
    desk: &Desk,
    setup: &CardSetup,
    page: &Page,
) -> Result<Option<SetupState>, StoreError> {
    let present = card_setups::of_client(&desk.store.reader(), setup.client, &page.session).await?;
    Ok(present.map(|it| it.state))
}

/// The client's card, which is there from now on, unless an export has brought it meanwhile.
async fn added(
    work: &mut Work,
    client: &Client,
    setup: &CardSetup,
    told: &ProcessorMethod,
) -> Result<PaymentMethodId, Failure> {
    let cards = payment_methods::hold_of_client(work.unit(), client.id).await?;
    if let Some(there) = cards.iter().find(|it| it.processor_method == told.id.as_str()) {
        return Ok(there.id);
    }
    let default = cards.iter().find(|it| it.is_default);
    let is_default = setup.make_default || default.is_none();
    let card = card_of(work, client, told, is_default).ok_or_else(no_card)?;
    if let Some(before) = default.filter(|_| is_default) {
        // What the record says of the new one says this as well.
        let seen = before.clone();
        payment_methods::save(work.unit(), &seen, &PaymentMethod { is_default: false, ..seen.clone() })
            .await?;
    }
    payment_methods::insert(work.changing(Subject::PaymentMethod(card.id)), &card).await?;
    work.record_card(&card, Action::Card { deed: CardDeed::Added, card: card.card.clone() });
    if is_default && default.is_some() {
        work.record_card(&card, Action::Card { deed: CardDeed::MadeDefault, card: card.card.clone() });
    }
    let change = if is_default { CardChange::AddedAsDefault } else { CardChange::Added };
    work.mail_client(client, &Message::CardChanged { change, card: card.card.clone() }).await?;
    Ok(card.id)
}

fn card_of(work: &Work, client: &Client, told: &ProcessorMethod, is_default: bool) -> Option<PaymentMethod> {
    let card = told.card.as_ref()?;
    let (exp_month, exp_year) = card.expires?;
    Some(PaymentMethod {
        id: work.make(),
        practice: client.practice,
        client: client.id,
        processor_method: told.id.to_string(),
        processor_customer: told.customer.as_ref()?.to_string(),
        card: card_shown(card),
        exp_month: u8::try_from(exp_month).ok()?,
        exp_year: u16::try_from(exp_year).ok()?,
        is_default,
        exported: None,
        detached_at: None,
        detach_due_at: None,
        funding: card.funding,
        is_hsa_fsa: false,
        renewed_at: None,
    })
}

fn no_card() -> Failure {
    Failure::Broken("what was set up is no card with an end".into())
}
