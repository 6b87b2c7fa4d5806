//! Whose access an import ended or gave back.

use std::fmt;

use indicatif::HumanCount;
use store::people::Sort;

/// Somebody by their practice's id; no name, since what an import prints may be kept as a log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WhoChanged {
    /// The id of the practice in its system.
    pub practice: String,
    /// Whether a client or of the staff.
    pub sort: Sort,
    /// The person's id there.
    pub key: String,
}

/// Whose access changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessChanges {
    /// Those who could sign in and are gone from the export.
    pub ended: Vec<WhoChanged>,
    /// Those who are back in it and can sign in again.
    pub restored: Vec<WhoChanged>,
    /// Those who are back, but somebody else signs in with their address by now.
    pub in_the_way: Vec<WhoChanged>,
}

/// People named in one line; the rest are counted.
const NAMED: usize = 20;

impl fmt::Display for WhoChanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sort = match self.sort {
            Sort::Client => "client",
            Sort::Staff => "staff",
        };
        write!(f, "{sort} {} of {}", self.key, self.practice)
    }
}

/// A line for each kind of change; nothing where there is none.
impl fmt::Display for AccessChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (people, what) in [
            (&self.ended, "gone from the export, can sign in no more"),
            (&self.restored, "in the export again, can sign in as before"),
            (&self.in_the_way, "in the export again, cannot sign in: somebody else does with their address"),
        ] {
            if people.is_empty() {
                continue;
            }
            let named: Vec<String> = people.iter().take(NAMED).map(ToString::to_string).collect();
            write!(f, "\n{what}: {}", named.join(", "))?;
            if people.len() > NAMED {
                write!(f, " and {} more", HumanCount((people.len() - NAMED) as u64))?;
            }
        }
        Ok(())
    }
}
