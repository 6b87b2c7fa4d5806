//! The simulator as any client of its port meets it, without the client that this product uses.

mod controls;
mod process;
mod questions;
mod support;
