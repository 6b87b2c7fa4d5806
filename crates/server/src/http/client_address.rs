//! Whom a request comes from. By hand: the crates for it take one place in the header for the client's, and know neither a
//! list of trusted proxies nor that an IPv6 client has many addresses.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::problem::Kind;
use super::state::AppState;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The other end of the connection, put into each request by the accept loop.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The address a request comes from, as far as limits care: an IPv6 client has a whole /64 to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(IpAddr);

impl ClientAddress {
    /// The address of the other end of a connection.
    #[must_use]
    pub fn of_peer(peer: IpAddr) -> Self {
        Self(group(peer.to_canonical()))
    }

    /// The address of the peer, or the one a trusted proxy names. Whoever asks can write what they like to the left of what
    /// the proxies add, so the last address that is not a trusted proxy's counts.
    #[must_use]
    pub fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> Self {
        let peer = peer.to_canonical();
        if !trusted.contains(&peer) {
            return Self(group(peer));
        }
        let named = headers.get_all(FORWARDED_FOR).iter().filter_map(|it| it.to_str().ok());
        let named: Vec<&str> = named.flat_map(|it| it.split(',')).map(str::trim).collect();
        let hops = named.iter().rev().map_while(|it| it.parse::<IpAddr>().ok()).map(|it| it.to_canonical());
        let client = hops.into_iter().find(|it| !trusted.contains(it));
        Self(group(client.unwrap_or(peer)))
    }
}

fn group(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(it) if it.is_loopback() => address,
        IpAddr::V6(it) => Ipv6Addr::from_bits(it.to_bits() & (u128::MAX << 64)).into(),
    }
}

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = Kind;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Kind> {
        let Peer(peer) = parts.extensions.get().ok_or(Kind::Failed)?;
        Ok(Self::of(peer.ip(), &parts.headers, &app.trusted_proxies))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&'static str], trusted: &[&str]) -> String {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().expect("a header"));
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|it| ip(it)).collect();
        ClientAddress::of(ip(peer), &headers, &trusted).0.to_string()
    }

    #[test]
    fn what_a_stranger_says_about_themselves_is_not_believed() {
        assert_eq!(client("203.0.113.7", &["198.51.100.1"], &[]), "203.0.113.7");
        assert_eq!(client("203.0.113.7", &["198.51.100.1"], &["10.0.0.1"]), "203.0.113.7");
    }

    #[test]
    fn of_what_a_trusted_proxy_hands_on_the_rightmost_stranger_counts() {
        assert_eq!(client("10.0.0.1", &["1.1.1.1, 203.0.113.7"], &["10.0.0.1"]), "203.0.113.7");
        assert_eq!(
            client("10.0.0.1", &["1.1.1.1", "203.0.113.7, 10.0.0.2"], &["10.0.0.1", "10.0.0.2"]),
            "203.0.113.7"
        );
        assert_eq!(client("10.0.0.1", &["203.0.113.7, nonsense"], &["10.0.0.1"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[], &["10.0.0.1"]), "10.0.0.1");
    }

    #[test]
    fn an_ipv6_client_is_its_network() {
        assert_eq!(client("2001:db8:1:2:3:4:5:6", &[], &[]), "2001:db8:1:2::");
        assert_eq!(client("::ffff:203.0.113.7", &[], &[]), "203.0.113.7");
        assert_eq!(client("::1", &[], &[]), "::1");
    }
}
