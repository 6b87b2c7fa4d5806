use chrono::NaiveDate;
use clap::Args;

use super::{StoredSettings, day};

/// What `almoner changes` takes.
#[derive(Clone, Debug, Args)]
pub struct ChangesSettings {
    /// Since this day began in the practice's time zone, such as 2025-12-01.
    #[arg(long, env = "ALMONER_SINCE", value_name = "DAY", value_parser = day)]
    pub since: NaiveDate,
    /// Only those of the practice that has this id in its own system.
    #[arg(long, env = "ALMONER_PRACTICE", value_name = "ID")]
    pub practice: Option<String>,
    #[command(flatten)]
    pub stored: StoredSettings,
}
