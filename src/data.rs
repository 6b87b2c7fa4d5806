//! What pages are filled with and what they send: one way to load, one way to fill a form in.
//!
//! Nothing else begins a task, asks whether what it belongs to is still there, or has an answer for a session that ended.

pub mod clock;
pub mod failure;
pub mod form;
pub mod freshness;
pub mod loaded;
pub mod piece;
#[cfg(test)]
pub mod turns;
