use std::time::Duration;

use clap::Args;
use processor::{ConfigProblem, Processor};
use secrecy::SecretString;

/// Where the payment processor is and how we are known to it.
#[derive(Clone, Debug, Args)]
pub struct ProcessorSettings {
    /// The payment processor's address.
    #[arg(long, env = "ALMONER_PROCESSOR_URL", value_name = "URL", default_value = "https://api.stripe.com")]
    pub processor_url: String,
    /// The payment processor's secret key.
    #[arg(long, env = "ALMONER_PROCESSOR_SECRET", value_name = "KEY", hide_env_values = true)]
    pub processor_secret: Option<SecretString>,
    /// What the payment processor signs its messages to us with. Without it they are refused.
    #[arg(long, env = "ALMONER_WEBHOOK_SECRET", value_name = "KEY", hide_env_values = true)]
    pub webhook_secret: Option<SecretString>,
    /// Seconds a call to the payment processor may take. When they run out, the outcome is asked for later.
    #[arg(long, env = "ALMONER_PROCESSOR_TIMEOUT_SECONDS", value_name = "SECONDS", default_value_t = 20)]
    pub processor_timeout_seconds: u64,
}

/// Why there is no payment processor to work with.
#[derive(Debug, thiserror::Error)]
pub enum ProcessorProblem {
    /// Nobody said how we are known to it.
    #[cfg_attr(not(feature = "demo"), error("no payment processor is set up; give --processor-secret"))]
    #[cfg_attr(
        feature = "demo",
        error("no payment processor is set up; give --processor-secret, or --simulator to try things out")
    )]
    Missing,
    /// The settings are no good.
    #[error("the payment processor's settings cannot be used")]
    Config(#[from] ConfigProblem),
}

impl ProcessorSettings {
    /// The processor's client.
    ///
    /// # Errors
    /// When the secret is missing or the address is no good.
    pub fn client(&self) -> Result<Processor, ProcessorProblem> {
        let secret = self.processor_secret.clone().ok_or(ProcessorProblem::Missing)?;
        let timeout = Duration::from_secs(self.processor_timeout_seconds);
        let config = processor::Config { base_url: self.processor_url.clone(), secret, timeout };
        Ok(Processor::new(&config)?)
    }
}
