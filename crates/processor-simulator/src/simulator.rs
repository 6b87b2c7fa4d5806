//! A running simulator.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use chrono::{DateTime, Utc};
use tokio::net::TcpListener;
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::JoinSet;

use crate::admin::{self, Seed};
use crate::behaviour::Behaviour;
use crate::books::Books;
use crate::config::{Config, Delivery};
use crate::faults::FaultRule;
use crate::listener::Listener;
use crate::world::Shared;
use crate::{dashboard, gate, hosted, webhooks};

/// A running simulator. It ends when this is dropped.
pub struct Simulator {
    address: SocketAddr,
    pub(crate) shared: Arc<Shared>,
    tasks: JoinSet<()>,
}

impl fmt::Debug for Simulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Simulator").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Simulator {
    /// Starts one. Once this returns, requests are served.
    ///
    /// # Errors
    /// When the address is taken or not this machine's.
    pub async fn start(config: Config) -> io::Result<Self> {
        let socket = TcpListener::bind(config.addr).await?;
        let address = socket.local_addr()?;
        // Webhooks are sent by a client that wants one, though none goes over TLS here.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (listener, porter) = Listener::new();
        let (news, to_tell) = unbounded_channel();
        let shared = Shared::new(config, listener, news, format!("http://{address}"));
        let router: Router = Router::new()
            .merge(admin::routes())
            .merge(dashboard::routes())
            .merge(hosted::routes())
            .fallback(gate::serve)
            .with_state(shared.clone());
        let mut tasks = JoinSet::new();
        tasks.spawn(porter.stand(socket, router));
        let messages = webhooks::deliver(shared.clone(), to_tell);
        tasks.spawn(async move {
            if let Err(error) = messages.await {
                tracing::error!(error = &*error as &dyn std::error::Error, "webhooks cannot be sent");
            }
        });
        Ok(Self { address, shared, tasks })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a client is configured with.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The books, every intent included.
    #[must_use]
    pub fn books(&self) -> Books {
        self.shared.books(true)
    }

    /// Switches a fault on.
    pub fn add_fault(&self, rule: FaultRule) {
        self.shared.world().faults.add(rule);
    }

    /// The faults that are still to strike, in the order in which they came.
    #[must_use]
    pub fn faults(&self) -> Vec<FaultRule> {
        self.shared.world().faults.rules()
    }

    /// Switches all faults off.
    pub fn clear_faults(&self) {
        self.shared.world().faults.clear();
    }

    /// Makes customers and methods exist.
    pub fn seed(&self, seed: Seed) {
        self.shared.seed(seed);
    }

    /// Changes how a method behaves; whether there is such a method.
    pub fn set_behaviour(&self, method: &str, behaviour: Behaviour) -> bool {
        self.shared.change(|ledger, now| {
            ledger.method(method, "id", now).map(|method| method.behaviour = behaviour).is_ok()
        })
    }

    /// Ends an attempt that lingers or waits for its cardholder; whether there was one.
    pub fn settle(&self, intent: &str, behaviour: Behaviour) -> bool {
        let settled = self.shared.change(|ledger, now| ledger.settle_intent(intent, behaviour, now));
        settled.is_ok_and(|()| true)
    }

    /// Changes how webhooks are delivered.
    pub fn set_delivery(&self, delivery: Delivery) {
        self.shared.world().delivery = delivery;
    }

    /// Sends an event, or all there were, once more; how many that is.
    pub fn redeliver(&self, event: Option<&str>) -> usize {
        self.shared.redeliver(event)
    }

    /// Sets its clock, which goes on from there.
    pub fn set_clock(&self, now: DateTime<Utc>) {
        self.shared.set_clock(now);
    }

    /// Shuts the port: connections are refused and those there were are reset.
    pub async fn shut(&self) {
        self.shared.listener.shut().await;
    }

    /// Opens the port again.
    pub async fn open(&self) {
        self.shared.listener.open().await;
    }

    /// Ends it. What was not answered is not answered any more.
    pub async fn stop(mut self) {
        self.shared.listener.shut().await;
        self.tasks.shutdown().await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.shared.listener.reset_all();
    }
}
