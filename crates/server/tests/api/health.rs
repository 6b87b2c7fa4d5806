//! `/healthz`, `/readyz` and `/metrics`, which have a listener of their own.

use std::time::Duration;

use domain::recipient::Recipient;
use domain::subject::Subject;
use serde_json::json;
use test_support::{Raw, Server, Setup, Who, generous};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

#[tokio::test]
async fn a_running_server_is_alive_and_with_its_database_ready() {
    let server = Server::start().await;
    assert_eq!(server.operations("/healthz").await.status, 204);
    let before = server.desk.store.committed();
    for _ in 0..3 {
        assert_eq!(server.operations("/readyz").await.status, 204);
    }
    // However often it is asked, what was found holds for a while.
    assert_eq!(server.desk.store.committed(), before + 1);
}

#[tokio::test]
async fn a_server_without_its_database_is_alive_and_not_ready() {
    let server = Server::start().await;
    server.desk.store.clone().close().await.expect("closed");
    assert_eq!(server.operations("/healthz").await.status, 204);
    let unready = server.operations("/readyz").await;
    assert_eq!((unready.status.as_u16(), unready.slug().as_str()), (503, "unavailable"));
}

#[tokio::test]
async fn a_server_whose_writer_is_held_for_good_says_so_in_time_and_waits_in_no_line() {
    let server = Server::start().await;
    let unit = server.desk.store.begin().await.expect("a unit");
    let asked = Instant::now();
    let unready = server.operations("/readyz").await;
    assert_eq!((unready.status.as_u16(), unready.header("retry-after")), (503, "5"));
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    // Whoever waits for the writer gets it next, and not a look into the server's health.
    let store = server.desk.store.clone();
    let next = tokio::spawn(async move { store.begin().await });
    assert_eq!(server.operations("/readyz").await.status, 503);
    drop(unit);
    drop(next.await.expect("no panic").expect("a unit"));
    // The answer holds for five seconds.
    let again = async {
        while server.operations("/readyz").await.status != 204 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(Duration::from_secs(30), again).await.expect("it is ready again");
}

#[tokio::test]
async fn figures_count_by_route_and_say_nothing_about_people() {
    let server = Server::start().await;
    let charge = wire::paths::charge(Who::Owner.client(), test_support::sample::Which::Upcoming.id());
    assert_eq!(server.get(Who::Owner, &charge).await.status, 200);
    let figures = server.operations("/metrics").await;
    assert_eq!(figures.status, 200);
    assert!(figures.text.contains("route=\"/api/c/{client}/charges/{charge}\""), "{}", figures.text);
    for private in ["chg_", "cli_", "@", "Zoë"] {
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
        let charge = test_support::sample::Which::Upcoming.id();
        store::outbox::NewMessage {
            id: server.desk.ids.make(),
            practice: domain::testing::practice_id(1),
            recipient: Recipient::Client(Who::Owner.client()),
            subject: Subject::Charge(charge),
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
    for path in ["/", "/api/session", "/api/c/1/charges", "/icon.svg", "/dev/clock", "/api/processor/events"]
    {
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

#[tokio::test]
async fn no_address_has_too_many_connections_there() {
    let limits = server::config::Limits { connections_each: 2, ..generous() };
    let server = Server::of(Setup { limits, ..Setup::default() }).await;
    let mut kept = Vec::new();
    for number in 1..=50 {
        let mut one = Raw::to(server.operations).await;
        let reply = one.ask(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
        assert_eq!(reply.map(|it| it.status), Some(204), "connection {number}");
        kept.push(one);
    }
}
