//! What a page of another site can make a browser do here: nothing.

use reqwest::Method;
use serde_json::json;
use wire::charges::Charge;
use wire::paths;

use crate::sample::Which;
use crate::{Answer, Server, Who};

#[tokio::test]
async fn a_move_that_another_site_asks_for_is_refused_and_nothing_is_written() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    let path = paths::charge_reschedule(Which::Upcoming.id());
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
    let charge: Charge = server.get(Who::Owner, &paths::charge(Which::Upcoming.id())).await.body();
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
