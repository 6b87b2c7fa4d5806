//! The simulator as any client of its port meets it, without the client that this product uses.

mod admin;
mod cards;
mod chance;
mod charges;
mod checkouts;
mod disputes;
mod hosted;
mod idempotency;
mod process;
mod refunds;
mod requests;
mod support;
mod webhooks;
