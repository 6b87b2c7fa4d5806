//! The mails that were written as files, for whoever tries the desk out.

use std::path::PathBuf;

use store::{clients, email_changes};
use tokio::task::spawn_blocking;

use super::Failure;
use super::sessions::{Access, OpenSession};
use crate::desk::Desk;
use crate::ended::why_ended;
use crate::mail::mailbox;
pub use crate::mail::mailbox::Mail;

/// All mails in the folder, the latest first.
///
/// # Errors
/// When the folder cannot be read.
pub async fn all(folder: PathBuf) -> Result<Vec<Mail>, Failure> {
    let read = spawn_blocking(move || mailbox::list(&folder)).await;
    read.map_err(|error| Failure::Broken(why_ended(&error).into()))?
        .map_err(|error| Failure::Broken(error.into()))
}

/// One mail in the folder.
///
/// # Errors
/// When its file cannot be read.
pub async fn find(folder: PathBuf, id: String) -> Result<Option<Mail>, Failure> {
    let read = spawn_blocking(move || mailbox::read(&folder, &id)).await;
    read.map_err(|error| Failure::Broken(why_ended(&error).into()))?
        .map_err(|error| Failure::Broken(error.into()))
}

/// The addresses that mails to whoever is signed in go to: their own and those of the clients that they see, also one that is to be
/// confirmed.
///
/// # Errors
/// When the store fails.
pub async fn addresses(desk: &Desk, open: &OpenSession) -> Result<Vec<String>, Failure> {
    let mut addresses = vec![open.address().as_str().to_owned()];
    if let Access::Clients(access) = &open.access {
        let reader = desk.store.reader();
        for client in access.clients() {
            // The link that confirms an address goes there before it is theirs.
            addresses.extend(email_changes::waiting(&reader, *client).await?.map(|it| it.to.to_string()));
        }
        let clients = clients::find_many(&reader, access.clients()).await?;
        let emails = clients.into_values().filter_map(|client| client.email);
        addresses.extend(emails.map(|email| email.as_str().to_owned()));
    }
    Ok(addresses)
}
