use clap::Args;

/// What `almoner serve` takes where it can be tried out.
#[derive(Clone, Debug, Args)]
pub struct TrialSettings {
    /// Tries everything out: a throw-away practice with clients and charges, payment processor and payers simulated, mails as files,
    /// its own clock, which `--clock-start` has begin later, and the /dev pages. Logs only what is wrong, and as text, if
    /// nothing else is asked for.
    #[arg(long, env = "ALMONER_DEMO", conflicts_with_all = ["database", "mail_directory", "smtp_url", "processor_secret", "eligibility_key"])]
    pub demo: bool,
    /// Starts a simulated payment processor and a simulated eligibility service and uses them. Their cards, payers and money are
    /// not real.
    #[arg(long, env = "ALMONER_SIMULATOR", conflicts_with_all = ["processor_secret", "eligibility_key"])]
    pub simulator: bool,
    /// Serves /dev/mailbox with the mails that were written as files, and /dev/clock to set the business clock. Everybody who
    /// reaches the desk can use them.
    #[arg(long, env = "ALMONER_DEV")]
    pub dev: bool,
}
