//! Where the desk is reached, and where it listens for that.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::http::Uri;

/// Addresses to listen on and the public address of what is served there. Passwords cross any network only under TLS, so
/// whoever listens beyond this machine has an https public address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// To listen on.
    pub listen: Vec<SocketAddr>,
    /// Whether every one of them has to be had, or any one is enough.
    pub all_needed: bool,
    /// Where browsers reach us, without a slash at the end.
    pub public_url: String,
}

/// Why the addresses are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// Beyond this machine without TLS.
    #[error(
        "{0} can be reached from other machines, so passwords would cross the network; put a proxy with TLS in front and \
         give its address with --public-url https://…"
    )]
    InTheClear(IpAddr),
    /// Not an address of a site.
    #[error("the public URL {0} is not of the form https://desk.example.com, without a path")]
    PublicUrl(String),
    /// Without TLS, and not on this machine.
    #[error("the public URL {0} must begin with https:// unless it is http://localhost")]
    NoTls(String),
}

impl Addresses {
    /// Both loopbacks on `port`, or `listen` where given.
    ///
    /// # Errors
    /// When passwords would cross a network in the clear.
    pub fn of(port: u16, listen: &[IpAddr], public_url: Option<&str>) -> Result<Self, AddressProblem> {
        let given = public_url.map(|it| it.trim_end_matches('/').to_owned());
        let public_url = given.clone().unwrap_or_else(|| format!("http://localhost:{port}"));
        let is_https = checked(&public_url)?;
        let beyond = listen.iter().find(|ip| !ip.is_loopback());
        if let Some(ip) = beyond.filter(|_| !(is_https && given.is_some())) {
            return Err(AddressProblem::InTheClear(*ip));
        }
        let (listen, all_needed) = listened(port, listen);
        Ok(Self { listen, all_needed, public_url })
    }
}

/// Both loopbacks, of which one is enough, or `listen` where given.
fn listened(port: u16, listen: &[IpAddr]) -> (Vec<SocketAddr>, bool) {
    let loopbacks = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
    let all_needed = !listen.is_empty();
    let ips = if all_needed { listen } else { &loopbacks };
    (ips.iter().map(|ip| SocketAddr::new(*ip, port)).collect(), all_needed)
}

impl Addresses {
    /// Where health and figures are asked for: the port after `port` unless another is given, and both loopbacks unless told. A
    /// port 0 gives any free one.
    #[must_use]
    pub fn of_operations(port: u16, operations_port: Option<u16>, listen: &[IpAddr]) -> Self {
        let after = if port == 0 { 0 } else { port.checked_add(1).unwrap_or(port - 1) };
        let port = operations_port.unwrap_or(after);
        let (listen, all_needed) = listened(port, listen);
        Self { public_url: format!("http://{}", listen[0]), listen, all_needed }
    }
}

/// Whether the public address is https; http is only for `localhost`, where nothing crosses a network.
fn checked(public_url: &str) -> Result<bool, AddressProblem> {
    let shape = || AddressProblem::PublicUrl(public_url.to_owned());
    let url: Uri = public_url.parse().map_err(|_| shape())?;
    let host = url.host().ok_or_else(shape)?;
    let has_user = url.authority().is_some_and(|it| it.as_str().contains('@'));
    if url.path() != "/" || url.query().is_some() || has_user {
        return Err(shape());
    }
    match url.scheme_str() {
        Some("https") => Ok(true),
        Some("http") if host == "localhost" => Ok(false),
        Some("http") => Err(AddressProblem::NoTls(public_url.to_owned())),
        _ => Err(shape()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn nothing_said_is_both_loopbacks_under_localhost() {
        let addresses = Addresses::of(8080, &[], None).expect("fine");
        assert_eq!(addresses.public_url, "http://localhost:8080");
        let listen: Vec<String> = addresses.listen.iter().map(ToString::to_string).collect();
        assert_eq!(listen, ["127.0.0.1:8080", "[::1]:8080"]);
    }

    #[test]
    fn health_and_figures_are_asked_for_at_the_next_port_of_this_machine_unless_told() {
        let at = |port, given, listen: &[IpAddr]| {
            let addresses = Addresses::of_operations(port, given, listen);
            addresses.listen.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(at(8080, None, &[]), ["127.0.0.1:8081", "[::1]:8081"]);
        assert_eq!(at(8080, Some(9000), &[ip("10.0.0.1")]), ["10.0.0.1:9000"]);
        assert_eq!(at(8080, Some(0), &[]), ["127.0.0.1:0", "[::1]:0"]);
        assert_eq!(at(0, None, &[]), ["127.0.0.1:0", "[::1]:0"]);
        assert_eq!(at(65_535, None, &[]), ["127.0.0.1:65534", "[::1]:65534"]);
    }

    #[test]
    fn beyond_this_machine_needs_an_https_public_url() {
        let everywhere = [ip("0.0.0.0")];
        let problem = Err(AddressProblem::InTheClear(everywhere[0]));
        assert_eq!(Addresses::of(8080, &everywhere, None), problem);
        assert_eq!(Addresses::of(8080, &everywhere, Some("http://localhost:8080")), problem);
        assert!(Addresses::of(8080, &everywhere, Some("https://desk.example.com/")).is_ok());
        assert!(Addresses::of(8080, &[ip("127.0.0.2"), ip("::1")], None).is_ok());
    }

    #[test]
    fn a_public_url_is_a_site_over_https_or_localhost() {
        for no in
            ["desk.example.com", "https://desk.example.com/app", "https://a@b.example", "ftp://localhost", ""]
        {
            let problem = Addresses::of(8080, &[], Some(no)).expect_err(no);
            assert!(matches!(problem, AddressProblem::PublicUrl(_)), "{no}");
        }
        let problem = Addresses::of(8080, &[], Some("http://desk.example.com"));
        assert!(matches!(problem, Err(AddressProblem::NoTls(_))));
    }
}
