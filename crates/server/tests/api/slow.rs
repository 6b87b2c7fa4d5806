//! Slow lines and slow people: no time limit is theirs to miss as long as something moves.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use server::config::{Addresses, Limits};
use server::http::listening;
use test_support::{Raw, generous, product};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};
use tokio_util::sync::{CancellationToken, DropGuard};

/// Set for the long form: minutes at the limits of the product, instead of seconds at shorter ones.
const LONG: &str = "TEST_STANDING";

/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(600);

static DOWNLOAD: [u8; 8 << 20] = [7; 8 << 20];

/// A server that takes any amount and gives any amount.
async fn serving() -> (std::net::SocketAddr, DropGuard, bool) {
    let is_long = std::env::var_os(LONG).is_some();
    let limits = if is_long { product() } else { Limits { stall_seconds: 1, ..generous() } };
    let listeners = listening::bind(&Addresses::of(0, &[], None).expect("addresses")).await.expect("a port");
    let address = listeners[0].local_addr().expect("an address");
    let router = Router::new()
        .route("/up", post(async |body: Bytes| body.len().to_string()))
        .route("/down", get(async || Body::from(Bytes::from_static(&DOWNLOAD))))
        .route(
            "/thinks",
            post(async move |_: Bytes| sleep(Duration::from_secs(limits.stall_seconds * 3)).await),
        )
        .layer(DefaultBodyLimit::disable());
    let stop = CancellationToken::new();
    tokio::spawn(listening::serve(listeners, router, limits, Vec::new(), stop.clone()));
    (address, stop.drop_guard(), is_long)
}

/// What goes by at this many bytes a second, in steps of a tenth.
fn steps(bytes: usize, a_second: usize) -> impl Iterator<Item = usize> {
    let step = a_second / 10;
    (0..bytes).step_by(step).map(move |at| step.min(bytes - at))
}

#[tokio::test]
async fn an_upload_over_a_slow_line_ends_well() {
    let (address, _stop, is_long) = serving().await;
    let (bytes, a_second) = if is_long { (10_000_000, 50_000) } else { (200_000, 50_000) };
    let mut stream = TcpStream::connect(address).await.expect("connected");
    let head = format!(
        "POST /up HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {bytes}\r\n\r\n"
    );
    let began = Instant::now();
    stream.write_all(head.as_bytes()).await.expect("sent");
    let mut line = interval(Duration::from_millis(100));
    line.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for step in steps(bytes, a_second) {
        line.tick().await;
        stream.write_all(&vec![b'x'; step]).await.expect("it is taken");
    }
    let mut answer = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut answer)).await.expect("in time").expect("read");
    println!("{bytes} bytes went up in {:?}", began.elapsed());
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with(&bytes.to_string()), "{answer}");
}

#[tokio::test]
async fn a_download_by_a_slow_reader_ends_well() {
    let (address, _stop, is_long) = serving().await;
    let a_second = if is_long { 50_000 } else { 1_500_000 };
    let mut stream = TcpStream::connect(address).await.expect("connected");
    let request = "GET /down HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let began = Instant::now();
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut line = interval(Duration::from_millis(100));
    line.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut got, mut piece) = (0, vec![0; a_second / 10]);
    loop {
        line.tick().await;
        match timeout(PATIENCE, stream.read(&mut piece)).await.expect("in time").expect("it goes on") {
            0 => break,
            bytes => got += bytes,
        }
    }
    println!("{got} bytes came down in {:?}", began.elapsed());
    assert!(got > DOWNLOAD.len(), "only {got} bytes");
}

#[tokio::test]
async fn who_waits_for_us_to_think_is_not_the_one_who_is_slow() {
    let (address, _stop, _) = serving().await;
    let mut raw = Raw::to(address).await;
    let request = b"POST /thinks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhm";
    for _ in 0..2 {
        let reply = timeout(PATIENCE, raw.ask(request)).await.expect("in time").expect("an answer");
        assert_eq!((reply.status, reply.is_last()), (200, false));
    }
}
