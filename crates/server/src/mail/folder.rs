//! Mails as files: one as it would travel, and one beside it that is easy to read.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lettre::Address;

use super::mailbox::Mail;
use super::mailer::SendProblem;
use super::outgoing::Outgoing;
use crate::ended::why_ended;

/// A folder of mails. Their names sort by when they were written.
#[derive(Clone, Debug)]
pub struct Folder(Arc<Path>);

impl Folder {
    pub(super) fn made(path: PathBuf) -> io::Result<Self> {
        std::fs::create_dir_all(&path)?;
        Ok(Self(path.into()))
    }

    pub(super) async fn send(&self, from: &Address, mail: &Outgoing) -> Result<(), SendProblem> {
        let message = mail.message(from).map_err(|problem| SendProblem::NotNow(problem.into()))?;
        let id = format!("{:013}-{}", mail.at.timestamp_millis(), mail.message_id);
        let readable = Mail {
            id: id.clone(),
            to: mail.to.to_string(),
            subject: mail.rendered.subject.clone(),
            at: mail.at,
            text: mail.rendered.text.clone(),
            html: mail.rendered.html.clone(),
        };
        let folder = self.0.clone();
        let written = tokio::task::spawn_blocking(move || {
            put(&folder.join(format!("{id}.eml")), &message.formatted())?;
            put(&folder.join(format!("{id}.json")), &serde_json::to_vec_pretty(&readable)?)
        });
        match written.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(SendProblem::NotNow(error.into())),
            Err(error) => Err(SendProblem::NotNow(why_ended(&error).into())),
        }
    }
}

/// Writes a file as a whole: whoever reads the folder never finds half of one.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = path.with_extension("part");
    std::fs::write(&part, bytes)?;
    std::fs::rename(part, path)
}
