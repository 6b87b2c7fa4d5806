//! The Account of a client.

pub mod billing;
pub mod charge;
mod history;
pub mod reschedule;
