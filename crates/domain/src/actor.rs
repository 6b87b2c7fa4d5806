//! Who did something.

use serde::{Deserialize, Serialize};

use crate::ids::StaffId;

/// Who did something, for the audit record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "actor", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// The client whose record it is.
    Client,
    /// A person on the staff.
    Staff(StaffId),
    /// The practice, through its import.
    Practice,
    /// The worker.
    System,
    /// Whoever runs the desk, by a command.
    Operator,
}
