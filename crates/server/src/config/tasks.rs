use clap::{Args, Subcommand, ValueEnum};
use domain::task::Team;

use super::{AgentSettings, ClockSettings, StoredSettings};

/// What `almoner tasks` takes.
#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct TasksSettings {
    /// What to do with one of them instead.
    #[command(subcommand)]
    pub command: Option<TasksCommand>,
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

impl TasksSettings {
    /// The settings all commands share.
    #[must_use]
    pub const fn stored(&self) -> &StoredSettings {
        match &self.command {
            None => &self.stored,
            Some(TasksCommand::Show(it)) => &it.stored,
            Some(TasksCommand::Resolve(it)) => &it.stored,
        }
    }
}

/// What `almoner tasks` does with one task.
#[derive(Clone, Debug, Subcommand)]
pub enum TasksCommand {
    /// Shows one task.
    Show(ShowTaskSettings),
    /// Says that a task is done.
    Resolve(ResolveSettings),
}

/// What `almoner tasks show` takes.
#[derive(Clone, Debug, Args)]
pub struct ShowTaskSettings {
    /// The task's id, as it is listed.
    #[arg(value_name = "ID")]
    pub id: String,
    /// As JSON, for programs.
    #[arg(long, env = "ALMONER_JSON")]
    pub json: bool,
    #[command(flatten)]
    pub stored: StoredSettings,
}

/// What `almoner tasks resolve` takes.
#[derive(Clone, Debug, Args)]
pub struct ResolveSettings {
    /// The task's id, as it is listed.
    #[arg(value_name = "ID")]
    pub id: String,
    /// What was done, or why nothing had to be, in a line.
    #[arg(long, env = "ALMONER_REASON", value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub agent: AgentSettings,
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
