//! The rules of the billing desk: money, days, states, and what is wrong with a form.
//!
//! Pure: no input or output, no clock, no randomness, no floats. What the rules need of these is an argument, so that the
//! browser and the server come to the same answer by calling the same function.

pub mod actor;
pub mod audit;
pub mod breakdown;
pub mod charge;
pub mod contact;
pub mod day_entry;
pub mod ids;
pub mod money;
pub mod name;
pub mod password;
pub mod payer;
pub mod policy;
pub mod promise;
pub mod reply;
pub mod reschedule;
pub mod role;
#[cfg(test)]
mod testing;
pub mod zone;

pub use ids::*;
pub use money::{Currency, Money};
