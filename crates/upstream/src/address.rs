//! Where a service is.

use std::net::IpAddr;

use reqwest::Url;

/// Where a service is: scheme, host and port, known to be safe to send a key to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    url: Url,
    /// Whether it is on this machine.
    pub(crate) loopback: bool,
}

/// Why a text is no such address. Each sentence goes on behind the service's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// It is none, or says more than where the service is.
    #[error("address is not a URL of scheme, host and port")]
    NoAddress,
    /// The key would cross a network in the clear.
    #[error("address must be https unless it is on this machine")]
    InTheClear,
}

impl Address {
    /// Reads scheme, host and port, for example `https://api.stripe.com`. Plain http is for a loopback address only.
    ///
    /// # Errors
    /// [`AddressProblem`] says what to correct.
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let url: Url = text.parse().map_err(|_| AddressProblem::NoAddress)?;
        let host = url.host_str().ok_or(AddressProblem::NoAddress)?;
        if url.path() != "/"
            || url.query().is_some()
            || url.fragment().is_some()
            || !url.username().is_empty()
        {
            return Err(AddressProblem::NoAddress);
        }
        let loopback = host == "localhost"
            || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        match url.scheme() {
            "https" => Ok(Self { url, loopback }),
            "http" if loopback => Ok(Self { url, loopback }),
            "http" => Err(AddressProblem::InTheClear),
            _ => Err(AddressProblem::NoAddress),
        }
    }

    /// The address of a path of the service, which begins with a slash.
    #[must_use]
    pub fn at(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        url.set_path(path);
        url
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_over_tls_or_stays_on_this_machine() {
        let loopback = |text: &str| Address::parse(text).map(|address| address.loopback);
        assert_eq!(loopback("https://api.stripe.com"), Ok(false));
        for here in ["http://127.0.0.1:12111", "http://localhost:1", "http://[::1]:1/", "https://localhost"] {
            assert_eq!(loopback(here), Ok(true), "{here}");
        }
        for clear in ["http://api.stripe.com", "http://10.0.0.1:1", "http://localhost.example.com"] {
            assert_eq!(loopback(clear), Err(AddressProblem::InTheClear), "{clear}");
        }
    }

    #[test]
    fn an_address_is_scheme_host_and_port() {
        for no in [
            "",
            "api.stripe.com",
            "ftp://127.0.0.1",
            "https://a.b/v1",
            "https://a.b?x",
            "https://a.b#x",
            "https://u@a.b",
        ] {
            assert_eq!(Address::parse(no), Err(AddressProblem::NoAddress), "{no}");
        }
        let address = Address::parse("https://api.stripe.com").expect("an address");
        assert_eq!(address.at("/v1/refunds").as_str(), "https://api.stripe.com/v1/refunds");
    }
}
