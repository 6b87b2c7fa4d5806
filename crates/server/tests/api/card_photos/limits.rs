//! What is too large or too much is refused before it is read.

use std::time::Duration;

use domain::card_photo::CardSide;
use reqwest::{Body, Method};
use test_support::{Answer, Raw, Server, Who};
use tokio::time::timeout;

use super::{ask, card, objects, send};

const SENTENCE: &str =
    "The file is larger than 10 MB. Take the photo again at a smaller size, or choose a smaller file.";

#[tokio::test]
async fn twenty_megabytes_are_refused_before_they_are_sent() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    let path = wire::paths::card_photo(Who::Owner.client(), domain::testing::coverage_id(1), CardSide::Front);
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n\
         content-length: 20000000\r\n\r\n"
    );
    // Not a byte of the body is sent, so it cannot have been waited for.
    let mut raw = Raw::to(server.address).await;
    raw.send(head.as_bytes()).await.expect("sent");
    let reply =
        timeout(Duration::from_secs(1), raw.reply()).await.expect("within a second").expect("a reply");
    let body = String::from_utf8_lossy(&reply.body);
    assert!(reply.status == 413 && body.contains(SENTENCE), "{reply:?}");
}

#[tokio::test]
async fn what_does_not_say_how_large_it_is_is_cut_off_where_it_is_too_large() {
    let server = Server::start().await;
    let parts = futures_util::stream::iter((0..20).map(|_| Ok::<_, std::io::Error>(vec![0xFF; 1_000_000])));
    let request = ask(&server, Who::Owner, Method::PUT, CardSide::Front).await.body(Body::wrap_stream(parts));
    let answer = timeout(Duration::from_secs(5), request.send()).await.expect("soon");
    // A browser that is still sending may be told, or find the connection closed.
    if let Ok(answer) = answer {
        assert_eq!(answer.status(), 413);
    }
    assert_eq!(objects(&server).len(), 0);
}

#[tokio::test]
async fn other_requests_are_as_small_as_before() {
    let server = Server::start().await;
    let path = wire::paths::about_me_phone(Who::Owner.client());
    let request = server.request(Method::PUT, &path).header("sec-fetch-site", "same-origin");
    let request = request.header("cookie", server.cookie(Who::Owner).await).body(vec![b' '; 300_000]);
    assert_eq!(Answer::of(request).await.status, 413);
}

#[tokio::test]
async fn a_client_may_send_twenty_photos_and_then_waits() {
    let server = Server::start().await;
    for _ in 0..20 {
        let refused = send(&server, Who::Owner, CardSide::Front, Vec::new()).await;
        assert_eq!(refused.status, 422);
    }
    let answer = send(&server, Who::Owner, CardSide::Front, card()).await;
    assert_eq!(answer.status, 429, "{}", answer.text);
    let wait: u32 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=30).contains(&wait), "{wait}");
}
