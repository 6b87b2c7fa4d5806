//! The cardholder's page.

use reqwest::Method;

use crate::support::Bench;

/// An intent that waits for its cardholder, and its page's path.
async fn asked(bench: &Bench) -> (String, String) {
    let intent = bench.intent().await;
    let form = [
        ("payment_method", "pm_card_authenticationRequired"),
        ("off_session", "false"),
        ("return_url", "http://localhost:8080/account/billing?tab=1"),
    ];
    let (status, body) = bench.post(&format!("/v1/payment_intents/{intent}/confirm"), &form, None).await;
    assert_eq!((status, &body["status"]), (200, &"requires_action".into()));
    let page = body["next_action"]["redirect_to_url"]["url"].as_str().expect("a page").to_owned();
    let path = page.strip_prefix(&bench.simulator.base_url()).expect("on this machine").to_owned();
    (intent, path)
}

#[tokio::test]
async fn looking_at_the_page_pays_nothing_and_confirming_pays() {
    let bench = Bench::new().await;
    let (intent, path) = asked(&bench).await;
    let page = bench.request(Method::GET, &path).send().await.expect("an answer");
    assert!(page.text().await.expect("a page").contains("25.00 USD"));
    assert_eq!(bench.simulator.books().totals.captures, 0);
    let back = bench.request(Method::POST, &format!("{path}/confirm")).send().await.expect("an answer");
    assert_eq!(back.status().as_u16(), 303);
    assert_eq!(
        back.headers()["location"],
        format!(
            "http://localhost:8080/account/billing?tab=1&payment_intent={intent}&redirect_status=succeeded"
        )
    );
    assert_eq!(bench.simulator.books().totals.captures, 1);
    let again = bench.request(Method::POST, &format!("{path}/confirm")).send().await.expect("an answer");
    assert_eq!(again.status().as_u16(), 404);
    assert_eq!(bench.simulator.books().totals.captures, 1);
}

#[tokio::test]
async fn refusing_pays_nothing_and_says_so() {
    let bench = Bench::new().await;
    let (intent, path) = asked(&bench).await;
    let back = bench.request(Method::POST, &format!("{path}/refuse")).send().await.expect("an answer");
    let location = back.headers()["location"].to_str().expect("text");
    assert!(location.ends_with("redirect_status=failed"), "{location}");
    let (_, read) = bench.get(&format!("/v1/payment_intents/{intent}")).await;
    assert_eq!(read["status"], "requires_payment_method");
    assert_eq!(read["last_payment_error"]["code"], "payment_intent_authentication_failure");
}

#[tokio::test]
async fn there_is_no_page_for_what_waits_for_nobody() {
    let bench = Bench::new().await;
    let intent = bench.intent().await;
    for (method, path) in [(Method::GET, ""), (Method::POST, "/confirm"), (Method::POST, "/refuse")] {
        let path = format!("/redirect/authenticate/{intent}{path}");
        assert_eq!(bench.request(method, &path).send().await.expect("an answer").status().as_u16(), 404);
    }
}
