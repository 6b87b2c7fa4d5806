//! How mails leave: by a mail server, or as files.

use std::error::Error;
use std::path::PathBuf;

use lettre::Address;
use secrecy::{ExposeSecret, SecretString};

use super::folder::Folder;
use super::outgoing::Outgoing;
use super::returns::{Returns, ReturnsProblem};
use super::smtp::{ServerProblem, Smtp};

/// How mails leave. Clones share connections.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Address,
    returns: Returns,
    carrier: Carrier,
}

#[derive(Clone, Debug)]
enum Carrier {
    Smtp(Smtp),
    Folder(Folder),
}

/// Why there is no way to send mails.
#[derive(Debug, thiserror::Error)]
pub enum MailerProblem {
    /// The sender is no address.
    #[error("the address that mails come from is no email address")]
    From(#[source] lettre::address::AddressError),
    /// Mails cannot come back.
    #[error("the address that undeliverable mails come back to cannot be used")]
    Returns(#[from] ReturnsProblem),
    /// The mail server cannot be used.
    #[error("the mail server's address cannot be used")]
    Server(#[from] ServerProblem),
    /// The folder cannot be used.
    #[error("the folder for mails cannot be used")]
    Folder(#[source] std::io::Error),
}

/// Why a mail was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum SendProblem {
    /// Nobody is reached at the recipient's address.
    #[error("the mail server refuses the recipient's address for good")]
    Refused(#[source] Box<dyn Error + Send + Sync>),
    /// The recipient's mailbox takes nothing now, such as because it is full.
    #[error("the recipient's mailbox takes no mail now")]
    MailboxNow(#[source] Box<dyn Error + Send + Sync>),
    /// It may work later. Whether this time it did may be unknown.
    #[error("the mail could not be handed over")]
    NotNow(#[source] Box<dyn Error + Send + Sync>),
}

impl Mailer {
    /// Sends through the mail server at `url`; see [`Smtp::of`].
    ///
    /// # Errors
    /// When the address of the server or of the sender is no good.
    pub fn smtp(url: &SecretString, from: &str) -> Result<Self, MailerProblem> {
        Self::by(Carrier::Smtp(Smtp::of(url.expose_secret())?), from)
    }

    /// Writes mails into `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made or the sender is no address.
    pub fn folder(folder: PathBuf, from: &str) -> Result<Self, MailerProblem> {
        Self::by(Carrier::Folder(Folder::made(folder).map_err(MailerProblem::Folder)?), from)
    }

    fn by(carrier: Carrier, from: &str) -> Result<Self, MailerProblem> {
        let from: Address = from.parse().map_err(MailerProblem::From)?;
        Ok(Self { returns: Returns::to(&from), from, carrier })
    }

    /// The same, but undeliverable mails come back to variants of this address rather than of the sender's.
    ///
    /// # Errors
    /// When it is no address.
    pub fn returning_to(self, address: &str) -> Result<Self, MailerProblem> {
        let address: Address = address.parse().map_err(ReturnsProblem::Address)?;
        Ok(Self { returns: Returns::to(&address), ..self })
    }

    /// The same, once it is sure that each mail can have an address to come back to.
    ///
    /// # Errors
    /// When there is no room for that.
    pub fn checked(self) -> Result<Self, MailerProblem> {
        self.returns.check()?;
        Ok(self)
    }

    /// Hands a mail over. Once this returns `Ok` it is the mail server's to deliver.
    ///
    /// # Errors
    /// [`SendProblem`] says whether trying again can help.
    pub async fn send(&self, mail: &Outgoing) -> Result<(), SendProblem> {
        match &self.carrier {
            Carrier::Smtp(smtp) => {
                let returns_to = self.returns.of(&mail.return_token);
                let returns_to = returns_to.map_err(|problem| SendProblem::NotNow(problem.into()))?;
                smtp.send(&self.from, &returns_to, mail).await
            }
            Carrier::Folder(folder) => folder.send(&self.from, mail).await,
        }
    }
}
