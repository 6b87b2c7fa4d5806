//! The payment processor's client, in Stripe's wire format.
//!
//! # What a caller can rely on
//! - One call is one request: nothing is retried in here, so that the caller knows how often it asked.
//! - A payment intent comes back as `Ok` only when it is the one that was asked about: same id, same amount, same charge.
//!   How it stands is [`PaymentIntent::outcome`], and it is read the same way whether the intent came as an answer, was
//!   looked up, or arrived in a webhook. A decline is such an outcome and not an error.
//! - [`ProcessorError`] separates what was surely not carried out from what may have been. After the latter the only safe
//!   step is to look the intent up, or to send the same request under the same key again.
//! - No card number passes through: cards are named by the processor's ids, and known by brand and last four digits.
//!
//! Money is [`domain::Money`], instants are UTC. Nothing here reads a clock: [`webhook::verify`] is told the time.

#![warn(missing_docs, unreachable_pub)]

pub mod webhook;
pub mod wire;

mod answer;
mod checkouts;
mod config;
mod customers;
mod decline;
mod disputes;
mod error;
mod events;
mod http;
mod intent;
mod key;
mod pages;
mod payment_intents;
mod payment_methods;
mod refs;
mod refunds;
mod span;

pub use checkouts::{Checkout, CheckoutOutcome, NewCheckout, SESSION_PLACE};
pub use config::{Config, ConfigProblem};
pub use decline::{Decline, DeclineKind};
pub use disputes::ProcessorDispute;
pub use error::{Mismatch, Misread, ProcessorError, ProcessorRefusal, Unsettled};
pub use events::{Event, EventKind};
pub use http::Processor;
pub use intent::{Card, IntentClaim, IntentOutcome, LatestAttempt, PaymentIntent};
pub use key::{IdempotencyKey, KeyProblem};
pub use pages::Pages;
pub use payment_intents::{Confirm, NewIntent};
pub use payment_methods::ProcessorMethod;
pub use refs::{
    AttemptRef, CheckoutRef, CustomerRef, DisputeId, EventId, IntentId, MethodRef, RefProblem, RefundId,
};
pub use refunds::{NewRefund, ProcessorRefund};
pub use span::Span;
pub use wire::{DisputeStatus, IntentStatus, RefundStatus};
