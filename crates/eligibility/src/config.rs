//! Where the eligibility service is and how we are known to it.

use std::time::Duration;

use secrecy::SecretString;
use upstream::{AddressProblem, KeyProblem};

/// Where the eligibility service is and how we are known to it.
#[derive(Clone, Debug)]
pub struct Config {
    /// Scheme, host and port, for example `https://healthcare.us.stedi.com`. Plain http is for a loopback address only.
    pub base_url: String,
    /// The account's key.
    pub key: SecretString,
    /// How long a question may take in all, connecting and asking once more included. Payers answer within seconds mostly; the service
    /// itself gives them about a minute.
    pub timeout: Duration,
}

/// Why no client can be made of a configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigProblem {
    /// The address is none, or the key would cross a network in the clear.
    #[error("the eligibility service's {0}")]
    Address(#[from] AddressProblem),
    /// The key is none.
    #[error("the eligibility service's {0}")]
    Key(#[from] KeyProblem),
    /// The client could not be set up.
    #[error("the client of the eligibility service could not be set up")]
    Setup(#[source] reqwest::Error),
}
