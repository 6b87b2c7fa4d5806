//! Sends what happened, signed, at least once, and in whatever order it comes to be.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Client;
use sha2::Sha256;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;

use crate::books::Totals;
use crate::config::{Delivery, Webhook};
use crate::ledger::Happened;
use crate::world::Shared;

/// How many messages are on their way at once.
const AT_ONCE: usize = 16;

/// How long the receiver may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What became of the messages.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    accepted: AtomicU64,
    given_up: AtomicU64,
    pending: AtomicU64,
}

impl Tally {
    pub(crate) fn add_to(&self, totals: &mut Totals) {
        totals.deliveries_accepted = self.accepted.load(Ordering::SeqCst);
        totals.deliveries_given_up = self.given_up.load(Ordering::SeqCst);
        totals.deliveries_pending = self.pending.load(Ordering::SeqCst);
    }
}

/// The `Stripe-Signature` header for a body signed at `at`.
#[must_use]
pub fn sign(body: &[u8], at: DateTime<Utc>, secret: &str) -> String {
    let at = at.timestamp().to_string();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(at.as_bytes());
    mac.update(b".");
    mac.update(body);
    format!("t={at},v1={}", hex::encode(mac.finalize().into_bytes()))
}

/// Delivers until the simulator ends.
pub(crate) async fn deliver(
    shared: Arc<Shared>,
    mut news: UnboundedReceiver<Happened>,
) -> anyhow::Result<()> {
    let Some(webhook) = shared.config.webhook.clone() else { return Ok(()) };
    let client = Client::builder().timeout(TIMEOUT).no_proxy().tls_certs_only([]).build()?;
    let messenger = Arc::new(Messenger { shared, webhook, client, at_once: Semaphore::new(AT_ONCE) });
    let mut under_way = JoinSet::new();
    while let Some(event) = news.recv().await {
        while under_way.try_join_next().is_some() {}
        for delay in messenger.delays() {
            messenger.shared.tally.pending.fetch_add(1, Ordering::SeqCst);
            under_way.spawn(messenger.clone().bring(event.clone(), delay));
        }
    }
    Ok(())
}

struct Messenger {
    shared: Arc<Shared>,
    webhook: Webhook,
    client: Client,
    at_once: Semaphore,
}

impl Messenger {
    fn delivery(&self) -> Delivery {
        self.shared.world().delivery.clone()
    }

    /// One delay for each time the message is sent: none, one or two.
    fn delays(&self) -> Vec<Duration> {
        let mut world = self.shared.world();
        let delivery = world.delivery.clone();
        if !delivery.on {
            return Vec::new();
        }
        let twice = world.chance.happens(delivery.duplicates_per_mille);
        let chance = &mut world.chance;
        (0..=usize::from(twice))
            .map(|_| Duration::from_millis(delivery.delay_ms + chance.up_to(delivery.spread_ms)))
            .collect()
    }

    async fn bring(self: Arc<Self>, event: Happened, delay: Duration) {
        tokio::time::sleep(delay).await;
        let accepted = self.try_often(&event).await;
        let tally = &self.shared.tally;
        tally.pending.fetch_sub(1, Ordering::SeqCst);
        let total = if accepted { &tally.accepted } else { &tally.given_up };
        total.fetch_add(1, Ordering::SeqCst);
    }

    async fn try_often(&self, event: &Happened) -> bool {
        let mut tried = 0;
        loop {
            let delivery = self.delivery();
            if !delivery.on || tried >= delivery.attempts_max {
                return false;
            }
            if self.send(event).await {
                return true;
            }
            let factor = 1 << tried.min(10);
            tried += 1;
            tokio::time::sleep(Duration::from_millis(delivery.backoff_ms.saturating_mul(factor))).await;
        }
    }

    async fn send(&self, event: &Happened) -> bool {
        let Ok(_turn) = self.at_once.acquire().await else { return false };
        let signature = sign(&event.body, (self.shared.config.real_clock)(), &self.webhook.secret);
        let request = self
            .client
            .post(&self.webhook.url)
            .header("content-type", "application/json; charset=utf-8")
            .header("stripe-signature", signature)
            .body(event.body.to_vec());
        request.send().await.is_ok_and(|response| response.status().is_success())
    }
}
