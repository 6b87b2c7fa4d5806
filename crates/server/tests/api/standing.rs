//! Connections that are held open and not used: bodies that never come to their end, answers that nobody reads. While they
//! stand, everybody else is served, and before long they stand no more.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::get;
use reqwest::Method;
use server::config::Limits;
use server::http::router;
use server::http::state::AppState;
use test_support::{Answer, Raw, Server, Setup, Who, generous, product};
use tokio::io::Interest;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use wire::paths;

/// How many stand in the long form, under the limits of the product.
const LONG: &str = "TEST_STANDING";
const SHORT: usize = 60;

/// From one address, within its share and its rate.
const FROM_EACH: usize = 200;

/// What everybody else may have to wait for an answer.
const BEARABLE: Duration = Duration::from_secs(1);

/// After so long none stands any more.
const ALL_GONE: Duration = Duration::from_secs(40);

/// More than the systems on both sides keep for somebody who does not read.
static DOWNLOAD: [u8; 16 << 20] = [0; 16 << 20];

/// The product, and something large to fetch.
fn with_download(app: &AppState) -> Router {
    let large = Router::new().route("/large", get(async || Body::from(Bytes::from_static(&DOWNLOAD))));
    router(app).merge(large)
}

/// What to send so that the connection stands.
#[derive(Clone, Copy, Debug)]
enum Standing {
    Body(&'static str),
    Reader,
}

fn scale() -> (usize, Limits) {
    match std::env::var(LONG).ok().and_then(|it| it.parse().ok()) {
        Some(count) => (count, product()),
        None => (SHORT, Limits { stall_seconds: 1, ..generous() }),
    }
}

/// Opens one that stands; tells when it has ended.
async fn stand(server: &Server, how: Standing, address: Ipv4Addr, ended: mpsc::UnboundedSender<()>) {
    let mut raw = Raw::from(IpAddr::from(address), server.address).await;
    match how {
        Standing::Body(path) => {
            let head = format!(
                "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                 Stripe-Signature: t=1,v1=00\r\nContent-Length: 1000\r\n\r\n{{"
            );
            // Who has too many is refused at once.
            let _ = raw.send(head.as_bytes()).await;
            tokio::spawn(async move {
                let _ = raw.end().await;
                let _ = ended.send(());
            });
        }
        Standing::Reader => {
            let download = "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n";
            raw.send(download.as_bytes()).await.expect("sent");
            raw.send(download.repeat(11).as_bytes()).await.expect("sent");
            tokio::spawn(async move {
                // Only looks whether it was ended, and takes nothing out.
                let _ = raw.stream().ready(Interest::ERROR).await;
                let _ = ended.send(());
            });
        }
    }
}

async fn scene(how: Standing, from_each: usize) {
    let (count, limits) = scale();
    let server = Server::of(Setup { router: with_download, limits, ..Setup::default() }).await;
    let cookie = server.cookie(Who::Owner).await;
    let (ended, mut endings) = mpsc::unbounded_channel();
    let began = Instant::now();
    for nth in 0..count {
        let address = Ipv4Addr::new(127, 0, 1, u8::try_from(nth / from_each).expect("few") + 1);
        stand(&server, how, address, ended.clone()).await;
    }
    let opened = began.elapsed();
    let (mut gone, mut answers, mut slowest, mut first) = (0, 0, Duration::ZERO, None);
    // As often as somebody who is in a hurry, and below what one address may ask.
    let mut hurry = interval(Duration::from_millis(50));
    hurry.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while gone < count {
        assert!(began.elapsed() < opened + ALL_GONE, "{} of {count} still stand", count - gone);
        let charges = paths::charges(Who::Owner.client());
        for (path, cookie) in [(charges.as_str(), cookie.as_str()), ("/", "")] {
            hurry.tick().await;
            let asked = Instant::now();
            let request = server.request(Method::GET, path).header("cookie", cookie);
            assert_eq!(timeout(ALL_GONE, Answer::of(request)).await.expect("an answer").status, 200);
            slowest = slowest.max(asked.elapsed());
            answers += 1;
        }
        while endings.try_recv().is_ok() {
            gone += 1;
            first.get_or_insert_with(|| began.elapsed());
        }
    }
    println!(
        "{how:?}: {count} stood, opened in {opened:?}; {answers} answers meanwhile, the slowest after {slowest:?}; \
         the first was gone after {first:?}, all after {:?}",
        began.elapsed()
    );
    assert!(slowest < BEARABLE, "the slowest answer took {slowest:?}");
    let all_stood = first >= Some(Duration::from_secs(limits.stall_seconds));
    assert!(all_stood || from_each != FROM_EACH, "one was gone already after {first:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_stall_hold_up_nobody_and_are_ended() {
    scene(Standing::Body(paths::SESSION), FROM_EACH).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_that_stall_hold_up_nobody_and_are_ended() {
    scene(Standing::Body(paths::PROCESSOR_EVENTS), FROM_EACH).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_who_do_not_read_hold_up_nobody_and_are_ended() {
    scene(Standing::Reader, FROM_EACH).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_has_its_share_of_what_stands_and_the_rest_is_refused() {
    scene(Standing::Body(paths::SESSION), usize::MAX).await;
}
