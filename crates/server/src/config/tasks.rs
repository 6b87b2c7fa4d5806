use clap::{Args, ValueEnum};
use domain::task::Team;

use super::{ClockSettings, StoredSettings};

/// What `almoner tasks` takes.
#[derive(Clone, Debug, Args)]
pub struct TasksSettings {
    /// Only those of the practice that has this id in its own system.
    #[arg(long, env = "ALMONER_PRACTICE", value_name = "ID")]
    pub practice: Option<String>,
    /// Only those of this team.
    #[arg(long, env = "ALMONER_TEAM", value_name = "TEAM", value_enum)]
    pub team: Option<TeamName>,
    /// Those that are done as well.
    #[arg(long, env = "ALMONER_RESOLVED")]
    pub resolved: bool,
    /// As JSON, for programs.
    #[arg(long, env = "ALMONER_JSON")]
    pub json: bool,
    #[command(flatten)]
    pub stored: StoredSettings,
    #[command(flatten)]
    pub clock: ClockSettings,
}

/// A team by the word that files and tables have for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum TeamName {
    /// Helps with accounts.
    ClientSupport,
    /// Helps with charges as well.
    ClientBillingSupport,
}

impl From<TeamName> for Team {
    fn from(name: TeamName) -> Self {
        match name {
            TeamName::ClientSupport => Self::ClientSupport,
            TeamName::ClientBillingSupport => Self::ClientBillingSupport,
        }
    }
}
