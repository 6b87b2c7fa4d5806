use clap::{Args, Subcommand};

use super::{ClockSettings, StoredSettings};

/// What `almoner mail` does.
#[derive(Clone, Debug, Subcommand)]
pub enum MailCommand {
    /// Reads one delivery report (RFC 3464) from the standard input, as a mail server pipes it in: an address at which nobody
    /// is reached is not written to any more, and a charge whose notice came back is announced anew. Fails with 65 when the
    /// input is no report about an email of this desk, and with 75 when the same may work later.
    Bounced(BouncedSettings),
    /// Has an address written to again that a mail server refused or from which mails came back.
    Clear(ClearSettings),
}

/// What `almoner mail bounced` takes.
#[derive(Clone, Debug, Args)]
pub struct BouncedSettings {
    #[command(flatten)]
    pub stored: StoredSettings,
    #[command(flatten)]
    pub clock: ClockSettings,
}

/// What `almoner mail clear` takes.
#[derive(Clone, Debug, Args)]
pub struct ClearSettings {
    /// The email address.
    pub address: String,
    #[command(flatten)]
    pub stored: StoredSettings,
    #[command(flatten)]
    pub clock: ClockSettings,
}

impl MailCommand {
    /// The settings all commands share.
    #[must_use]
    pub const fn stored(&self) -> &StoredSettings {
        match self {
            Self::Bounced(it) => &it.stored,
            Self::Clear(it) => &it.stored,
        }
    }
}
