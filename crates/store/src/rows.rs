//! The tables as the ORM sees them. Everything outside this module speaks of the domain's types instead.

pub(crate) mod arrivals;
pub(crate) mod attempts;
pub(crate) mod audit;
pub(crate) mod charge_amendments;
pub(crate) mod charges;
pub(crate) mod client_providers;
pub(crate) mod clients;
pub(crate) mod coverages;
pub(crate) mod extra_payments;
pub(crate) mod heartbeats;
pub(crate) mod imports;
pub(crate) mod login_clients;
pub(crate) mod logins;
pub(crate) mod outbox;
pub(crate) mod payers;
pub(crate) mod payment_methods;
pub(crate) mod policies;
pub(crate) mod practices;
pub(crate) mod refund_requests;
pub(crate) mod sessions;
pub(crate) mod staff;
pub(crate) mod sweeps;
pub(crate) mod tasks;
pub(crate) mod unapplied_payments;
pub(crate) mod webhook_events;
pub(crate) mod withdrawals;
