use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;

use crate::mail::{Mailer, MailerProblem};

/// How mails leave.
#[derive(Clone, Debug, Args)]
pub struct MailSettings {
    /// The mail server: `smtps://USER:PASSWORD@HOST:465`, or `smtp://USER:PASSWORD@HOST:587` for TLS by STARTTLS;
    /// `smtp://HOST?tls=none` sends in the clear.
    #[arg(
        long,
        env = "ALMONER_SMTP_URL",
        value_name = "URL",
        hide_env_values = true,
        conflicts_with = "mail_directory"
    )]
    pub smtp_url: Option<SecretString>,
    /// Writes mails as files into this folder instead of sending them.
    #[arg(long, env = "ALMONER_MAIL_DIRECTORY", value_name = "DIR")]
    pub mail_directory: Option<PathBuf>,
    /// The address mails come from. The name before it is the practice's.
    #[arg(
        long,
        env = "ALMONER_MAIL_FROM",
        value_name = "EMAIL",
        default_value = "billing@localhost.localdomain"
    )]
    pub mail_from: String,
    /// The address that mail servers send a mail back to which they cannot deliver: a + and letters that tell the mails apart
    /// are put before its @. `--mail-from` if not given. What arrives there belongs into `almoner mail bounced`.
    #[arg(long, env = "ALMONER_MAIL_RETURNS", value_name = "EMAIL")]
    pub mail_returns: Option<String>,
}

/// Why mails cannot leave.
#[derive(Debug, thiserror::Error)]
pub enum MailProblem {
    /// Nobody said how.
    #[error(
        "no way to send mails is set up; give --smtp-url, or --mail-directory to have them written as files"
    )]
    Missing,
    /// The settings are no good.
    #[error("the settings for mails cannot be used")]
    Mailer(#[from] MailerProblem),
}

impl MailSettings {
    /// What sends them.
    ///
    /// # Errors
    /// When nothing is set up, or not in a way that can work.
    pub fn mailer(&self) -> Result<Mailer, MailProblem> {
        let mailer = match (&self.smtp_url, &self.mail_directory) {
            (Some(url), _) => Mailer::smtp(url, &self.mail_from)?,
            (None, Some(folder)) => Mailer::folder(folder.clone(), &self.mail_from)?,
            (None, None) => return Err(MailProblem::Missing),
        };
        let mailer = match &self.mail_returns {
            Some(address) => mailer.returning_to(address)?,
            None => mailer,
        };
        Ok(mailer.checked()?)
    }
}
