//! Sends what other clients would refuse to send: paths that are not tidied up, headers that come twice.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::HOST;
use axum::http::{HeaderValue, Uri};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::request::Request;

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Debug)]
pub struct Sent {
    /// None where the connection ended before there was an answer.
    pub status: Option<u16>,
    pub body: Bytes,
}

/// Over a connection of its own, so that no request is told by what another left behind.
pub async fn send(address: SocketAddr, request: &Request) -> Sent {
    let answer = timeout(PATIENCE, exchanged(address, request)).await;
    answer
        .unwrap_or_else(|_| panic!("no answer within {PATIENCE:?} to {request}"))
        .unwrap_or_else(|_| Sent { status: None, body: Bytes::new() })
}

async fn exchanged(address: SocketAddr, request: &Request) -> hyper::Result<Sent> {
    let stream = TcpStream::connect(address).await.expect("connected");
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let mut built = hyper::Request::new(Full::new(Bytes::copy_from_slice(&request.body)));
    *built.method_mut() = request.method.clone();
    *built.uri_mut() = request.target.parse::<Uri>().expect("a path that can be sent");
    let host = HeaderValue::from_str(&format!("localhost:{}", address.port())).expect("a host");
    built.headers_mut().insert(HOST, host);
    for (name, value) in &request.headers {
        built.headers_mut().append(name, value.clone());
    }
    let response = sender.send_request(built).await?;
    let status = response.status().as_u16();
    // A body that breaks off is the end of the answer; its status stands.
    let body = response.into_body().collect().await.map(|it| it.to_bytes()).unwrap_or_default();
    connection.abort();
    Ok(Sent { status: Some(status), body })
}
