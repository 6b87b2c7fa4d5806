//! What the store promises, asked of both databases.

mod arrivals;
mod attempts;
mod audit;
mod card_photos;
mod card_setups;
mod charges;
mod claiming;
mod commits;
mod eligibilities;
mod extra_payments;
mod faults;
mod history;
mod import;
mod outbox;
mod people;
mod provider;
mod schema;
mod session_codes;
mod sign_in;
mod tasks;
mod unapplied_payments;
mod units;
mod withdrawals;
