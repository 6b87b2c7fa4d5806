//! What travels between the app and the server: paths, request and response bodies, and the error envelope.
//!
//! One file a noun. A body for a provider has no field that could hold what insurance leaves to pay, a charge's amount or
//! day, a member ID, a card or a client's telephone number.

#![warn(missing_docs, unreachable_pub)]

pub mod about_me;
pub mod billing;
pub mod card_photos;
pub mod charges;
pub mod clients;
pub mod coverages;
pub mod eligibility;
pub mod email_confirmation;
pub mod entries;
pub mod languages;
pub mod later;
pub mod pages;
pub mod paths;
pub mod payment_methods;
pub mod practices;
pub mod problem;
pub mod session;
pub mod to_do;

pub use entries::Entries;
pub use later::Later;
pub use problem::Problem;
