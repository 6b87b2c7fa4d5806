//! The Account of a client.

pub mod billing;
pub mod charge;
pub mod history;
pub mod reschedule;
