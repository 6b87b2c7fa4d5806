//! The page on which a card is entered.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::Value;

use crate::support::Bench;

const BACK: &str = "http://localhost:8080/c/cli_1/account/billing?card-setup=";

/// A page for `cus_ana`: its id and its path.
async fn made(bench: &Bench) -> (String, String) {
    let (success, left) = (format!("{BACK}{{CHECKOUT_SESSION_ID}}"), format!("{BACK}left"));
    let form = [
        ("mode", "setup"),
        ("customer", "cus_ana"),
        ("payment_method_types[]", "card"),
        ("currency", "usd"),
        ("success_url", success.as_str()),
        ("cancel_url", left.as_str()),
        ("client_reference_id", "csu_1"),
    ];
    let (status, page) = bench.post("/v1/checkout/sessions", &form, Some("page-1")).await;
    assert_eq!((status, &page["status"]), (200, &"open".into()), "{page}");
    let id = page["id"].as_str().expect("an id").to_owned();
    let path = page["url"].as_str().and_then(|it| it.strip_prefix(&bench.simulator.base_url()));
    (id, path.expect("on this machine").to_owned())
}

async fn enter(bench: &Bench, path: &str, number: &str) -> (u16, String, String) {
    let entry = [("number", number), ("expires", "12 / 34"), ("cvc", "123")];
    let answer = bench.request(Method::POST, path).form(&entry).send().await.expect("an answer");
    let to = answer.headers().get("location").map(|it| it.to_str().expect("text").to_owned());
    (answer.status().as_u16(), to.unwrap_or_default(), answer.text().await.expect("a page"))
}

async fn told(bench: &Bench, id: &str) -> Value {
    bench.get(&format!("/v1/checkout/sessions/{id}?expand[]=setup_intent.payment_method")).await.1
}

#[tokio::test]
async fn a_card_that_is_entered_is_the_customers_and_leads_back() {
    let bench = Bench::new().await;
    let (id, path) = made(&bench).await;
    assert_eq!(made(&bench).await.0, id, "under the same key");
    let (status, to, _) = enter(&bench, &path, "4000 0566 5566 5556").await;
    assert_eq!((status, to), (303, format!("{BACK}{id}")));
    let page = told(&bench, &id).await;
    assert_eq!((&page["status"], &page["url"]), (&"complete".into(), &Value::Null));
    let card = &page["setup_intent"]["payment_method"];
    assert_eq!((&card["customer"], &card["card"]["funding"]), (&"cus_ana".into(), &"debit".into()));
    assert_eq!((&card["card"]["last4"], &card["card"]["exp_year"]), (&"5556".into(), &2034.into()));
    let kinds = bench.told_since(0).await;
    let kinds = ["payment_method.attached", "setup_intent.succeeded", "checkout.session.completed"]
        .map(|kind| kinds.contains(&kind.to_owned()));
    assert_eq!(kinds, [true; 3]);
    let (_, intent) = bench.get("/v1/events?limit=100").await;
    assert!(!intent.to_string().contains("4000056655665556"), "no number leaves the page");
    assert_eq!(enter(&bench, &path, "4242424242424242").await.0, 404, "it is used up");
}

#[tokio::test]
async fn what_is_not_taken_leaves_the_page_as_it_is() {
    let bench = Bench::new().await;
    let (id, path) = made(&bench).await;
    for (number, why) in [
        ("4000000000000002", "Your card was declined."),
        ("4000000000009995", "Your card was declined."),
        ("1234", "not one of the test cards"),
    ] {
        let (status, _, page) = enter(&bench, &path, number).await;
        assert_eq!(status, 200);
        assert!(page.contains(why) && page.contains(&format!("{BACK}left")), "{page}");
    }
    assert_eq!(told(&bench, &id).await["status"], "open");
    assert_eq!(bench.get("/v1/payment_methods?customer=cus_ana").await.1["data"], Value::Array(vec![]));
}

#[tokio::test]
async fn a_bank_may_ask_the_holder_first() {
    let bench = Bench::new().await;
    let (id, path) = made(&bench).await;
    let (_, _, page) = enter(&bench, &path, "4000002500003155").await;
    assert!(page.contains("Your bank asks"), "{page}");
    assert_eq!(told(&bench, &id).await["status"], "open");
    let answer = |word: &str| bench.request(Method::POST, &format!("{path}/bank/{word}")).send();
    assert_eq!(answer("refuse").await.expect("an answer").status().as_u16(), 200);
    assert_eq!(
        answer("confirm").await.expect("an answer").status().as_u16(),
        200,
        "nothing is asked any more"
    );
    enter(&bench, &path, "4000002500003155").await;
    assert_eq!(answer("confirm").await.expect("an answer").status().as_u16(), 303);
    assert_eq!(told(&bench, &id).await["status"], "complete");
}

#[tokio::test]
async fn a_page_is_open_for_a_day() {
    let bench = Bench::new().await;
    let (id, path) = made(&bench).await;
    bench.hand.pass(TimeDelta::hours(24));
    assert_eq!(enter(&bench, &path, "4242424242424242").await.0, 404);
    assert_eq!(told(&bench, &id).await["status"], "expired");
    let (_, other) = made(&bench).await;
    let expire = |id: &str| format!("/v1/checkout/sessions/{id}/expire");
    let other_id = other.rsplit('/').next().expect("an id").to_owned();
    assert_eq!(bench.post(&expire(&other_id), &[], None).await.1["status"], "expired");
    assert_eq!(bench.post(&expire(&other_id), &[], None).await.0, 400);
}
