//! Connections that misbehave.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use server::config::Limits;
use test_support::{Raw, Server, Setup, Who, generous};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_head_that_never_ends_is_cut_off() {
    let server = Server::with(Limits { head_seconds: 1, ..generous() }).await;
    let mut stream = TcpStream::connect(server.address).await.expect("connected");
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n").await.expect("sent");
    let mut answer = Vec::new();
    timeout(SOON, stream.read_to_end(&mut answer)).await.expect("the connection ends").expect("read");
    assert!(!answer.starts_with(b"HTTP/1.1 2"));
}

#[tokio::test]
async fn connections_beyond_the_cap_wait_for_a_free_place() {
    let server = Server::with(Limits { connections_max: 1, head_seconds: 1, ..generous() }).await;
    let idle = TcpStream::connect(server.address).await.expect("connected");
    let waiting = server.get(Who::Nobody, wire::paths::OPENAPI);
    // The idle one is cut off after its second, and its place is free.
    assert_eq!(timeout(SOON, waiting).await.expect("an answer").status, 200);
    drop(idle);
}

/// Another address of this machine.
const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

const ASKED: &[u8] = b"GET /icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n";

#[tokio::test]
async fn an_address_has_so_many_connections_and_others_are_served_all_the_same() {
    let server = Server::with(Limits { connections_each: 3, ..generous() }).await;
    let mut kept = Vec::new();
    for _ in 0..3 {
        let mut one = Raw::from(ELSEWHERE, server.address).await;
        assert_eq!(timeout(SOON, one.ask(ASKED)).await.expect("in time").expect("an answer").status, 200);
        kept.push(one);
    }
    let mut surplus = Raw::from(ELSEWHERE, server.address).await;
    assert_eq!(timeout(SOON, surplus.end()).await.expect("it is ended").expect("in order"), b"");
    assert_eq!(server.get(Who::Nobody, "/icon.svg").await.status, 200);
    kept.pop();
    let again = async {
        loop {
            if let Some(reply) = Raw::from(ELSEWHERE, server.address).await.ask(ASKED).await {
                break reply.status;
            }
        }
    };
    assert_eq!(timeout(SOON, again).await.expect("a place is given back"), 200);
}

#[tokio::test]
async fn a_trusted_proxy_has_as_many_connections_as_it_needs() {
    let limits = Limits { connections_each: 1, ..generous() };
    let server = Server::of(Setup { limits, trusted_proxies: vec![ELSEWHERE], ..Setup::default() }).await;
    let mut kept = Vec::new();
    for _ in 0..20 {
        let mut one = Raw::from(ELSEWHERE, server.address).await;
        assert_eq!(timeout(SOON, one.ask(ASKED)).await.expect("in time").expect("an answer").status, 200);
        kept.push(one);
    }
}

#[tokio::test]
async fn a_trusted_proxy_keeps_its_connections_for_its_next_visitors() {
    let limits = Limits { head_seconds: 1, ..generous() };
    let server = Server::of(Setup { limits, trusted_proxies: vec![ELSEWHERE], ..Setup::default() }).await;
    let mut proxy = Raw::from(ELSEWHERE, server.address).await;
    let mut visitor = Raw::to(server.address).await;
    for raw in [&mut proxy, &mut visitor] {
        assert_eq!(timeout(SOON, raw.ask(ASKED)).await.expect("in time").expect("an answer").status, 200);
    }
    timeout(SOON, visitor.end()).await.expect("anybody else's is ended").expect("in order");
    assert_eq!(timeout(SOON, proxy.ask(ASKED)).await.expect("in time").expect("an answer").status, 200);
}

#[tokio::test]
async fn a_body_that_stalls_is_answered_that_it_did_and_nothing_is_done() {
    let server = Server::with(Limits { stall_seconds: 1, ..generous() }).await;
    let cookie = server.cookie(Who::Owner).await;
    let path =
        wire::paths::charge_reschedule(Who::Owner.client(), test_support::sample::Which::Upcoming.id());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nCookie: {cookie}\r\n\
         Content-Length: 1000\r\n\r\n{{\"version\":1,"
    );
    let mut raw = Raw::to(server.address).await;
    raw.send(head.as_bytes()).await.expect("sent");
    let reply = timeout(SOON, raw.reply()).await.expect("in time").expect("an answer");
    assert_eq!((reply.status, reply.is_last()), (408, true));
    let problem: wire::Problem = serde_json::from_slice(&reply.body).expect("a problem");
    assert_eq!(problem.kind, "/problems/too-slow");
    timeout(SOON, raw.end()).await.expect("it is ended").expect("in order");
}
