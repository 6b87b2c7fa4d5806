//! `/healthz`, `/readyz` and `/metrics`

use crate::{Answer, Server, Who};
use reqwest::Method;

#[tokio::test]
async fn a_running_server_is_alive_and_with_its_database_ready() {
    let server = Server::start().await;
    assert_eq!(server.get(Who::Nobody, "/healthz").await.status, 204);
    assert_eq!(server.get(Who::Nobody, "/readyz").await.status, 204);
    server.desk.store.clone().close().await.expect("closed");
    assert_eq!(server.get(Who::Nobody, "/healthz").await.status, 204);
    let unready = server.get(Who::Nobody, "/readyz").await;
    assert_eq!((unready.status.as_u16(), unready.slug().as_str()), (503, "unavailable"));
}

#[tokio::test]
async fn figures_count_by_route_and_say_nothing_about_people() {
    let server = Server::start().await;
    let charge = wire::paths::charge(crate::sample::Which::Upcoming.id());
    assert_eq!(server.get(Who::Owner, &charge).await.status, 200);
    let figures = server.get(Who::Nobody, "/metrics").await;
    assert_eq!(figures.status, 200);
    assert!(figures.text.contains("route=\"/api/charges/{charge}\""), "{}", figures.text);
    for private in ["chg_", "cli_", "@", "Ana"] {
        assert!(!figures.text.contains(private), "{private}");
    }
}

#[tokio::test]
async fn figures_are_not_for_those_whom_a_proxy_lets_through() {
    let server = Server::start().await;
    let request = server.request(Method::GET, "/metrics").header("x-forwarded-for", "203.0.113.7");
    assert_eq!(Answer::of(request).await.status, 404);
}
