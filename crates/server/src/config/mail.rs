use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;

/// How mails leave.
#[derive(Clone, Debug, Args)]
pub struct MailSettings {
    /// The mail server: `smtps://USER:PASSWORD@HOST:465`, `smtp://USER:PASSWORD@HOST:587?tls=required`, or `smtp://HOST:25`
    /// on a network you trust.
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
}
