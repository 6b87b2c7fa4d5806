//! What all tests are written with: a database of their own with one practice in it, and what is set up around it.

pub mod almoner;
mod answer;
mod bench;
mod blemished;
mod databases;
pub mod desk;
#[cfg(target_os = "linux")]
pub mod disk;
mod export;
mod on_both;
mod raw;
pub mod sample;
mod server;
pub mod sessions;
mod smtp;
mod store;

use std::time::Duration;

pub use answer::Answer;
pub use bench::{Bench, Death, clients};
pub use blemished::Blemished;
pub use databases::{Kind, TestDatabase};
pub use export::{Export, lines, only};
pub use on_both::{Fresh, ask};
pub use raw::{Raw, Reply};
pub use sample::{Which, Who};
pub use server::{PASSWORD, Server, Setup, WEBHOOK_SECRET, browser, generous, product};
pub use smtp::MailServer;
pub use store::TestStore;

/// A number from the environment, for longer runs of the same test.
pub fn asked_for(name: &str, usually: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usually)
}

/// Looks whether others have brought something about, for two minutes at most; each look says what is still missing.
pub async fn until(mut look: impl AsyncFnMut() -> Result<(), String>) {
    let mut missing = String::new();
    for _ in 0..2_400 {
        match look().await {
            Ok(()) => return,
            Err(still) => missing = still,
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("in two minutes it did not come about: {missing}");
}
