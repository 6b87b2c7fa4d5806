//! A request says which host it is for, once.

use std::time::Duration;

use test_support::{Raw, Server};
use tokio::time::timeout;

#[tokio::test]
async fn a_request_names_one_host() {
    let server = Server::start().await;
    for (request, status) in [
        ("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
        ("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200),
        // What came before there were names of hosts needs none.
        ("GET / HTTP/1.0\r\n\r\n", 200),
        ("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET http://localhost/ HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400),
        ("GET / HTTP/1.0\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: \r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: user@localhost\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost/path\r\n\r\n", 400),
        ("GET /api/support-contact HTTP/1.1\r\n\r\n", 400),
    ] {
        let mut raw = Raw::to(server.address).await;
        let reply = timeout(Duration::from_secs(60), raw.ask(request.as_bytes())).await.expect("in time");
        let reply = reply.unwrap_or_else(|| panic!("no answer to {request:?}"));
        assert_eq!(reply.status, status, "{request:?}");
        if status == 400 {
            let problem: wire::Problem = serde_json::from_slice(&reply.body).expect("a problem");
            assert_eq!(problem.kind, "/problems/bad-host");
        }
    }
}
