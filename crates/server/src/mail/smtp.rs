//! Handing mails to a mail server.
//!
//! The steps of the dialogue are taken one by one, since what a refusal means depends on the step: at the recipient's address
//! it says that nobody can be reached there, at any other that the server does not want this mail now or from us.

mod server;

use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::response::Response;
use tokio::time::timeout;

use super::mailer::SendProblem;
use super::outgoing::{Outgoing, address};
use server::Server;
pub use server::ServerProblem;

/// How long the server may take for each step.
const STEP_MAX: Duration = Duration::from_secs(10);

/// Connections kept open for the next mail.
const IDLE_MAX: usize = 8;

/// A mail server. Clones share its connections.
#[derive(Clone)]
pub struct Smtp {
    server: Arc<Server>,
    idle: Arc<Mutex<Vec<AsyncSmtpConnection>>>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("server", &self.server).finish_non_exhaustive()
    }
}

type Step = Result<Response, Box<dyn Error + Send + Sync>>;

impl Smtp {
    /// The server at `url`: `smtps://…` for TLS from the first byte, `smtp://…` for TLS by STARTTLS, which is left out for a
    /// server on this machine and where the address says `?tls=none`.
    ///
    /// # Errors
    /// When the address is none.
    pub fn of(url: &str) -> Result<Self, ServerProblem> {
        Ok(Self { server: Arc::new(Server::at(url)?), idle: Arc::default() })
    }

    pub(super) async fn send(&self, from: &Address, mail: &Outgoing) -> Result<(), SendProblem> {
        let not_now = |error: Box<dyn Error + Send + Sync>| SendProblem::NotNow(error);
        let message = mail.message(from).map_err(|error| not_now(error.into()))?.formatted();
        let to = address(&mail.to).map_err(|error| SendProblem::Refused(error.into()))?;
        let mut line = self.greeted(from).await.map_err(not_now)?;
        let named = step(line.command(Rcpt::new(to, Vec::new()))).await;
        if let Err(error) = named {
            line.abort().await;
            return Err(if is_for_good(&*error) {
                SendProblem::Refused(error)
            } else {
                SendProblem::NotNow(error)
            });
        }
        let handed = async {
            step(line.command(Data)).await?;
            step(line.message(&message)).await
        };
        match handed.await {
            Ok(_) => {
                self.put_back(line);
                Ok(())
            }
            Err(error) => {
                line.abort().await;
                Err(not_now(error))
            }
        }
    }

    /// A connection on which the server has taken the sender. One that was kept open may be gone by now; then a new one is
    /// made, and nothing was sent twice by that.
    async fn greeted(&self, from: &Address) -> Result<AsyncSmtpConnection, Box<dyn Error + Send + Sync>> {
        let sender = || Mail::new(Some(from.clone()), Vec::new());
        loop {
            let kept = self.idle().pop();
            let Some(mut line) = kept else { break };
            if step(line.command(sender())).await.is_ok() {
                return Ok(line);
            }
            line.abort().await;
        }
        let mut line = timeout(STEP_MAX, self.server.connect(STEP_MAX)).await??;
        match step(line.command(sender())).await {
            Ok(_) => Ok(line),
            Err(error) => {
                line.abort().await;
                Err(error)
            }
        }
    }

    fn put_back(&self, line: AsyncSmtpConnection) {
        let mut idle = self.idle();
        if idle.len() < IDLE_MAX && !line.has_broken() {
            idle.push(line);
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn step(answer: impl Future<Output = Result<Response, lettre::transport::smtp::Error>>) -> Step {
    Ok(timeout(STEP_MAX, answer).await??)
}

/// Whether the answer to the recipient's address says that nobody is reached there. A full mailbox (5.2.2) empties, and a
/// server's policy (5.7) is about us and not about the address.
fn is_for_good(error: &(dyn Error + Send + Sync + 'static)) -> bool {
    let Some(error) = error.downcast_ref::<lettre::transport::smtp::Error>() else { return false };
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let passing = ["5.2.2", "5.7."].iter().any(|code| said.trim_start().starts_with(code));
    error.is_permanent() && !passing
}
