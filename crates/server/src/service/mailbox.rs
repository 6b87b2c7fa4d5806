//! The mails that were written as files, for whoever tries the desk out.

use std::path::PathBuf;

use tokio::task::spawn_blocking;

use super::Failure;
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
