//! What a page of another site can make a browser do here: nothing.

use reqwest::Method;
use serde_json::json;
use test_support::{Answer, Server, Which, Who};
use wire::charges::ChargeView;
use wire::paths;

#[tokio::test]
async fn a_move_that_another_site_asks_for_is_refused_and_nothing_is_written() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    let path = paths::charge_reschedule(Who::Owner.client(), Which::Upcoming.id());
    let body = json!({ "version": 1, "day": "2025-12-12" });
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let request = server.request(Method::POST, &path).header("cookie", &cookie).header(name, value);
        let answer = Answer::of(request.json(&body)).await;
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (403, "cross-site"), "{name}: {value}");
    }
    let charge: ChargeView =
        server.get(Who::Owner, &paths::charge(Who::Owner.client(), Which::Upcoming.id())).await.body();
    assert_eq!(charge.rules.version, 1);
}

#[tokio::test]
async fn pages_of_ours_and_programs_may_ask() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    let origin = format!("http://{}", server.address);
    for header in [Some(("sec-fetch-site", "same-origin")), Some(("origin", origin.as_str())), None] {
        let mut request = server.request(Method::DELETE, paths::SESSION).header("cookie", &cookie);
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        assert_eq!(Answer::of(request).await.status, 204, "{header:?}");
    }
}

#[tokio::test]
async fn what_our_pages_are_is_said_by_the_public_address_and_by_no_proxy_or_name_server() {
    let public_url = Some("https://desk.example.com");
    let server = Server::of(test_support::Setup { public_url, ..Default::default() }).await;
    let cookie = server.cookie(Who::Owner).await;
    for (host, origin, site, status) in [
        // A proxy that asks us by a name of its own.
        ("127.0.0.1:8080", "https://desk.example.com", None, 204),
        ("desk.example.com", "https://desk.example.com", None, 204),
        ("desk.example.com", "https://desk.example.com", Some("same-origin"), 204),
        // Our pages send no referrer, so a form of theirs has no origin.
        ("desk.example.com", "null", Some("same-origin"), 204),
        ("desk.example.com", "null", None, 403),
        // Another scheme or port is another site.
        ("desk.example.com", "http://desk.example.com", None, 403),
        ("desk.example.com", "https://desk.example.com:8443", None, 403),
        // A name of a stranger's that leads here.
        ("evil.example", "https://evil.example", None, 403),
        ("evil.example", "http://evil.example", Some("same-origin"), 403),
        ("127.0.0.1:8080", "http://127.0.0.1:8080", None, 403),
    ] {
        let mut request = server.request(Method::DELETE, paths::SESSION).header("cookie", &cookie);
        request = request.header("host", host).header("origin", origin);
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{origin} to {host}, {site:?}");
        if status == 403 {
            assert_eq!(answer.slug(), "cross-site");
        }
    }
}
