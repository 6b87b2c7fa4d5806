//! The rules of the billing desk: money, days, states, and what is wrong with a form.
//!
//! Pure: no input or output, no clock, no randomness, no floats. What the rules need of these is an argument, so that the
//! browser and the server come to the same answer by calling the same function.

#![warn(missing_docs, unreachable_pub)]

pub mod actor;
pub mod address;
pub mod apart;
pub mod attempt;
pub mod audit;
pub mod breakdown;
pub mod called;
pub mod card_photo;
pub mod card_setup;
pub mod change_address;
pub mod change_email;
pub mod change_phone;
pub mod charge;
pub mod choice;
pub mod client;
pub mod contact;
pub mod coverage;
pub mod day_entry;
pub mod eligibility;
pub mod email_change;
pub mod export;
pub mod extra_payment;
pub mod fault;
pub mod figures;
pub mod help;
pub mod ids;
pub mod invisible;
pub mod iso;
pub mod language;
pub mod login;
pub mod money;
pub mod month;
pub mod name;
pub mod npi;
pub mod paper;
pub mod password;
pub mod payer;
pub mod payment_method;
pub mod phone;
pub mod policy;
pub mod practice;
pub mod promise;
pub mod reason;
pub mod recipient;
pub mod refund_request;
pub mod reply;
pub mod reschedule;
pub mod role;
pub mod session_codes;
pub mod sex;
pub mod spreadsheet;
pub mod staff;
pub mod subject;
pub mod superbill;
pub mod task;
pub mod tax_id;
#[cfg(any(test, feature = "testing"))]
#[expect(missing_docs, reason = "builders, whose names say what they build")]
pub mod testing;
pub mod withdrawal;
pub mod zone;

pub use ids::*;
pub use money::{Currency, Money};
