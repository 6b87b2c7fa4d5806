use std::time::Duration;

use clap::Args;
use eligibility::{Clearinghouse, Config, ConfigProblem};
use secrecy::SecretString;

/// Where the eligibility service is and how we are known to it.
#[derive(Clone, Debug, Args)]
pub struct EligibilitySettings {
    /// The address of the eligibility service that asks payers.
    #[arg(
        long,
        env = "ALMONER_ELIGIBILITY_URL",
        value_name = "URL",
        default_value = "https://healthcare.us.stedi.com"
    )]
    pub eligibility_url: String,
    /// The eligibility service's key. Without it payers are not asked, and clients are not offered to have it done.
    #[arg(long, env = "ALMONER_ELIGIBILITY_KEY", value_name = "KEY", hide_env_values = true)]
    pub eligibility_key: Option<SecretString>,
    /// Seconds a payer may take, asked through the eligibility service. Less than --request-seconds, or whoever asked is told of
    /// that instead.
    #[arg(long, env = "ALMONER_ELIGIBILITY_TIMEOUT_SECONDS", value_name = "SECONDS", default_value_t = 20)]
    pub eligibility_timeout_seconds: u64,
}

impl EligibilitySettings {
    /// The service's client; none where there is no key.
    ///
    /// # Errors
    /// When the address or the key is no good.
    pub fn client(&self) -> Result<Option<Clearinghouse>, ConfigProblem> {
        let Some(key) = self.eligibility_key.clone() else { return Ok(None) };
        let timeout = Duration::from_secs(self.eligibility_timeout_seconds);
        Clearinghouse::new(&Config { base_url: self.eligibility_url.clone(), key, timeout }).map(Some)
    }
}
