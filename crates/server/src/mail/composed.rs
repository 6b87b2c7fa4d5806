//! Which letter a mail is, by how its charge stands when it is written.

use domain::charge::{ChargeState, Refund, Upcoming};
use domain::promise::Promise;

use super::gathered::Source;
use super::letter::Letter;
use super::{About, CameTo, Message, letters};

/// A mail that is wanted.
#[derive(Clone, Debug)]
pub struct Composed {
    /// What it says.
    pub letter: Letter,
    /// The promise it states.
    pub promise: Option<Promise>,
}

/// The words of a mail; none when it is no longer wanted, because its charge stands otherwise by now. `attempts` is how often it was
/// taken up to be sent.
#[must_use]
pub fn composed(message: &Message, source: &Source<'_>, attempts: u32) -> Option<Composed> {
    let promise = promised(message, source);
    let letter = letter(message, &source.about, promise.as_ref(), attempts)?;
    Some(Composed { letter, promise })
}

/// The promise that a notice states when it is written now.
fn promised(message: &Message, Source { about, policy, .. }: &Source<'_>) -> Option<Promise> {
    let charge = about.charge?;
    let (Message::UpcomingPayment { .. }, ChargeState::Scheduled(it)) = (message, &charge.state) else {
        return None;
    };
    Some(Promise::rendered(about.now, it.first_day, charge.kind, about.practice.zone, policy))
}

fn letter(message: &Message, about: &About<'_>, promise: Option<&Promise>, attempts: u32) -> Option<Letter> {
    let charge = match message {
        Message::HandGivenBack { amount, at, paid, paid_on } => {
            return Some(letters::hand_given_back(about, *amount, *at, (*paid, *paid_on)));
        }
        Message::HandReturned { amount, called_off, .. } => {
            return Some(letters::refund_returned(about, None, *amount, *called_off));
        }
        Message::AddressChanged => return Some(letters::address_changed(about)),
        Message::CardChanged { change, card } => return Some(letters::card_changed(about, *change, card)),
        Message::EmailChanged => return Some(letters::email_changed(about)),
        Message::EmailConfirmed => return Some(letters::email_confirmed(about)),
        _ => about.charge?,
    };
    Some(match (message, &charge.state) {
        (Message::UpcomingPayment { replaces }, ChargeState::Scheduled(it)) => {
            // An earlier attempt may have reached the client without our knowing.
            letters::upcoming_payment(about, it, promise?, *replaces || attempts > 1)
        }
        // What is not taken as its client was told is told by another mail, which is newer.
        (Message::DateChanged { .. }, state) if is_called_off(state) => return None,
        (Message::DateChanged { from, to }, state) => {
            letters::date_changed(about, state.amount()?, *from, *to, upcoming(state))
        }
        (Message::Reminder { day }, ChargeState::Upcoming(it)) if it.announced.day == *day => {
            letters::reminder(about, it)
        }
        (Message::Receipt, state) if state.is_taken() => letters::receipt(about, state.paid()?),
        (Message::GivenBack { refund }, state) => {
            let is_it = |it: &&Refund| it.processor_id.as_deref() == Some(refund);
            letters::given_back(about, state.paid()?, state.refunds().iter().find(is_it)?)
        }
        (Message::ExtraGivenBack { amount, at }, _) => letters::extra_given_back(about, *amount, *at),
        (Message::RefundReturned { amount, called_off, .. }, state) => {
            letters::refund_returned(about, Some(state.paid()?), *amount, *called_off)
        }
        (Message::ExtraReturned { amount, called_off, .. }, _) => {
            letters::refund_returned(about, None, *amount, *called_off)
        }
        (
            Message::HandGivenBack { .. }
            | Message::HandReturned { .. }
            | Message::AddressChanged
            | Message::EmailChanged
            | Message::EmailConfirmed
            | Message::CardChanged { .. }
            // Nothing is confirmed without a link, which whoever sends it makes.
            | Message::ConfirmEmail { .. },
            _,
        ) => return None,
        (Message::PaymentFailed { at }, ChargeState::Failed(it)) if it.failed_at == *at => {
            letters::payment_failed(about, it)
        }
        (Message::CardNeeded { at }, ChargeState::Failed(it)) if it.failed_at == *at => {
            letters::card_needed(about, it)
        }
        (Message::Held { since }, ChargeState::OnHold(it)) if it.since == *since => {
            letters::held(about, it, charge.state.amount()?)
        }
        (Message::Released, state) => letters::released(about, state)?,
        (Message::CalledOff { day, to }, state) if CameTo::of(state) == Some(*to) => {
            letters::called_off(about, *day)?
        }
        (
            Message::UpcomingPayment { .. }
            | Message::Reminder { .. }
            | Message::Receipt
            | Message::PaymentFailed { .. }
            | Message::CardNeeded { .. }
            | Message::Held { .. }
            | Message::CalledOff { .. },
            ChargeState::AwaitingInsurer
            | ChargeState::NothingDue(_)
            | ChargeState::Scheduled(_)
            | ChargeState::Upcoming(_)
            | ChargeState::Processing(_)
            | ChargeState::Paid(_)
            | ChargeState::Failed(_)
            | ChargeState::OnHold(_)
            | ChargeState::Waived(_)
            | ChargeState::PartiallyRefunded(_)
            | ChargeState::Refunded(_)
            | ChargeState::SettledElsewhere(_)
            | ChargeState::Disputed(_)
            | ChargeState::ChargedBack(_),
        ) => return None,
    })
}

/// Whether it is not taken, or not on the day that its client was told, and was not taken before either.
fn is_called_off(state: &ChargeState) -> bool {
    match CameTo::of(state) {
        Some(CameTo::Settled | CameTo::Later) => true,
        Some(CameTo::Closed) => !state.is_taken(),
        None => false,
    }
}

/// What the charge's client was told last, if it is still to be taken.
fn upcoming(state: &ChargeState) -> Option<&Upcoming> {
    match state {
        ChargeState::Upcoming(it) => Some(it),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => None,
    }
}
