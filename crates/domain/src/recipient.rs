//! Who gets a mail.

use serde::{Deserialize, Serialize};

use crate::contact::Email;
use crate::ids::{ClientId, StaffId};

/// Who gets a mail. A person's address is looked up when the mail is sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "recipient", content = "id", rename_all = "snake_case")]
pub enum Recipient {
    /// A client.
    Client(ClientId),
    /// A person on the staff.
    Staff(StaffId),
    /// Whoever reads the mails to an address, such as one that is still to be confirmed.
    Address(Email),
}

impl Recipient {
    /// The client, if it is one.
    #[must_use]
    pub const fn client(&self) -> Option<ClientId> {
        match self {
            Self::Client(id) => Some(*id),
            Self::Staff(_) | Self::Address(_) => None,
        }
    }
}
