//! The client against the simulator, and against answers written out by hand.

mod answers;
mod faults;
mod scripted;
mod support;
