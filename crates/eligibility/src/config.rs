//! Where the eligibility service is and how we are known to it.

use std::time::Duration;

use reqwest::Url;
use secrecy::SecretString;

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
    /// The address is none.
    #[error("the eligibility service's address is not a URL of scheme, host and port")]
    Address,
    /// The secret would cross a network in the clear.
    #[error("the eligibility service's address must be https unless it is on this machine")]
    InTheClear,
    /// The key has characters that a header cannot hold.
    #[error("the eligibility service's key has characters that no key has")]
    Key,
    /// The client could not be set up.
    #[error("the client of the eligibility service could not be set up")]
    Setup(#[source] reqwest::Error),
}

impl Config {
    /// The address, once it is known to be safe to send a secret to.
    pub(crate) fn address(&self) -> Result<(Url, bool), ConfigProblem> {
        let url: Url = self.base_url.parse().map_err(|_| ConfigProblem::Address)?;
        let host = url.host_str().ok_or(ConfigProblem::Address)?;
        if url.path() != "/"
            || url.query().is_some()
            || url.fragment().is_some()
            || !url.username().is_empty()
        {
            return Err(ConfigProblem::Address);
        }
        let loopback = host == "localhost"
            || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        match url.scheme() {
            "https" => Ok((url, loopback)),
            "http" if loopback => Ok((url, loopback)),
            "http" => Err(ConfigProblem::InTheClear),
            _ => Err(ConfigProblem::Address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(base_url: &str) -> Result<(Url, bool), ConfigProblem> {
        Config { base_url: base_url.into(), key: "test_key".into(), timeout: Duration::from_secs(1) }
            .address()
    }

    #[test]
    fn a_secret_goes_over_tls_or_stays_on_this_machine() {
        assert!(matches!(address("https://healthcare.us.stedi.com"), Ok((_, false))));
        for here in ["http://127.0.0.1:12111", "http://localhost:1", "http://[::1]:1/"] {
            assert!(matches!(address(here), Ok((_, true))), "{here}");
        }
        assert!(matches!(address("http://healthcare.us.stedi.com"), Err(ConfigProblem::InTheClear)));
        assert!(matches!(address("http://10.0.0.1:1"), Err(ConfigProblem::InTheClear)));
    }

    #[test]
    fn an_address_is_scheme_host_and_port() {
        for no in [
            "",
            "healthcare.us.stedi.com",
            "ftp://127.0.0.1",
            "https://a.b/v1",
            "https://a.b?x",
            "https://u@a.b",
        ] {
            assert!(matches!(address(no), Err(ConfigProblem::Address)), "{no}");
        }
    }
}
