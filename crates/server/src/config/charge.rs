use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use domain::charge::PaidHow;

use super::{ClockSettings, ProcessorSettings, StoredSettings, day};

/// What `almoner charge` does.
#[derive(Debug, Subcommand)]
pub enum ChargeCommand {
    /// Shows all that the books have of a charge.
    Show(ShowChargeSettings),
    /// Sets a charge aside: it is not taken before somebody releases it.
    Hold(Box<ActSettings>),
    /// Takes a charge up again that was set aside.
    Release(Box<ActSettings>),
    /// Gives a charge up.
    Waive(Box<ActSettings>),
    /// Books a charge as paid by another way, or takes that back.
    Settle(Box<SettleSettings>),
    /// Gives money of a charge back that the desk took.
    Refund(Box<RefundSettings>),
    /// Moves a charge to another day, beyond what its client can choose too.
    Move(Box<MoveSettings>),
}

impl ChargeCommand {
    /// The settings all commands share.
    #[must_use]
    pub const fn stored(&self) -> &StoredSettings {
        match self {
            Self::Show(it) => &it.stored,
            Self::Hold(it) | Self::Release(it) | Self::Waive(it) => &it.stored,
            Self::Settle(it) => &it.act.stored,
            Self::Refund(it) => &it.act.stored,
            Self::Move(it) => &it.act.stored,
        }
    }
}

/// Which charge.
#[derive(Clone, Debug, Args)]
pub struct WhichSettings {
    /// The charge: its id in the desk (chg_…) or in the practice's system.
    #[arg(value_name = "ID")]
    pub charge: String,
    /// The practice's id in its system, where two practices have a charge of this id.
    #[arg(long, env = "ALMONER_PRACTICE", value_name = "ID")]
    pub practice: Option<String>,
}

/// What `almoner charge show` takes.
#[derive(Clone, Debug, Args)]
pub struct ShowChargeSettings {
    #[command(flatten)]
    pub which: WhichSettings,
    /// As JSON instead of in words.
    #[arg(long, env = "ALMONER_JSON")]
    pub json: bool,
    #[command(flatten)]
    pub stored: StoredSettings,
}

/// What each act on a charge takes.
#[derive(Clone, Debug, Args)]
pub struct ActSettings {
    #[command(flatten)]
    pub which: WhichSettings,
    /// Why, in a line. The audit record keeps it.
    #[arg(long, env = "ALMONER_REASON", value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub agent: AgentSettings,
    /// Does it without asking first.
    #[arg(long, env = "ALMONER_YES", conflicts_with = "dry_run")]
    pub yes: bool,
    /// Says what would be done and does nothing.
    #[arg(long, env = "ALMONER_DRY_RUN")]
    pub dry_run: bool,
    /// Where clients reach the desk; the links in mails begin with it.
    #[arg(long, env = "ALMONER_PUBLIC_URL", value_name = "URL", default_value = "http://localhost:8080")]
    pub public_url: String,
    #[command(flatten)]
    pub stored: StoredSettings,
    #[command(flatten)]
    pub processor: ProcessorSettings,
    #[command(flatten)]
    pub clock: ClockSettings,
}

/// Who does it.
#[derive(Clone, Debug, Args)]
pub struct AgentSettings {
    /// Who does it, for the audit record: the email address, or the id in the practice's system, of somebody of its support
    /// team. Whoever runs the desk if not given.
    #[arg(long, env = "ALMONER_BY", value_name = "PERSON")]
    pub by: Option<String>,
}

/// What `almoner charge settle` takes.
#[derive(Clone, Debug, Args)]
pub struct SettleSettings {
    /// How it was paid.
    #[arg(long, env = "ALMONER_HOW", value_enum, value_name = "WAY", required_unless_present = "undo")]
    pub how: Option<Way>,
    /// The day on which it was paid, such as 2025-12-01; today if not given.
    #[arg(long, env = "ALMONER_ON", value_name = "DAY", value_parser = day)]
    pub on: Option<NaiveDate>,
    /// It was not paid after all: said by mistake, or the check came back. It is announced anew.
    #[arg(long, env = "ALMONER_UNDO", conflicts_with_all = ["how", "on"])]
    pub undo: bool,
    #[command(flatten)]
    pub act: ActSettings,
}

/// What `almoner charge refund` takes.
#[derive(Clone, Debug, Args)]
pub struct RefundSettings {
    /// How much, such as 12.50; all that is left if not given.
    #[arg(long, env = "ALMONER_AMOUNT", value_name = "DOLLARS")]
    pub amount: Option<String>,
    /// The payment, by the processor's id (pi_…), where it is one that was taken beside the charge's own.
    #[arg(long, env = "ALMONER_PAYMENT", value_name = "ID")]
    pub payment: Option<String>,
    #[command(flatten)]
    pub act: ActSettings,
}

/// What `almoner charge move` takes.
#[derive(Clone, Debug, Args)]
pub struct MoveSettings {
    /// The new day, such as 2025-12-12.
    #[arg(long, env = "ALMONER_TO", value_name = "DAY", value_parser = day)]
    pub to: NaiveDate,
    #[command(flatten)]
    pub act: ActSettings,
}

/// How a charge was paid, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Way {
    /// In cash.
    Cash,
    /// By check.
    Check,
    /// By phone.
    Phone,
    /// By card, on another terminal than the desk's processor.
    Card,
    /// In some other way.
    Other,
}

impl From<Way> for PaidHow {
    fn from(way: Way) -> Self {
        match way {
            Way::Cash => Self::Cash,
            Way::Check => Self::Check,
            Way::Phone => Self::Phone,
            Way::Card => Self::Card,
            Way::Other => Self::Other,
        }
    }
}
