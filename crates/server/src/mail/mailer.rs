//! How mails leave: by a mail server, or as files.

use std::error::Error;
use std::path::PathBuf;

use lettre::Address;
use secrecy::{ExposeSecret, SecretString};

use super::folder::Folder;
use super::outgoing::Outgoing;
use super::smtp::{ServerProblem, Smtp};

/// How mails leave. Clones share connections.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Address,
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
    /// The mail server refuses the recipient's address for good.
    #[error("the mail server refuses the recipient's address for good")]
    Refused(#[source] Box<dyn Error + Send + Sync>),
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
        let from = from.parse().map_err(MailerProblem::From)?;
        Ok(Self { from, carrier: Carrier::Smtp(Smtp::of(url.expose_secret())?) })
    }

    /// Writes mails into `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made or the sender is no address.
    pub fn folder(folder: PathBuf, from: &str) -> Result<Self, MailerProblem> {
        let from = from.parse().map_err(MailerProblem::From)?;
        let folder = Folder::made(folder).map_err(MailerProblem::Folder)?;
        Ok(Self { from, carrier: Carrier::Folder(folder) })
    }

    /// Hands a mail over. Once this returns `Ok` it is the mail server's to deliver.
    ///
    /// # Errors
    /// [`SendProblem`] says whether trying again can help.
    pub async fn send(&self, mail: &Outgoing) -> Result<(), SendProblem> {
        match &self.carrier {
            Carrier::Smtp(smtp) => smtp.send(&self.from, mail).await,
            Carrier::Folder(folder) => folder.send(&self.from, mail).await,
        }
    }
}
