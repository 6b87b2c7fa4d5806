//! The client against the simulator, and against answers written out by hand.

mod answers;
mod checkouts;
mod declines;
mod faults;
mod keys;
mod lists;
mod refunds;
mod scripted;
mod support;
mod webhooks;
