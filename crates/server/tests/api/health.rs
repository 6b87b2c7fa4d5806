//! `/healthz`, `/readyz` and `/metrics`, which have a listener of their own.

use serde_json::json;
use tokio::net::TcpStream;

use crate::server::{Setup, generous};
use crate::{Server, Who};

#[tokio::test]
async fn a_running_server_is_alive_and_with_its_database_ready() {
    let server = Server::start().await;
    assert_eq!(server.operations("/healthz").await.status, 204);
    assert_eq!(server.operations("/readyz").await.status, 204);
    server.desk.store.clone().close().await.expect("closed");
    assert_eq!(server.operations("/healthz").await.status, 204);
    let unready = server.operations("/readyz").await;
    assert_eq!((unready.status.as_u16(), unready.slug().as_str()), (503, "unavailable"));
}

#[tokio::test]
async fn figures_count_by_route_and_say_nothing_about_people() {
    let server = Server::start().await;
    let charge = wire::paths::charge(crate::sample::Which::Upcoming.id());
    assert_eq!(server.get(Who::Owner, &charge).await.status, 200);
    let figures = server.operations("/metrics").await;
    assert_eq!(figures.status, 200);
    assert!(figures.text.contains("route=\"/api/charges/{charge}\""), "{}", figures.text);
    for private in ["chg_", "cli_", "@", "Ana"] {
        assert!(!figures.text.contains(private), "{private}");
    }
}

#[tokio::test]
async fn figures_say_how_many_mails_wait_and_how_long() {
    let server = Server::start().await;
    let waiting = async || {
        let figures = server.operations("/metrics").await.text;
        let figure =
            |name: &str| figures.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
        (figure("mails_waiting "), figure("mails_waiting_oldest_seconds "))
    };
    assert_eq!(waiting().await, (Some(0), Some(0)));
    let now = server.desk.business.now();
    let mail = |hours| {
        let due_at = now - chrono::Duration::hours(hours);
        let charge = crate::sample::Which::Upcoming.id();
        store::outbox::NewMessage {
            id: server.desk.ids.make(),
            practice: crate::people::practice(),
            client: Who::Owner.client(),
            charge: Some(charge),
            kind: "receipt".to_owned(),
            facts: json!({}),
            once_key: None,
            created_at: due_at,
            due_at,
        }
    };
    let unit = server.desk.store.begin().await.expect("a unit");
    for hours in [1, 2, -3] {
        store::outbox::insert(&unit, &mail(hours)).await.expect("a mail");
    }
    unit.commit().await.expect("a commit");
    assert_eq!(waiting().await, (Some(2), Some(7_200)), "what is due later does not wait");
}

#[tokio::test]
async fn the_public_address_has_none_of_them_and_theirs_has_nothing_else() {
    let server = Server::start().await;
    for path in ["/healthz", "/readyz", "/metrics", "/metrics/", "/healthz?x=1"] {
        for who in [Who::Nobody, Who::Admin] {
            assert_eq!(server.get(who, path).await.status, 404, "{path}");
        }
    }
    for path in ["/", "/api/session", "/api/charges", "/icon.svg", "/dev/clock", "/api/processor/events"] {
        assert_eq!(server.operations(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn they_answer_also_while_no_place_is_free_and_as_often_as_they_are_asked() {
    let limits = server::config::Limits {
        connections_max: 2,
        requests_per_second: std::num::NonZeroU32::MIN,
        ..generous()
    };
    let server = Server::of(Setup { limits, ..Setup::default() }).await;
    let mut idle = Vec::new();
    for _ in 0..4 {
        idle.push(TcpStream::connect(server.address).await.expect("connected"));
    }
    for _ in 0..20 {
        assert_eq!(server.operations("/healthz").await.status, 204);
        assert_eq!(server.operations("/readyz").await.status, 204);
    }
}
