//! What becomes of a try at taking a charge.
//!
//! The worker that made the try and whoever hears of it from the processor come through here alike. A charge's version lets
//! only one of them write the outcome, so it does not matter who is first or how often it is told.

mod book;
pub mod found;
mod heard;
mod look_again;
mod missed_day;
mod paid_at;
mod record;
mod settle;
mod stray;
pub mod unapplied;
mod verdict;
mod without_method;

use domain::attempt::Attempt;
use domain::charge::{Charge, ChargeState, Processing};
use domain::payment_method::PaymentMethod;

pub use book::book;
pub use heard::hear;
pub use look_again::{backoff, look_again, look_soon};
pub use missed_day::missed_day;
pub use record::record;
pub use settle::{ask_about_confirmation, settle_by, settle_from_processor};
pub use verdict::{Reading, Verdict, earlier_tries, read};
pub use without_method::without_method;

/// A try under way at a charge.
#[derive(Clone, Debug)]
pub struct Try {
    /// The charge, whose state is the one below.
    pub charge: Charge,
    /// What the client was told, and since when it is tried.
    pub processing: Processing,
    /// The stored attempt.
    pub attempt: Attempt,
    /// The card that is tried.
    pub method: PaymentMethod,
}

impl Try {
    /// The charge in another state.
    #[must_use]
    pub fn charge_in(&self, state: ChargeState) -> Charge {
        Charge { state, ..self.charge.clone() }
    }
}
