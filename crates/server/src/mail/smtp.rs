//! Handing mails to a mail server.
//!
//! The steps of the dialogue are taken one by one, since what a refusal can be about depends on the step: about the mailbox only
//! once the server knows the recipient. Some servers look them up when they have the whole mail. The library's transport takes all
//! steps in one call and does not tell which of them was refused; its connection and its commands are used.

mod line;
mod server;

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
use super::reply::Concern;
pub use line::LineProblem;
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

impl Smtp {
    /// The server at `url`: `smtps://…` for TLS from the first byte, `smtp://…` for TLS by STARTTLS, which is left out for a
    /// server on this machine and where the address says `?tls=none`.
    ///
    /// # Errors
    /// When the address is none.
    pub fn of(url: &str) -> Result<Self, ServerProblem> {
        Ok(Self { server: Arc::new(Server::at(url)?), idle: Arc::default() })
    }

    /// Sends a mail whose header names `from`, and that comes back to `returns_to` if it cannot be delivered later.
    pub(super) async fn send(
        &self,
        from: &Address,
        returns_to: &Address,
        mail: &Outgoing,
    ) -> Result<(), SendProblem> {
        let message = mail.message(from).map_err(|error| SendProblem::NotNow(error.into()))?.formatted();
        let to = address(&mail.to).map_err(|error| SendProblem::Refused(error.into()))?;
        let mut line = self.greeted(returns_to).await.map_err(|error| SendProblem::NotNow(error.into()))?;
        let handed = async {
            step(line.command(Rcpt::new(to, Vec::new()))).await?;
            step(line.command(Data)).await?;
            step(line.message(&message)).await
        };
        match handed.await {
            Ok(_) => {
                self.put_back(line);
                Ok(())
            }
            Err(problem) => {
                line.abort().await;
                Err(of_recipient(problem))
            }
        }
    }

    /// A connection on which the server has taken the sender. One that was kept open may be gone by now; then a new one is
    /// made, and nothing was sent twice by that.
    async fn greeted(&self, from: &Address) -> Result<AsyncSmtpConnection, LineProblem> {
        let sender = || Mail::new(Some(from.clone()), Vec::new());
        loop {
            let kept = self.idle().pop();
            let Some(mut line) = kept else { break };
            if step(line.command(sender())).await.is_ok() {
                return Ok(line);
            }
            line.abort().await;
        }
        let connecting = timeout(STEP_MAX, self.server.connect(STEP_MAX));
        let mut line = connecting.await.map_err(|_| LineProblem::Late)??;
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

async fn step(
    answer: impl Future<Output = Result<Response, lettre::transport::smtp::Error>>,
) -> Result<Response, LineProblem> {
    Ok(timeout(STEP_MAX, answer).await.map_err(|_| LineProblem::Late)??)
}

/// What a problem means that came up once the server was told of the recipient.
fn of_recipient(problem: LineProblem) -> SendProblem {
    let concern = match &problem {
        LineProblem::Refused(reply) => reply.concern,
        LineProblem::Late
        | LineProblem::Unreadable
        | LineProblem::Unfit(_)
        | LineProblem::Broken(_)
        | LineProblem::Gone => Concern::Us,
    };
    match concern {
        Concern::Mailbox => SendProblem::Refused(problem.into()),
        Concern::MailboxNow => SendProblem::MailboxNow(problem.into()),
        Concern::Us => SendProblem::NotNow(problem.into()),
    }
}
