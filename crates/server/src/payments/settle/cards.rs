//! What the processor says of a card: its bank renewed or replaced it under the same id, or it was detached.

use domain::actor::Actor;
use domain::audit::Action;
use domain::payment_method::PaymentMethod;
use processor::{CustomerRef, MethodRef, ProcessorMethod, RefProblem};
use store::{clients, payment_methods};

use super::Settled;
use crate::desk::Desk;
use crate::payments::verdict::card_shown;
use crate::service::Failure;
use crate::work::{Saved, Work};

/// How often a card is read anew that others write meanwhile.
const TURNS: usize = 5;

/// Asks the processor how a card stands that our clients have, and writes what our books do not say yet.
///
/// # Errors
/// When the store or the processor cannot be asked. [`Failure::Changed`] when somebody else wrote the card again and again.
pub(super) async fn follow_card(desk: &Desk, method: &MethodRef) -> Result<Settled, Failure> {
    let mut settled = Settled::Nothing;
    for _ in 0..TURNS {
        // Read before the processor is asked: what an older answer says of a card finds it changed, and is asked anew.
        let ours = payment_methods::by_processor_method(&desk.store.reader(), method.as_str()).await?;
        if ours.is_empty() {
            return Ok(settled);
        }
        let told = desk.processor.payment_method(method).await;
        let told = told.map_err(|error| Failure::Unavailable(error.into()))?;
        let mut is_overtaken = false;
        for card in ours {
            match write(desk, &card, told.as_ref()).await? {
                Settled::Written => settled = Settled::Written,
                Settled::Nothing => {}
                Settled::Stale => is_overtaken = true,
            }
        }
        if !is_overtaken {
            return Ok(settled);
        }
    }
    Err(Failure::Changed)
}

/// Asks the processor which cards a customer has, and writes what became of ours since. Of customers and cards that it does not know
/// nothing follows: they may be another account's.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub(super) async fn follow_customer(desk: &Desk, customer: &str) -> Result<(), Failure> {
    // What is no customer of the processor's was never asked about.
    let Ok(asked) = customer.parse::<CustomerRef>() else { return Ok(()) };
    let theirs = match desk.processor.payment_methods_of(&asked).all().await {
        Ok(theirs) => theirs,
        Err(error) if error.is_unknown_object() => Vec::new(),
        Err(error) => return Err(Failure::Unavailable(error.into())),
    };
    for card in payment_methods::of_customer(&desk.store.reader(), customer).await? {
        let told = theirs.iter().find(|it| it.id.as_str() == card.processor_method);
        if card_told(&card, told) == Some(CardTold::Same) {
            continue;
        }
        let Ok(method) = card.processor_method.parse::<MethodRef>() else { continue };
        let known = desk.processor.payment_method(&method).await;
        if known.map_err(|error| Failure::Unavailable(error.into()))?.is_none() {
            tracing::warn!(client = %card.client, "the processor does not know a card that our books have");
            continue;
        }
        match follow_card(desk, &method).await {
            // Others write it, and whoever charges it sees how it stands.
            Ok(_) | Err(Failure::Changed) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// As [`follow_card`], of a card as our books name it.
///
/// # Errors
/// As there; [`Failure::Broken`] for what is no card of the processor's.
pub async fn follow_card_named(desk: &Desk, method: &str) -> Result<Settled, Failure> {
    let method = method.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))?;
    follow_card(desk, &method).await
}

/// What the processor says of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardTold {
    /// What our books say.
    Same,
    /// Its bank renewed or replaced it.
    Renewed(Box<PaymentMethod>),
    /// It is not attached to its customer any more.
    Detached,
}

async fn write(
    desk: &Desk,
    card: &PaymentMethod,
    told: Option<&ProcessorMethod>,
) -> Result<Settled, Failure> {
    let now = match card_told(card, told) {
        Some(CardTold::Renewed(now)) => PaymentMethod { renewed_at: Some(desk.business.now()), ..*now },
        Some(CardTold::Detached) => card.clone().detached(desk.business.now()),
        Some(CardTold::Same) | None => return Ok(Settled::Nothing),
    };
    let Some(client) = clients::find(&desk.store.reader(), card.client).await? else {
        return Ok(Settled::Nothing);
    };
    let mut work = Work::begin(desk, Actor::System).await?;
    if Saved::of(payment_methods::save(work.unit(), card, &now).await)? == Saved::Stale {
        return Ok(Settled::Stale);
    }
    let action = match now.detached_at {
        Some(_) => Action::CardDetached { card: card.card.clone() },
        None => Action::CardRenewed { from: card.facts(), to: now.facts() },
    };
    work.record_client(&client, action);
    work.commit().await?;
    Ok(Settled::Written)
}

/// The card as the processor tells it, detached where it is not this customer's any more; none where it tells what no card can be.
#[must_use]
pub fn card_told(card: &PaymentMethod, told: Option<&ProcessorMethod>) -> Option<CardTold> {
    let is_theirs = |it: &&ProcessorMethod| {
        it.customer.as_ref().is_some_and(|customer| customer.as_str() == card.processor_customer)
    };
    let Some(told) = told.filter(is_theirs) else { return Some(CardTold::Detached) };
    let (exp_month, exp_year) = told.card.as_ref()?.expires?;
    let (exp_month, exp_year) = (u8::try_from(exp_month).ok()?, u16::try_from(exp_year).ok()?);
    let mut shown = card_shown(told.card.as_ref()?);
    // Clients know the brand as the practice writes it.
    if shown.brand.eq_ignore_ascii_case(&card.card.brand) {
        shown.brand.clone_from(&card.card.brand);
    }
    let now = PaymentMethod { card: shown, exp_month, exp_year, ..card.clone() };
    if now == *card {
        return Some(CardTold::Same);
    }
    let funding = told.card.as_ref()?.funding.or(card.funding);
    Some(CardTold::Renewed(Box::new(PaymentMethod { funding, ..now })))
}
