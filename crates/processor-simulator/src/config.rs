//! How a simulator is set up.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A clock. The caller makes it, so that a demo and a test can move it.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// How a simulator is set up.
#[derive(Clone)]
pub struct Config {
    /// Where to listen. Port 0 takes any free one.
    pub addr: SocketAddr,
    /// The time at which things happen, and by which keys grow old.
    pub clock: Clock,
    /// The real time, by which webhooks are signed.
    pub real_clock: Clock,
    /// The only bearer key to accept; without one any is.
    pub secret: Option<String>,
    /// Where to send webhooks.
    pub webhook: Option<Webhook>,
    /// Where chance starts: ids, duplicates, delays and faults by chance follow from it. Two simulators that outlive each
    /// other's books should differ in it, or their ids will be the same.
    pub seed: u64,
    /// How old a key must be to be forgotten.
    pub keys_kept: TimeDelta,
    /// Whether a refund's events are called `refund.…`, as an account's receivers of version 2024-10-28 or later get them.
    pub newer_refund_events: bool,
}

impl Config {
    /// On any free port of this machine, sending no webhooks.
    #[must_use]
    pub fn new(clock: Clock, real_clock: Clock) -> Self {
        Self {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            clock,
            real_clock,
            secret: None,
            webhook: None,
            seed: 1,
            keys_kept: TimeDelta::hours(24),
            newer_refund_events: false,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("addr", &self.addr).field("seed", &self.seed).finish_non_exhaustive()
    }
}

/// Where webhooks go.
#[derive(Clone)]
pub struct Webhook {
    /// The receiver.
    pub url: String,
    /// What messages are signed with.
    pub secret: String,
    /// How they are delivered.
    pub delivery: Delivery,
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("url", &self.url)
            .field("delivery", &self.delivery)
            .finish_non_exhaustive()
    }
}

/// How webhooks are delivered. As it comes it is as untidy as in life: some twice, neighbours out of order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delivery {
    /// Off: events happen and are listed, and nobody is told.
    pub on: bool,
    /// The least delay of each message.
    pub delay_ms: u64,
    /// Up to how much longer a message may take, by chance: what puts them out of order.
    pub spread_ms: u64,
    /// How many of a thousand messages are sent twice.
    pub duplicates_per_mille: u32,
    /// How often a message is tried until it is accepted with a 2xx.
    pub attempts_max: u32,
    /// The wait after the first failed attempt; it doubles with each.
    pub backoff_ms: u64,
}

impl Default for Delivery {
    fn default() -> Self {
        Self {
            on: true,
            delay_ms: 0,
            spread_ms: 200,
            duplicates_per_mille: 100,
            attempts_max: 8,
            backoff_ms: 500,
        }
    }
}
