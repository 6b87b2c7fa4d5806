//! Behind a proxy with TLS.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;

use reqwest::Method;
use server::config::Limits;
use test_support::{Answer, Raw, Server, Setup, Who, generous};

#[tokio::test]
async fn browsers_are_told_to_stay_with_tls_where_there_is_any() {
    let public_url = Some("https://desk.example.com");
    let server = Server::of(Setup { public_url, ..Setup::default() }).await;
    let secure = server.get(Who::Nobody, "/").await;
    assert_eq!(secure.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
    let plain = Server::start().await.get(Who::Nobody, "/").await;
    assert_eq!(plain.header("strict-transport-security"), "");
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_visitor_has_limits_of_their_own() {
    let limits = Limits { requests_per_second: NonZeroU32::MIN, ..generous() };
    let trusted_proxies = vec![IpAddr::from(Ipv4Addr::LOCALHOST)];
    let server = Server::of(Setup { limits, trusted_proxies, ..Setup::default() }).await;
    let ask = async |visitor: &str| {
        let request = server.request(Method::GET, wire::paths::OPENAPI).header("x-forwarded-for", visitor);
        Answer::of(request).await.status.as_u16()
    };
    for _ in 0..4 {
        assert_eq!(ask("203.0.113.7").await, 200);
    }
    assert_eq!(ask("203.0.113.7").await, 429);
    assert_eq!(ask("198.51.100.1, 203.0.113.7").await, 429, "what a visitor adds changes nothing");
    assert_eq!(ask("203.0.113.8").await, 200);
}

#[tokio::test]
async fn a_stranger_who_names_another_address_is_counted_all_the_same() {
    let limits = Limits { requests_per_second: NonZeroU32::MIN, ..generous() };
    let server = Server::with(limits).await;
    let mut statuses = Vec::new();
    for visitor in ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4", "203.0.113.5"] {
        let request = server.request(Method::GET, wire::paths::OPENAPI).header("x-forwarded-for", visitor);
        statuses.push(Answer::of(request).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 200, 429]);
}

#[tokio::test]
async fn behind_a_trusted_proxy_nobody_has_more_under_way_than_their_share() {
    let limits = Limits { connections_each: 3, ..generous() };
    let trusted_proxies = vec![IpAddr::from(Ipv4Addr::LOCALHOST)];
    let server = Server::of(Setup { limits, trusted_proxies, ..Setup::default() }).await;
    let stall = |visitor: &str| {
        format!(
            "POST /api/session HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {visitor}\r\n\
             Content-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n"
        )
    };
    let mut standing = Vec::new();
    for _ in 0..3 {
        let mut raw = Raw::to(server.address).await;
        raw.send(stall("203.0.113.7").as_bytes()).await.expect("sent");
        // It is waited for: it is under way.
        assert_eq!(raw.reply().await.expect("told to go on").status, 100);
        standing.push(raw);
    }
    let mut surplus = Raw::to(server.address).await;
    surplus.send(stall("203.0.113.7").as_bytes()).await.expect("sent");
    assert_eq!(surplus.reply().await.expect("an answer").status, 429);
    let mut another = Raw::to(server.address).await;
    another.send(stall("203.0.113.8").as_bytes()).await.expect("sent");
    assert_eq!(another.reply().await.expect("told to go on").status, 100);
}
