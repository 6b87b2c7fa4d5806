//! Mails about charges: what kinds there are, how each reads, and how they leave.

pub mod message;
#[cfg(test)]
mod sample;

pub use message::Message;
