//! `/api/c/{client}/charges`

mod by_support;
mod history;
mod one;
mod pay;
mod reschedule;
mod window;
