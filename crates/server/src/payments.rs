//! Payments: the way of a charge from the moment it is due to what became of it, one file a step.
//!
//! [`claim`] takes the charges that are due. [`begin`] stores an attempt at each before anything leaves. [`run`] leads the attempts
//! through the next steps, side by side: [`prepare`] makes or reads the payment intent, [`confirm`] confirms it, [`verdict`] reads
//! what an answer or an error says, [`record`] writes it. [`settle`] brings the books up to what the processor says of its own
//! accord or is asked, and [`retry`] goes on with what was left open.
//!
//! What was said of a charge that the processor may still take, [`withdraw`] carries out: for whoever said it and waits, or in its turn.
//! What is to be given back, [`give_back`] has the processor give back.
//!
//! How a card becomes one that can be charged, [`set_up`] finds out from the processor; one that its client took away, [`detach`] takes off.
//!
//! Whoever made an attempt and whoever hears of it from the processor come through [`record`] alike. A charge's version lets only
//! one of them write the outcome, so it does not matter who is first or how often it is told.

mod begin;
mod claim;
mod confirm;
mod detach;
mod give_back;
mod lead;
mod prepare;
mod record;
mod retry;
mod run;
mod set_up;
mod settle;
mod verdict;
mod withdraw;

use domain::attempt::Attempt;
use domain::charge::{Charge, ChargeState, Processing};
use domain::payment_method::PaymentMethod;
use processor::IntentClaim;

pub use claim::turn;
pub use detach::detach;
pub use give_back::{GiveBackError, Returnable, ToGiveBack, give_back, may_give_back};
pub use lead::{LeadError, lead};
pub use set_up::{follow_page, follow_setup, look_again};
pub use settle::aftermath::{book_stray, follow_named, settle_named};
pub use settle::cards::{CardTold, card_told, follow_card_named};
pub use settle::confirmations::Asking;
pub use settle::listen::Listening;
pub use settle::lists::AftermathLists;
pub use settle::sweep::Sweep;
pub use settle::webhook::receive_webhook;
pub use settle::{Settled, settle_from_processor};
pub use withdraw::{CameTo, withdraw_at_once};

/// An attempt under way at a charge.
#[derive(Clone, Debug)]
pub struct OpenAttempt {
    /// The charge, whose state is the one below.
    pub charge: Charge,
    /// What the client was told, and since when it is tried.
    pub processing: Processing,
    /// The stored attempt.
    pub attempt: Attempt,
    /// The payment method that is tried.
    pub method: PaymentMethod,
}

impl OpenAttempt {
    /// The charge in another state.
    fn charge_in(&self, state: ChargeState) -> Charge {
        Charge { state, ..self.charge.clone() }
    }

    /// What an intent of the charge has to be for.
    fn claim(&self) -> IntentClaim {
        IntentClaim { charge: self.charge.id, amount: self.processing.announced.due.amount }
    }
}
