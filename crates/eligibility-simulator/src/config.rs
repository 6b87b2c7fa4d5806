//! How a simulator is set up.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

/// A clock. The caller makes it, so that a demo and a test can move it.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// How a simulator is set up.
#[derive(Clone)]
pub struct Config {
    /// Where to listen. Port 0 takes any free one.
    pub addr: SocketAddr,
    /// The time, whose year is the plans' year.
    pub clock: Clock,
    /// The only key to accept; without one any is.
    pub key: Option<String>,
    /// How long slow payers take.
    pub slow: Duration,
}

impl Config {
    /// On any free port of this machine.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            clock,
            key: None,
            slow: Duration::from_secs(8),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("addr", &self.addr).field("slow", &self.slow).finish_non_exhaustive()
    }
}
