//! What goes wrong in the same way everywhere.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::json;
use test_support::{Answer, Server, Which, Who, generous};
use wire::paths;

/// A move sent as these bytes.
async fn sent(server: &Server, content_type: &str, body: Vec<u8>) -> Answer {
    let path = paths::charge_reschedule(Who::Owner.client(), Which::Upcoming.id());
    let request = server.request(Method::POST, &path).header("cookie", server.cookie(Who::Owner).await);
    Answer::of(request.header(CONTENT_TYPE, content_type).body(body)).await
}

#[tokio::test]
async fn each_sort_of_problem_reads_the_same_wherever_it_happens() {
    let server = Server::start().await;
    let json = "application/json";
    let charges = paths::charges(Who::Owner.client());
    let problems = json!({
        "nobody": server.get(Who::Nobody, &paths::billing(Who::Owner.client())).await.problem_snapshot(),
        "another role": server.get(Who::Provider, &paths::billing(Who::Owner.client())).await.problem_snapshot(),
        "no such address": server.get(Who::Owner, "/api/nowhere").await.problem_snapshot(),
        "no such charge": server.get(Who::Owner, &format!("{charges}/1")).await.problem_snapshot(),
        "another method": server.send(Who::Owner, Method::PUT, &paths::billing(Who::Owner.client()), None::<&()>).await.problem_snapshot(),
        "not JSON": sent(&server, "text/plain", b"{}".to_vec()).await.problem_snapshot(),
        "broken JSON": sent(&server, json, b"{\"version\": 1".to_vec()).await.problem_snapshot(),
        "unknown field": sent(&server, json, b"{\"version\":1,\"day\":\"\",\"x\":1}".to_vec()).await.problem_snapshot(),
        "unknown filter": server.get(Who::Owner, &format!("{charges}?state=lost")).await.problem_snapshot(),
    });
    insta::assert_json_snapshot!(problems);
}

#[tokio::test]
async fn nobody_else_names_a_request() {
    let server = Server::start().await;
    let request = server.request(Method::GET, paths::BILLING).header("x-request-id", "theirs");
    let answer = Answer::of(request).await;
    let problem: wire::Problem = serde_json::from_str(&answer.text).expect("a problem");
    assert_eq!(problem.request_id, answer.header("x-request-id"));
    assert_eq!(problem.request_id.len(), 32, "{}", problem.request_id);
}

#[tokio::test]
async fn a_body_of_two_megabytes_is_too_large() {
    let server = Server::start().await;
    let answer = sent(&server, "application/json", vec![b' '; 2 * 1024 * 1024]).await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (413, "too-large"));
}

#[tokio::test]
async fn an_address_that_asks_too_much_is_told_when_to_come_back() {
    let one = std::num::NonZeroU32::MIN;
    let server = Server::with(server::config::Limits { requests_per_second: one, ..generous() }).await;
    for _ in 0..4 {
        assert_eq!(server.get(Who::Nobody, paths::OPENAPI).await.status, 200);
    }
    let refused = server.get(Who::Nobody, paths::OPENAPI).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "1"));
    assert_eq!(
        refused.problem().detail,
        "There were too many requests from your address. Try again in a second."
    );
}

#[tokio::test]
async fn a_database_that_is_gone_is_a_passing_trouble() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    server.desk.store.clone().close().await.expect("closed");
    let request = server.request(Method::GET, &paths::billing(Who::Owner.client())).header("cookie", cookie);
    let answer = Answer::of(request).await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (503, "unavailable"));
}
