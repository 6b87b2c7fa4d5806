//! Use cases. Each function takes the proof of who asks, decides by the rules of `domain`, and writes the change, its audit
//! record and its mails in one unit of work. What is not theirs is not found.

pub mod about_me;
pub mod addresses;
pub mod agents;
pub mod billing;
pub mod card_photos;
pub mod card_setups;
pub mod changes;
pub mod charges;
pub mod clients;
pub mod coverages;
pub mod eligibility;
pub mod email_changes;
mod failure;
pub mod logins;
#[cfg(feature = "demo")]
pub mod mailbox;
#[cfg(feature = "demo")]
pub mod next_event;
pub mod notices;
pub mod papers;
pub mod passwords;
pub mod payment_methods;
pub mod photo_keys;
pub mod practices;
pub mod processor_events;
mod pruning;
pub mod readiness;
pub mod reconcile;
pub mod returned_mail;
pub mod sessions;
pub mod superbills;
pub mod tasks;
pub mod to_do;
pub mod told;
pub mod waiting_mails;

pub use failure::Failure;
