//! Mails to be sent. A row is written in the transaction of what it tells, and a worker sends it at least once.
//!
//! A worker that holds a message states with each step the try it holds it for. Once the claim ran out and another worker
//! took over, the first one's steps are refused with [`crate::StoreError::Stale`].

mod claiming;
mod delay;
mod message;

pub use claiming::{
    claim, dropped, due, held, next_due, next_due_after, next_free, refused, renew, retry_at, sent,
    set_envelope,
};
pub use delay::{Delay, Waiting, waiting, waiting_of_practice};
pub use message::{Envelope, MessageState, NewMessage, OutboxMessage, about, by_return_token, find, insert};
