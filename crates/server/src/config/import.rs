use std::path::PathBuf;

use clap::Args;

use super::{ClockSettings, StoredSettings};
use crate::import::{Missing, UnknownColumns};

/// What `almoner import` takes.
#[derive(Clone, Debug, Args)]
pub struct ImportSettings {
    /// The folder with the exported files, or a file of rows that an import set aside.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Imports what is right and writes the refused rows into this file, each with what is wrong with it, to be corrected there and
    /// imported. Without it all is imported or nothing. What an earlier import set aside there is replaced.
    #[arg(long, env = "ALMONER_SET_ASIDE", value_name = "FILE")]
    pub set_aside: Option<PathBuf>,
    /// The export holds only some of the practice's people: whoever is missing from it keeps their access.
    #[arg(long, env = "ALMONER_PARTIAL", conflicts_with = "allow_missing")]
    pub partial: bool,
    /// Whoever is missing from the export loses access, however many they are. Without it a file that lost most of its people
    /// is taken for a mistake.
    #[arg(long, env = "ALMONER_ALLOW_MISSING")]
    pub allow_missing: bool,
    /// The files have columns that the desk does not read. They are passed over with a warning.
    #[arg(long, env = "ALMONER_IGNORE_UNKNOWN_COLUMNS")]
    pub ignore_unknown_columns: bool,
    /// A charge that was imported as paid may come back as one that the desk takes. Without it such a row is refused.
    #[arg(long, env = "ALMONER_REOPEN")]
    pub reopen: bool,
    #[command(flatten)]
    pub stored: StoredSettings,
    #[command(flatten)]
    pub clock: ClockSettings,
}

impl ImportSettings {
    /// What a column is that no file of its sort has.
    #[must_use]
    pub const fn unknown_columns(&self) -> UnknownColumns {
        if self.ignore_unknown_columns { UnknownColumns::PassedOver } else { UnknownColumns::Refused }
    }

    /// What it means that a person is missing from the export.
    #[must_use]
    pub const fn missing(&self) -> Missing {
        match (self.partial, self.allow_missing) {
            (true, _) => Missing::NothingSaid,
            (false, true) => Missing::GoneHoweverMany,
            (false, false) => Missing::Gone,
        }
    }
}
