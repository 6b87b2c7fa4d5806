//! The simulator as any client of its port meets it, without the client that this product uses.

mod admin;
mod chance;
mod hosted;
mod idempotency;
mod process;
mod requests;
mod support;
mod webhooks;
