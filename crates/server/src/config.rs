//! The command line, and every setting it takes.
//!
//! A setting is a flag, an environment variable and a key of the settings file at once; the first of these that gives it
//! wins. Its doc comment here is its documentation: `almoner serve --help` prints it.

mod address;
mod changes;
mod charge;
mod clock;
mod day;
mod eligibility;
mod environment;
mod file;
mod import;
mod mail;
mod mail_command;
mod people;
mod photos;
mod processor;
mod serving;
mod stored;
mod tasks;
#[cfg(feature = "demo")]
mod trial;

use clap::{Args, Parser, Subcommand};

pub use self::photos::{PhotoProblem, PhotoSettings};
pub use address::{AddressProblem, Addresses};
pub use changes::ChangesSettings;
pub use charge::{ActSettings, AgentSettings, ChargeCommand, ShowChargeSettings, WhichSettings};
pub use clock::ClockSettings;
use day::day;
pub use eligibility::EligibilitySettings;
pub use environment::{UnknownVariable, checked};
pub use file::{FileProblem, arguments};
pub use import::ImportSettings;
pub use mail::{MailProblem, MailSettings};
pub use mail_command::{BouncedSettings, ClearSettings, MailCommand};
pub use people::{PersonSettings, WhoseSettings};
pub use processor::{ProcessorProblem, ProcessorSettings};
pub use serving::{Limits, ServeSettings};
pub use stored::{LogFormat, StoredSettings};
pub use tasks::{ResolveSettings, ShowTaskSettings, TasksCommand, TasksSettings, TeamName};
#[cfg(feature = "demo")]
pub use trial::TrialSettings;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "almoner", version, about = "The billing desk of a therapy practice", max_term_width = 100)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the desk to browsers, and does by itself what is due.
    Serve(Box<ServeSettings>),
    /// Does what is due without serving: notices, charges, mails. Any number may run side by side.
    Worker(Box<WorkerSettings>),
    /// Reads what a practice system exported: all or nothing, unless bad rows are to be set aside.
    Import(ImportSettings),
    /// Brings the database to the shape this version needs.
    Migrate(StoredSettings),
    /// Compares our books with the payment processor's to the cent; fails when they differ.
    Reconcile(Box<ReconcileSettings>),
    /// Looks after mails that came back, and addresses that work again.
    #[command(subcommand)]
    Mail(MailCommand),
    /// Sets the password of a person, read from the standard input, and signs all their devices out.
    SetPassword(PersonSettings),
    /// Shuts a person out: signs all their devices out and lets them in no more until a password is set for them.
    Revoke(PersonSettings),
    /// Lists what support is asked to do, the oldest first.
    Tasks(TasksSettings),
    /// Shows a charge, and holds, releases, waives, settles, refunds or moves it.
    #[command(subcommand)]
    Charge(ChargeCommand),
    /// Prints what was changed in the desk as CSV, so that the practice's system can be brought up to date.
    Changes(ChangesSettings),
}

impl Command {
    /// Whether it is the demo, which a person watches.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        #[cfg(feature = "demo")]
        return matches!(self, Self::Serve(settings) if settings.trial.demo);
        #[cfg(not(feature = "demo"))]
        false
    }

    /// The settings all commands share.
    #[must_use]
    pub const fn stored(&self) -> &StoredSettings {
        match self {
            Self::Serve(it) => &it.stored,
            Self::Worker(it) => &it.stored,
            Self::Import(it) => &it.stored,
            Self::Migrate(it) => it,
            Self::Reconcile(it) => &it.stored,
            Self::Mail(it) => it.stored(),
            Self::SetPassword(it) | Self::Revoke(it) => &it.stored,
            Self::Tasks(it) => it.stored(),
            Self::Charge(it) => it.stored(),
            Self::Changes(it) => &it.stored,
        }
    }
}

/// What `almoner worker` takes.
#[derive(Clone, Debug, Args)]
pub struct WorkerSettings {
    #[command(flatten)]
    pub stored: StoredSettings,
    #[command(flatten)]
    pub processor: ProcessorSettings,
    #[command(flatten)]
    pub mail: MailSettings,
    #[command(flatten)]
    pub photos: PhotoSettings,
    #[command(flatten)]
    pub clock: ClockSettings,
    /// Where clients reach the desk; the links in mails begin with it.
    #[arg(long, env = "ALMONER_PUBLIC_URL", value_name = "URL", default_value = "http://localhost:8080")]
    pub public_url: String,
}

/// What `almoner reconcile` takes.
#[derive(Clone, Debug, Args)]
pub struct ReconcileSettings {
    #[command(flatten)]
    pub stored: StoredSettings,
    #[command(flatten)]
    pub processor: ProcessorSettings,
    #[command(flatten)]
    pub clock: ClockSettings,
    /// Compares clients' cards as well, which takes a request for each of them.
    #[arg(long, env = "ALMONER_CARDS")]
    pub cards: bool,
    /// Books what the processor says was taken, given back or disputed and our books do not have, and compares again. What else
    /// differs is left for a person.
    #[arg(long, env = "ALMONER_REPAIR")]
    pub repair: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent_and_every_setting_has_a_sentence() {
        let command = CommandLine::command();
        command.clone().debug_assert();
        let nested = command.get_subcommands().flat_map(clap::Command::get_subcommands);
        for subcommand in command.get_subcommands().chain(nested) {
            for argument in subcommand.get_arguments().filter(|it| it.get_id() != "help") {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(help.len() > 10, "{} of {}", argument.get_id(), subcommand.get_name());
                let named = argument.is_positional() || argument.get_env().is_some();
                assert!(named, "{} has no environment variable", argument.get_id());
            }
        }
    }
}
