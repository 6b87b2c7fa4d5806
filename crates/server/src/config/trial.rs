use clap::Args;

/// What `almoner serve` takes where it can be tried out.
#[derive(Clone, Debug, Args)]
pub struct TrialSettings {
    /// Tries everything out: a throw-away practice with clients and charges, the payment processor simulated, mails as files,
    /// its own clock, which `--clock-start` has begin later, and the /dev pages. Logs only what is wrong, and as text, if
    /// nothing else is asked for.
    #[arg(long, env = "ALMONER_DEMO", conflicts_with_all = ["database", "mail_directory", "smtp_url", "processor_secret"])]
    pub demo: bool,
    /// Starts a simulated payment processor and uses it. Its cards are not real and neither is the money.
    #[arg(long, env = "ALMONER_SIMULATOR", conflicts_with = "processor_secret")]
    pub simulator: bool,
    /// Serves /dev/mailbox with the mails that were written as files, and /dev/clock to set the business clock. Everybody who
    /// reaches the desk can use them.
    #[arg(long, env = "ALMONER_DEV")]
    pub dev: bool,
}
