//! Reading the mails that were written as files.

use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A mail as it was written into the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Its name in the folder.
    pub id: String,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Its words as plain text.
    pub text: String,
    /// Its words as a page.
    pub html: String,
}

/// All mails of a folder, the latest first. A folder that is not there has none.
///
/// # Errors
/// When a file cannot be read.
pub fn list(folder: &Path) -> io::Result<Vec<Mail>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut mails = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "json") {
            mails.push(parsed(&std::fs::read(path)?)?);
        }
    }
    mails.sort_by(|one: &Mail, other| other.id.cmp(&one.id));
    Ok(mails)
}

/// One mail of a folder, if there is one of that name.
///
/// # Errors
/// When its file cannot be read.
pub fn read(folder: &Path, id: &str) -> io::Result<Option<Mail>> {
    // The name comes from outside: it must not lead out of the folder.
    let is_name = id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !is_name || id.is_empty() {
        return Ok(None);
    }
    match std::fs::read(folder.join(format!("{id}.json"))) {
        Ok(json) => parsed(&json).map(Some),
        // A name that no file can have, since it is too long, is no mail's either.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn parsed(json: &[u8]) -> io::Result<Mail> {
    Ok(serde_json::from_slice(json)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_listed_the_latest_first_and_read_by_name() {
        let folder = tempfile::tempdir().expect("a folder");
        for (id, at) in [("1-msg_a", "2025-12-01T15:00:00Z"), ("2-msg_b", "2025-12-02T15:00:00Z")] {
            let mail = Mail {
                id: id.to_owned(),
                to: "ana@mail.example".to_owned(),
                subject: "Your payment".to_owned(),
                at: at.parse().expect("an instant"),
                text: "Hi".to_owned(),
                html: "<p>Hi</p>".to_owned(),
            };
            let json = serde_json::to_vec(&mail).expect("it serializes");
            std::fs::write(folder.path().join(format!("{id}.json")), json).expect("a file");
        }
        let ids: Vec<_> = list(folder.path()).expect("readable").into_iter().map(|mail| mail.id).collect();
        assert_eq!(ids, ["2-msg_b", "1-msg_a"]);
        let found = read(folder.path(), "1-msg_a").expect("readable").expect("it is there");
        assert_eq!(found.subject, "Your payment");
        assert_eq!(list(&folder.path().join("none")).expect("no folder, no mails"), []);
    }

    #[test]
    fn a_name_does_not_lead_out_of_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("inside");
        std::fs::create_dir(&inside).expect("a folder");
        std::fs::write(folder.path().join("secret.json"), b"{}").expect("a file");
        for id in ["../secret", "", "a/b", "/etc/passwd", "a.b"] {
            assert_eq!(read(&inside, id).expect("no such mail"), None, "{id}");
        }
    }
}
