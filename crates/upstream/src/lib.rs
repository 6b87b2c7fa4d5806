//! What the clients of services outside have in common: an address that a key may be sent to, the key, and connections that neither follow
//! a redirection nor repeat a request by themselves.

#![warn(missing_docs, unreachable_pub)]

mod address;
mod client;

pub use address::{Address, AddressProblem};
pub use client::{Key, KeyProblem, client};
