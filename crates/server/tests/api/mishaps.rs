//! Handlers that panic or take too long, and people who leave before the answer.

use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use reqwest::Method;
use server::config::Limits;
use server::http::guarded;
use server::http::state::AppState;
use test_support::{Server, Setup, Who, generous};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::timeout;

static BEGUN: LazyLock<Notify> = LazyLock::new(Notify::new);
static GO_ON: LazyLock<Notify> = LazyLock::new(Notify::new);
static DONE: LazyLock<Notify> = LazyLock::new(Notify::new);

async fn panics() {
    panic!("on purpose, with the secret 8843");
}

async fn takes_for_ever() {
    std::future::pending::<()>().await;
}

/// Changes something in two steps.
async fn works() {
    BEGUN.notify_one();
    GO_ON.notified().await;
    DONE.notify_one();
}

fn troubled(app: &AppState) -> Router {
    let routes = Router::new()
        .route("/panics", get(panics).post(panics))
        .route("/takes-for-ever", get(takes_for_ever).post(takes_for_ever))
        .route("/works", get(works).post(works));
    guarded(routes, app)
}

async fn server() -> Server {
    let limits = Limits { request_seconds: 1, ..generous() };
    Server::of(Setup { router: troubled, limits, ..Setup::default() }).await
}

#[tokio::test]
async fn a_handler_that_panics_is_a_failure_of_ours_and_says_nothing_of_why() {
    let server = server().await;
    for method in [Method::GET, Method::POST] {
        let answer = server.send(Who::Nobody, method, "/panics", None::<&()>).await;
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (500, "failed"));
        assert!(!answer.text_without_chance().contains("8843"));
    }
    insta::assert_json_snapshot!(server.get(Who::Nobody, "/panics").await.problem_snapshot());
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_told_to_come_back() {
    let server = server().await;
    // What changes something goes on in a task of its own: nobody can say that nothing was changed.
    for (method, slug) in [(Method::GET, "unavailable"), (Method::POST, "unknown-outcome")] {
        let answer = server.send(Who::Nobody, method, "/takes-for-ever", None::<&()>).await;
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (503, slug));
        assert_eq!(answer.header("retry-after"), "5");
    }
}

#[tokio::test]
async fn what_was_begun_is_done_although_the_one_who_asked_has_left() {
    let server = server().await;
    let mut stream = TcpStream::connect(server.address).await.expect("connected");
    let head = b"POST /works HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
    stream.write_all(head).await.expect("sent");
    BEGUN.notified().await;
    drop(stream);
    // The server notices; asking it something else shows that it had the time.
    assert_eq!(server.get(Who::Nobody, "/panics").await.status, 500);
    GO_ON.notify_one();
    timeout(Duration::from_secs(20), DONE.notified()).await.expect("it goes on to its end");
}
