use std::net::IpAddr;
use std::path::PathBuf;

use axum::http::Uri;
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
    /// Sends real mails though their links or their sender lead to this machine, as for a trial.
    #[arg(long, env = "ALMONER_LOCAL_LINKS")]
    pub local_links: bool,
}

/// Why mails cannot leave.
#[derive(Debug, thiserror::Error)]
pub enum MailProblem {
    /// Nobody said how.
    #[error(
        "no way to send mails is set up; give --smtp-url, or --mail-directory to have them written as files"
    )]
    Missing,
    /// Clients could not follow the links.
    #[error(
        "emails would send clients to {0}, which is this machine's own; give the desk's address with --public-url, or \
         --local-links to send them all the same"
    )]
    LocalLinks(String),
    /// Nobody could answer, and few mail servers would take them.
    #[error(
        "emails would come from {0}, which is nobody's address; give the sender's with --mail-from, or --local-links to send \
         them all the same"
    )]
    LocalSender(String),
    /// The settings are no good.
    #[error("the settings for mails cannot be used")]
    Mailer(#[from] MailerProblem),
}

impl MailSettings {
    /// What sends them, with links that begin with `public_url`.
    ///
    /// # Errors
    /// When nothing is set up, or not in a way that can work.
    pub fn mailer(&self, public_url: &str) -> Result<Mailer, MailProblem> {
        let mailer = match (&self.smtp_url, &self.mail_directory) {
            (Some(url), _) => {
                self.lead_somewhere(public_url)?;
                Mailer::smtp(url, &self.mail_from)?
            }
            (None, Some(folder)) => Mailer::folder(folder.clone(), &self.mail_from)?,
            (None, None) => return Err(MailProblem::Missing),
        };
        let mailer = match &self.mail_returns {
            Some(address) => mailer.returning_to(address)?,
            None => mailer,
        };
        Ok(mailer.checked()?)
    }

    /// A mail that left cannot be called back, so what a forgotten setting would make of it is refused.
    fn lead_somewhere(&self, public_url: &str) -> Result<(), MailProblem> {
        if self.local_links {
            return Ok(());
        }
        let host = public_url.parse::<Uri>().ok().and_then(|url| url.host().map(str::to_owned));
        if host.is_none_or(|host| is_this_machine(&host)) {
            return Err(MailProblem::LocalLinks(public_url.to_owned()));
        }
        let sender = self.mail_from.rsplit_once('@');
        if sender.is_none_or(|(_, domain)| is_this_machine(domain)) {
            return Err(MailProblem::LocalSender(self.mail_from.clone()));
        }
        Ok(())
    }
}

/// Whether a name means this machine wherever it is read.
fn is_this_machine(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
    let last = host.rsplit_once('.').map_or(host.as_str(), |(_, last)| last);
    matches!(last, "localhost" | "localdomain")
        || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(public_url: &str, mail_from: &str, local_links: bool) -> Result<(), MailProblem> {
        let settings = MailSettings {
            smtp_url: Some("smtp://127.0.0.1:9".into()),
            mail_directory: None,
            mail_from: mail_from.to_owned(),
            mail_returns: None,
            local_links,
        };
        settings.mailer(public_url).map(drop)
    }

    #[test]
    fn a_sender_too_long_to_come_back_to_needs_a_shorter_address_for_that() {
        let mut settings = MailSettings {
            smtp_url: Some("smtp://127.0.0.1:9".into()),
            mail_directory: None,
            mail_from: "the.billing.desk.of.larkspur.therapy@desk.example".to_owned(),
            mail_returns: None,
            local_links: false,
        };
        let problem = settings.mailer("https://desk.example.com").expect_err("no room");
        let causes = format!("{:#}", anyhow::Error::new(problem));
        assert!(causes.contains("--mail-returns"), "{causes}");
        settings.mail_returns = Some("returns@desk.example".to_owned());
        assert!(settings.mailer("https://desk.example.com").is_ok());
    }

    #[test]
    fn real_mails_lead_somewhere_unless_somebody_says_that_they_need_not() {
        let (desk, sender) = ("https://desk.example.com", "billing@desk.example");
        assert!(sent(desk, sender, false).is_ok());
        for here in [
            "http://localhost:8080",
            "https://LOCALHOST",
            "https://desk.localhost.",
            "https://127.0.0.1",
            "https://[::1]:8443",
        ] {
            assert!(matches!(sent(here, sender, false), Err(MailProblem::LocalLinks(url)) if url == here));
            assert!(sent(here, sender, true).is_ok());
        }
        for nobody in ["billing@localhost.localdomain", "billing@localhost"] {
            assert!(
                matches!(sent(desk, nobody, false), Err(MailProblem::LocalSender(from)) if from == nobody)
            );
        }
        assert!(sent(desk, "billing@localhost.localdomain", true).is_ok());
    }
}
