//! Connections that misbehave.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::server::generous;
use crate::{Server, Who};

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_head_that_never_ends_is_cut_off() {
    let server = Server::with(server::config::Limits { head_seconds: 1, ..generous() }).await;
    let mut stream = TcpStream::connect(server.address).await.expect("connected");
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n").await.expect("sent");
    let mut answer = Vec::new();
    timeout(SOON, stream.read_to_end(&mut answer)).await.expect("the connection ends").expect("read");
    assert!(!answer.starts_with(b"HTTP/1.1 2"));
}

#[tokio::test]
async fn connections_beyond_the_cap_wait_for_a_free_place() {
    let server =
        Server::with(server::config::Limits { connections_max: 1, head_seconds: 1, ..generous() }).await;
    let idle = TcpStream::connect(server.address).await.expect("connected");
    let waiting = server.get(Who::Nobody, "/healthz");
    // The idle one is cut off after its second, and its place is free.
    assert_eq!(timeout(SOON, waiting).await.expect("an answer").status, 204);
    drop(idle);
}
