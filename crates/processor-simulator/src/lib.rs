//! The payment processor's side of the wire, for the demo and for tests. It keeps books, so that a test can ask
//! afterwards what was really taken, and it can be told to misbehave.
//!
//! # What it serves
//! Under `/v1`, for any bearer key, Stripe's payment intents (make, look up, list, confirm, cancel), charges, customers,
//! payment methods, refunds, disputes, events, and Checkout's pages that set up a card, with Stripe's idempotency: the same
//! key brings the same answer, declines and failures included; another request under it is refused; while the first is under way the second gets a 409; keys are forgotten
//! once they are a day old. Nothing is stored of a request that fails validation, is turned away as one too many, or
//! never arrives. An unknown parameter is refused, an amount below 50 cents, and another
//! version than the pinned one.
//!
//! # Whom it knows
//! A customer `cus_…` exists from its first use, unless its id starts with `cus_missing`. A payment method exists if it
//! was made, seeded, or its id names a card that behaves in a known way: `pm_card_visa`, `pm_card_mastercard`,
//! `pm_card_amex`, `pm_card_chargeDeclined`, `pm_card_chargeDeclinedInsufficientFunds`, `pm_card_chargeDeclinedLostCard`,
//! `pm_card_authenticationRequired` and the others in [`Behaviour`]'s table, alone or with an underscore and anything
//! after it: `pm_card_visa_ana`. Alone it may be used by everyone; with something after it, it belongs to the first
//! customer that uses it, as a card does.
//!
//! # Where people come
//! Two pages are people's: the one on which a payment is confirmed, and the one on which a card is entered, by the number of one of
//! Stripe's test cards. Both lead back to the address that the request named.
//!
//! # What a test can do to it
//! Under `/_simulator`, or by the methods of [`Simulator`]:
//!
//! | request | does |
//! |---|---|
//! | `GET /books` | [`Books`]: totals, each intent, charges taken more than once. `?totals` leaves out the intents |
//! | `POST`, `GET`, `DELETE /faults` | adds a [`FaultRule`], lists, clears |
//! | `POST /outage {"ms"}` | closes the port and all connections, and opens it again |
//! | `POST /seed` | customers and methods in bulk, see [`Seed`] |
//! | `POST /payment_methods/ID {"behaviour"}` | changes how a method behaves |
//! | `POST /payment_intents/ID/settle {"behaviour"}` | ends what a lingering method began |
//! | `POST /payment_intents/ID/received {"amount"}` | falsifies the books, for reconciliation to find |
//! | `POST /payment_intents/ID/refund {"amount"?, "status"?}` | [`Simulator::refund`]: a refund made in the dashboard |
//! | `POST /refunds/ID {"status"}` | [`Simulator::set_refund`]: what becomes of a refund at the bank |
//! | `POST /payment_intents/ID/dispute {"amount"?, "status"?, "due_by"?}` | [`Simulator::dispute`]: opens a [`Dispute`] |
//! | `POST /disputes/ID {"status"}` | [`Simulator::set_dispute`]: what becomes of a dispute at the bank |
//! | `POST /customers/ID/take {"amount"}` | [`Simulator::take_by_hand`]: a payment for none of our charges |
//! | `POST /payment_methods/ID/renew {"exp_month", "exp_year", "last4"?}` | [`Simulator::renew_card`]: the bank sent another card |
//! | `POST /payment_methods/ID/detach` | [`Simulator::detach_card`]: takes a card off its customer |
//! | `POST /webhooks {…}` | a new [`Delivery`]: off, late, twice, out of order |
//! | `POST /webhooks/redeliver` | sends every event again, or `{"event": ID}` |
//! | `GET`, `POST /clock {"now"}` | tells or sets its clock, which goes on from there |

mod admin;
mod api;
mod behaviour;
mod books;
mod cards;
mod chance;
mod config;
mod dashboard;
mod faults;
mod gate;
mod hosted;
mod idempotency;
mod ledger;
mod listener;
mod shape;
mod simulator;
mod webhooks;
mod world;

pub use admin::{MethodSeed, Seed};
pub use behaviour::Behaviour;
pub use books::{Books, IntentLine, Totals};
pub use config::{Clock, Config, Delivery, Webhook};
pub use dashboard::Dispute;
pub use faults::{Fault, FaultRule, Matching};
pub use processor::wire::{DisputeStatus, RefundStatus};
pub use simulator::Simulator;
pub use webhooks::sign;
