//! Being told to stop.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use server::config::Addresses;
use server::http::listening;
use test_support::{browser, generous};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn an_answer_that_is_under_way_is_finished_and_nothing_new_is_begun() {
    let listeners = listening::bind(&Addresses::of(0, &[], None).expect("addresses")).await.expect("a port");
    let url = format!("http://{}/", listeners[0].local_addr().expect("an address"));
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
        move || async move {
            begun.notify_one();
            go_on.notified().await;
            "done"
        }
    };
    let stop = CancellationToken::new();
    let router = Router::new().route("/", get(handler));
    let serving = tokio::spawn(listening::serve(listeners, router, generous(), Vec::new(), stop.clone()));

    let under_way = tokio::spawn(browser().get(&url).send());
    begun.notified().await;
    stop.cancel();
    while browser().get(&url).send().await.is_ok() {
        tokio::task::yield_now().await;
    }
    go_on.notify_one();
    let answer = under_way.await.expect("not cut off").expect("an answer");
    assert_eq!(answer.text().await.expect("a body"), "done");
    serving.await.expect("the server ends by itself");
}
