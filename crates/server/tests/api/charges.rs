//! `/api/c/{client}/charges`

mod history;
mod one;
mod pay;
mod reschedule;
mod window;
