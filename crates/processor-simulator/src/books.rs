//! The books, as a test reads them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What happened, added up. Amounts are whole minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Books {
    /// Sums over everything.
    pub totals: Totals,
    /// Our charge ids of which money was taken more than once, over all intents. Empty unless the product is wrong.
    pub doubles: Vec<String>,
    /// Every intent, the oldest first; left out where only totals were asked for.
    #[serde(default)]
    pub intents: Vec<IntentLine>,
}

/// Sums over everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Requests that were let in, whatever came of them.
    #[serde(default)]
    pub requests: u64,
    /// Intents made.
    pub intents: u64,
    /// Attempts carried out, answered or not.
    pub confirms: u64,
    /// Attempts that took money.
    pub captures: u64,
    /// What they took.
    pub captured_cents: i64,
    /// Attempts that were declined.
    pub declines: u64,
    /// Refunds made.
    pub refunds: u64,
    /// What they gave back, without those that failed or were canceled.
    pub refunded_cents: i64,
    /// Disputes opened, inquiries included.
    #[serde(default)]
    pub disputes: u64,
    /// What banks withdrew for disputes and did not give back.
    #[serde(default)]
    pub charged_back_cents: i64,
    /// Events that happened.
    pub events: u64,
    /// Messages accepted with a 2xx, repetitions included.
    pub deliveries_accepted: u64,
    /// Messages given up.
    pub deliveries_given_up: u64,
    /// Messages not accepted yet.
    pub deliveries_pending: u64,
}

/// One intent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentLine {
    /// `pi_…`.
    pub id: String,
    /// Our charge, from the metadata.
    pub charge_id: Option<String>,
    /// `cus_…`.
    pub customer: Option<String>,
    /// What was to be taken.
    pub amount: i64,
    /// What was taken.
    pub received: i64,
    /// What went back.
    pub refunded: i64,
    /// What banks withdrew for disputes and did not give back.
    #[serde(default)]
    pub charged_back: i64,
    /// The status in Stripe's words.
    pub status: String,
    /// How often it was tried.
    pub confirms: u32,
    /// How often money was taken: never more than once, or the simulator is wrong.
    pub captures: u32,
    /// The card that was tried last, by its last four digits.
    pub last4: Option<String>,
}

impl Books {
    /// The lines of one of our charges.
    pub fn of_charge<'a>(&'a self, charge_id: &'a str) -> impl Iterator<Item = &'a IntentLine> {
        self.intents.iter().filter(move |line| line.charge_id.as_deref() == Some(charge_id))
    }
}

/// The charges of which money was taken more than once.
pub(crate) fn doubles<'a>(captures: impl Iterator<Item = (&'a str, u32)>) -> Vec<String> {
    let mut by_charge = BTreeMap::<&str, u32>::new();
    for (charge, taken) in captures {
        *by_charge.entry(charge).or_default() += taken;
    }
    by_charge.into_iter().filter(|(_, taken)| *taken > 1).map(|(charge, _)| charge.to_owned()).collect()
}
