//! Where the processor is and how we are known to it.

use std::time::Duration;

use secrecy::SecretString;
use upstream::{AddressProblem, KeyProblem};

/// Where the processor is and how we are known to it.
#[derive(Clone, Debug)]
pub struct Config {
    /// Scheme, host and port, for example `https://api.stripe.com`. Plain http is for a loopback address only.
    pub base_url: String,
    /// The account's secret key.
    pub secret: SecretString,
    /// How long a call may take, connecting included. When it runs out the outcome is unknown, so it should be longer
    /// than the processor usually takes.
    pub timeout: Duration,
}

/// Why no client can be made of a configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigProblem {
    /// The address is none, or the secret key would cross a network in the clear.
    #[error("the payment processor's {0}")]
    Address(#[from] AddressProblem),
    /// The secret key is none.
    #[error("the payment processor's secret {0}")]
    Secret(#[from] KeyProblem),
    /// The client could not be set up.
    #[error("the client of the payment processor could not be set up")]
    Setup(#[source] reqwest::Error),
}
