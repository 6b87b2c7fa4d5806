//! Clients' cards, as they see them, choose among them and take them away.

use chrono::{Duration, NaiveDate};
use domain::PaymentMethodId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::card_setup::Consent;
use domain::charge::{Charge, ChargeState, FailReason};
use domain::client::Client;
use domain::payer::Program;
use domain::payment_method::CardDeed;
pub use domain::payment_method::{CardStanding, NotRemoved, PaymentMethod};
use domain::subject::Subject;
use store::{Access, StoreError, attempts, charges, clients, coverages, payment_methods};
use texts::Texts;

use super::card_setups::consent;
use super::charges::holds_for;
use super::sessions::{ClientAccess, ClientView};
use super::{Failure, practices};
use crate::desk::Desk;
use crate::mail::{CardChange, Message};
use crate::payments;
use crate::work::Work;

/// How long it is said that a card was renewed.
const RENEWED_SHOWN: Duration = Duration::days(60);

/// After how long a worker has the processor hear of a card that was taken away, should we not come to it ourselves.
const DETACHED_BY_WORKER: Duration = Duration::minutes(1);

/// A client's cards as of now.
#[derive(Clone, Debug)]
pub struct Cards {
    /// Today in the practice's zone.
    pub today: NaiveDate,
    /// How long all of this is true, as far as it depends on the clock.
    pub holds_for: Duration,
    /// Each of them, the default first.
    pub cards: Vec<SeenCard>,
    /// Whether the client is asked for one.
    pub card_required: bool,
    /// The payer of the primary coverage; none for a client who pays without insurance.
    pub payer: Option<String>,
    /// What whoever adds a card agrees to.
    pub consent: Consent,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct SeenCard {
    /// The card.
    pub card: PaymentMethod,
    /// Whether it is good, by its end.
    pub standing: CardStanding,
    /// The day of the next charge that it would not be good for.
    pub ends_before: Option<NaiveDate>,
    /// Whether a charge was declined with it last, and is to be paid.
    pub is_declined: bool,
    /// The day on which its bank renewed it, where that was lately.
    pub renewed_on: Option<NaiveDate>,
    /// Why it cannot be taken away.
    pub stays: Option<NotRemoved>,
}

/// Why a client's cards stay as they are.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The client has no such card.
    #[error("the client has no such card")]
    NotFound,
    /// Another one is the default than was seen.
    #[error("another card is the default than was seen")]
    Stale(Box<Cards>),
    /// A rule keeps it.
    #[error(transparent)]
    Stays(#[from] NotRemoved),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// The client's cards.
///
/// # Errors
/// When the store fails.
pub async fn of_client(desk: &Desk, view: &ClientView, texts: Texts) -> Result<Cards, Failure> {
    let (reader, now, client) = (desk.store.reader(), desk.business.now(), view.client());
    let practice = practices::of(desk, view.practice()).await?;
    let today = practice.zone.day(now);
    let open = charges::open_of_client(&reader, client).await?;
    let cards = payment_methods::of_client(&reader, client).await?;
    let coverage = coverages::primary_of_client(&reader, client, today).await?;
    let card_required = coverage.as_ref().is_none_or(|(_, payer)| payer.flags.card_required);
    let payer = coverage.filter(|(_, payer)| payer.program != Program::SelfPay).map(|(_, payer)| payer.name);
    let tried = tried_with(&reader, &open).await?;
    let seen = cards.iter().map(|card| SeenCard {
        standing: card.standing(today),
        ends_before: first_after(&open, card),
        is_declined: open.iter().any(|charge| is_declined(charge, card)),
        renewed_on: card.renewed_at.filter(|at| now - *at < RENEWED_SHOWN).map(|at| practice.zone.day(at)),
        stays: may_be_removed(card, &cards, &open, &tried).err(),
        card: card.clone(),
    });
    Ok(Cards {
        today,
        holds_for: holds_for(&open, practice.zone, now),
        cards: seen.collect(),
        card_required,
        payer,
        consent: consent(&practice, texts),
    })
}

/// Has charges taken with this card from now on, where `seen` is still the one they are taken with.
///
/// # Errors
/// Why not.
pub async fn make_default(
    desk: &Desk,
    access: &ClientAccess,
    texts: Texts,
    (id, seen): (PaymentMethodId, Option<PaymentMethodId>),
) -> Result<Cards, ChangeError> {
    let (mut work, client, cards) = held(desk, access).await?;
    let card = usable(&cards, id)?;
    let before = cards.iter().find(|it| it.is_default);
    if card.is_default {
        drop(work);
        return Ok(of_client(desk, &access.view(), texts).await?);
    }
    if before.map(|it| it.id) != seen {
        drop(work);
        return Err(ChangeError::Stale(of_client(desk, &access.view(), texts).await?.into()));
    }
    if let Some(before) = before {
        // What the record says of the other one says this as well.
        let other = PaymentMethod { is_default: false, ..before.clone() };
        payment_methods::save(work.unit(), before, &other).await?;
    }
    let now = PaymentMethod { is_default: true, ..card.clone() };
    payment_methods::save(work.changing(Subject::PaymentMethod(id)), card, &now).await?;
    work.record_card(&now, Action::Card { deed: CardDeed::MadeDefault, card: now.card.clone() });
    let mail = Message::CardChanged { change: CardChange::MadeDefault, card: now.card.clone() };
    work.mail_client(&client, &mail).await?;
    work.commit().await?;
    desk.wake.notify_one();
    shown(desk, access, texts).await
}

/// Says whether a card is of a health savings or flexible spending account.
///
/// # Errors
/// Why not.
pub async fn mark(
    desk: &Desk,
    access: &ClientAccess,
    texts: Texts,
    (id, is_hsa_fsa): (PaymentMethodId, bool),
) -> Result<Cards, ChangeError> {
    let (mut work, _, cards) = held(desk, access).await?;
    let card = usable(&cards, id)?;
    if card.is_hsa_fsa == is_hsa_fsa {
        drop(work);
        return Ok(of_client(desk, &access.view(), texts).await?);
    }
    let now = PaymentMethod { is_hsa_fsa, ..card.clone() };
    payment_methods::save(work.changing(Subject::PaymentMethod(id)), card, &now).await?;
    work.record_card(&now, Action::CardMarked { is_hsa_fsa });
    work.commit().await?;
    shown(desk, access, texts).await
}

/// Takes a card away. Nothing is begun with it from then on, and the processor takes it off its customer, at once or as soon as it can be
/// reached. One that was taken away before stays so.
///
/// # Errors
/// Why not.
pub async fn remove(
    desk: &Desk,
    access: &ClientAccess,
    texts: Texts,
    id: PaymentMethodId,
) -> Result<Cards, ChangeError> {
    let (mut work, client, cards) = held(desk, access).await?;
    let card = cards.iter().find(|it| it.id == id).ok_or(ChangeError::NotFound)?;
    if card.detached_at.is_some() {
        drop(work);
        return Ok(of_client(desk, &access.view(), texts).await?);
    }
    // After the cards are held: an attempt that begins with one of them holds it as well.
    let open = charges::open_of_client(work.unit(), client.id).await?;
    let tried = tried_with(work.unit(), &open).await?;
    let there: Vec<PaymentMethod> = cards.iter().filter(|it| it.detached_at.is_none()).cloned().collect();
    may_be_removed(card, &there, &open, &tried)?;
    let now = card.clone().removed(work.now(), desk.real.now() + DETACHED_BY_WORKER);
    payment_methods::save(work.changing(Subject::PaymentMethod(id)), card, &now).await?;
    work.record_card(&now, Action::Card { deed: CardDeed::Removed, card: now.card.clone() });
    let mail = Message::CardChanged { change: CardChange::Removed, card: now.card.clone() };
    work.mail_client(&client, &mail).await?;
    work.commit().await?;
    desk.wake.notify_one();
    if let Err(error) = payments::detach(desk, &now).await {
        let error = &error as &dyn std::error::Error;
        tracing::warn!(error, card = %id, "a card that was taken away is still on its customer, and is taken off later");
    }
    shown(desk, access, texts).await
}

/// The client and their cards, which nobody else writes until the work ends.
async fn held(desk: &Desk, access: &ClientAccess) -> Result<(Work, Client, Vec<PaymentMethod>), ChangeError> {
    let work = Work::begin(desk, Actor::Client).await?;
    let client = clients::hold_many(work.unit(), &[access.client()]).await?.remove(&access.client());
    let client = client.ok_or(ChangeError::NotFound)?;
    let cards = payment_methods::hold_of_client(work.unit(), client.id).await?;
    Ok((work, client, cards))
}

fn usable(cards: &[PaymentMethod], id: PaymentMethodId) -> Result<&PaymentMethod, ChangeError> {
    let card = cards.iter().find(|it| it.id == id && it.detached_at.is_none());
    card.ok_or(ChangeError::NotFound)
}

async fn shown(desk: &Desk, access: &ClientAccess, texts: Texts) -> Result<Cards, ChangeError> {
    Ok(of_client(desk, &access.view(), texts).await.map_err(Failure::after_commit)?)
}

/// The cards with which charges are being taken at this moment.
async fn tried_with(access: &impl Access, open: &[Charge]) -> Result<Vec<PaymentMethodId>, StoreError> {
    let mut cards = Vec::new();
    for charge in open {
        let ChargeState::Processing(it) = &charge.state else { continue };
        cards.extend(attempts::find(access, it.attempt).await?.map(|attempt| attempt.method));
    }
    Ok(cards)
}

fn may_be_removed(
    card: &PaymentMethod,
    there: &[PaymentMethod],
    open: &[Charge],
    tried: &[PaymentMethodId],
) -> Result<(), NotRemoved> {
    let states = open.iter().map(|charge| charge.state.name());
    card.may_be_removed(there.len().saturating_sub(1), states, tried.contains(&card.id))
}

/// The day of the first announced charge for which the card that is charged is not good any more.
fn first_after(open: &[Charge], card: &PaymentMethod) -> Option<NaiveDate> {
    let days = open.iter().filter_map(|charge| match &charge.state {
        ChargeState::Upcoming(it) => Some(it.announced.day),
        _ => None,
    });
    days.filter(|day| card.is_default && *day > card.good_until()).min()
}

fn is_declined(charge: &Charge, card: &PaymentMethod) -> bool {
    let ChargeState::Failed(it) = &charge.state else { return false };
    let with_it = it.announced.attempts.latest().is_some_and(|latest| latest.method == card.id);
    with_it && matches!(it.reason, FailReason::Declined | FailReason::DeclinedForGood)
}
