//! Answers given before the request was read to its end: whoever sends the next request on the same connection gets the right
//! answer to it, or was told that there will be none.

use std::num::NonZeroU32;
use std::time::Duration;

use server::config::Limits;
use test_support::{Raw, Reply, Server, Which, Who, generous};
use tokio::time::timeout;
use wire::paths;

/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(60);

const SMALL: usize = 100;
const LARGE: usize = 200_000;
/// More than any address takes.
const TOO_LARGE: usize = 2 * 1024 * 1024;

/// A request that is answered by `status` whatever its body.
struct Case {
    status: u16,
    line: String,
    headers: String,
    /// Whether it is answered although nothing of its body has come.
    at_once: bool,
}

async fn cases(server: &Server) -> Vec<Case> {
    let move_ = format!("POST {}", paths::charge_reschedule(Who::Owner.client(), Which::Upcoming.id()));
    let json = "Content-Type: application/json\r\n";
    let provider = format!("{json}Cookie: {}\r\n", server.cookie(Who::Provider).await);
    let owner = format!("Cookie: {}\r\n", server.cookie(Who::Owner).await);
    let case = |status, line: &str, headers: &str, at_once| Case {
        status,
        line: line.to_owned(),
        headers: headers.to_owned(),
        at_once,
    };
    vec![
        case(401, &move_, json, false),
        case(403, &move_, &format!("{json}{owner}Sec-Fetch-Site: cross-site\r\n"), true),
        case(403, &move_, &format!("{json}{owner}Origin: https://evil.example\r\n"), true),
        case(403, &move_, &provider, false),
        case(404, "POST /api/nowhere", json, false),
        case(405, "PUT /api/support-contact", json, false),
        case(405, "POST /icon.svg", json, false),
        case(415, &move_, &format!("{owner}Content-Type: text/plain\r\n"), false),
        case(422, &move_, &format!("{owner}{json}"), false),
        case(400, &format!("POST {}", paths::PROCESSOR_EVENTS), json, false),
        // A body where none is expected.
        case(404, "GET /api/nowhere", json, true),
        case(200, "GET /", json, true),
    ]
}

fn head(case: &Case, length: usize) -> String {
    let Case { line, headers, .. } = case;
    format!("{line} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Length: {length}\r\n\r\n")
}

/// After `reply` either the connection ends in order, as was said, or the next request is answered.
async fn next_is_fine(raw: &mut Raw, reply: &Reply, about: &str) {
    if reply.is_last() {
        let rest = timeout(PATIENCE, raw.end()).await.expect("it ends");
        assert_eq!(rest.expect(about), b"", "{about}");
        return;
    }
    let next = format!("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", paths::OPENAPI);
    let next = timeout(PATIENCE, raw.ask(next.as_bytes())).await.expect("in time");
    let next = next.unwrap_or_else(|| panic!("{about}: unannounced, the connection was ended"));
    assert_eq!(next.status, 200, "{about}");
}

#[tokio::test]
async fn after_an_early_answer_the_next_request_is_answered_or_the_end_was_announced() {
    let server = Server::start().await;
    for case in cases(&server).await {
        for length in [SMALL, LARGE] {
            let about = format!("{} to {} with {length} bytes", case.status, case.line);
            let mut raw = Raw::to(server.address).await;
            let mut request = head(&case, length).into_bytes();
            request.resize(request.len() + length, b' ');
            let reply = timeout(PATIENCE, raw.ask(&request)).await.expect("in time").expect(&about);
            assert_eq!(reply.status, case.status, "{about}");
            next_is_fine(&mut raw, &reply, &about).await;
        }
    }
}

#[tokio::test]
async fn the_body_may_come_after_the_answer() {
    let server = Server::start().await;
    for case in cases(&server).await.into_iter().filter(|it| it.at_once) {
        for length in [SMALL, LARGE] {
            let about = format!("{} to {} with {length} bytes later", case.status, case.line);
            let mut raw = Raw::to(server.address).await;
            raw.send(head(&case, length).as_bytes()).await.expect("sent");
            let reply = timeout(PATIENCE, raw.reply()).await.expect("in time").expect(&about);
            assert_eq!(reply.status, case.status, "{about}");
            // Who was told that the connection ends may stop here; who was not goes on.
            if !reply.is_last() {
                raw.send(&vec![b' '; length]).await.expect(&about);
            }
            next_is_fine(&mut raw, &reply, &about).await;
        }
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_ends_the_connection_with_a_word() {
    let server = Server::start().await;
    let head = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    let mut declared = format!("{head}Content-Length: {TOO_LARGE}\r\n\r\n").into_bytes();
    declared.resize(declared.len() + TOO_LARGE, b' ');
    let mut chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n{TOO_LARGE:x}\r\n").into_bytes();
    chunked.resize(chunked.len() + TOO_LARGE, b' ');
    chunked.extend_from_slice(b"\r\n0\r\n\r\n");
    for (how, request) in [("declared", declared), ("chunked", chunked)] {
        let mut raw = Raw::to(server.address).await;
        let reply = timeout(PATIENCE, raw.ask(&request)).await.expect("in time").expect(how);
        assert_eq!((reply.status, reply.is_last()), (413, true), "{how}");
        next_is_fine(&mut raw, &reply, how).await;
    }
}

#[tokio::test]
async fn whoever_asked_too_much_may_ask_again_on_the_same_connection() {
    let server = Server::with(Limits { requests_per_second: NonZeroU32::MIN, ..generous() }).await;
    let mut raw = Raw::to(server.address).await;
    let request = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\n";
    let mut statuses = Vec::new();
    for _ in 0..8 {
        raw.send(request.as_bytes()).await.expect("sent");
        // The body comes by itself, so that the answer of some is there before it.
        raw.send(b"abc").await.expect("sent");
        let reply = timeout(PATIENCE, raw.reply()).await.expect("in time").expect("an answer");
        statuses.push(reply.status);
        if reply.is_last() {
            raw = Raw::to(server.address).await;
        }
    }
    assert_eq!(statuses, [415, 415, 415, 415, 429, 429, 429, 429]);
}

#[tokio::test]
async fn who_waits_to_be_told_to_go_on_is_told_or_sent_away() {
    let server = Server::start().await;
    let head =
        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n";
    let mut raw = Raw::to(server.address).await;
    raw.send(format!("{head}\r\n").as_bytes()).await.expect("sent");
    let go_on = timeout(PATIENCE, raw.reply()).await.expect("in time").expect("an answer");
    assert_eq!(go_on.status, 100);
    raw.send(b"abc").await.expect("sent");
    let reply = timeout(PATIENCE, raw.reply()).await.expect("in time").expect("an answer");
    assert_eq!(reply.status, 415);
    next_is_fine(&mut raw, &reply, "after going on").await;

    let mut raw = Raw::to(server.address).await;
    raw.send(format!("{head}Sec-Fetch-Site: cross-site\r\n\r\n").as_bytes()).await.expect("sent");
    let reply = timeout(PATIENCE, raw.reply()).await.expect("in time").expect("an answer");
    // It may send its body now or not: what comes next could be either.
    assert_eq!((reply.status, reply.is_last()), (403, true));
}
