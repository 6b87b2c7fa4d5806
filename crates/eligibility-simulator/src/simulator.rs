//! A running simulator.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::config::Config;
use crate::faults::FaultRule;
use crate::inquiry::Asked;
use crate::member::Member;
use crate::world::Shared;
use crate::{admin, gate};

/// A running simulator. It takes no more requests when this is dropped.
pub struct Simulator {
    address: SocketAddr,
    shared: Arc<Shared>,
    // Dropping it ends the task.
    _task: JoinSet<()>,
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
        let shared = Shared::new(config);
        let router = admin::routes().merge(gate::routes()).with_state(shared.clone());
        let mut task = JoinSet::new();
        task.spawn(async move {
            // It ends with the task and in no other way.
            let _ = axum::serve(socket, router).await;
        });
        Ok(Self { address, shared, _task: task })
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

    /// What was asked, the oldest first; the last thousand.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        self.shared.world().asked()
    }

    /// Says what the payer knows of a member.
    pub fn set_member(&self, member_id: &str, member: Member) {
        self.shared.world().members.insert(member_id.to_owned(), member);
    }

    /// Switches a fault on.
    pub fn add_fault(&self, rule: FaultRule) {
        self.shared.world().faults.add(rule);
    }

    /// Switches all faults off.
    pub fn clear_faults(&self) {
        self.shared.world().faults.clear();
    }
}
