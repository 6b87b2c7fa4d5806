//! What is asked for wrongly, and what the answers look like.

use reqwest::Method;

use crate::support::Bench;

/// A form, the code of its refusal, and the parameter that is named.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

#[tokio::test]
async fn nobody_without_a_key_is_served() {
    let bench = Bench::new().await;
    let answer = bench.request(Method::GET, "/v1/payment_intents").send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 401);
}

#[tokio::test]
async fn where_a_secret_is_set_only_its_bearer_is_served() {
    let bench = Bench::of(|config| config.secret = Some("sk_test_1".into())).await;
    assert_eq!(bench.get("/v1/customers").await.0, 200);
    let other = bench.request(Method::GET, "/v1/customers").bearer_auth("sk_test_2").send().await;
    assert_eq!(other.expect("an answer").status().as_u16(), 401);
}

#[tokio::test]
async fn what_is_missing_malformed_or_unknown_is_named() {
    let bench = Bench::new().await;
    let good = [("amount", "2500"), ("currency", "usd")];
    let cases: [Case<'_>; 6] = [
        (&[("currency", "usd")], "parameter_missing", "amount"),
        (&[("amount", "2500")], "parameter_missing", "currency"),
        (&[("amount", "25.00"), ("currency", "usd")], "parameter_invalid", "amount"),
        (&[("amount", "-1"), ("currency", "usd")], "parameter_invalid", "amount"),
        (&[good[0], good[1], ("captur_method", "automatic")], "parameter_unknown", "captur_method"),
        (&[good[0], good[1], ("capture_method", "manual")], "parameter_invalid", "capture_method"),
    ];
    for (form, code, param) in cases {
        let (status, body) = bench.post("/v1/payment_intents", form, None).await;
        assert_eq!(
            (status, &body["error"]["code"], &body["error"]["param"]),
            (400, &code.into(), &param.into())
        );
    }
    assert_eq!(bench.simulator.books().totals.intents, 0);
}

#[tokio::test]
async fn each_answer_has_a_name_and_another_version_has_none() {
    let bench = Bench::new().await;
    let mut names = std::collections::HashSet::new();
    for (version, status) in [("2024-06-20", 200), ("2024-10-28.acacia", 400)] {
        let request = bench.request(Method::GET, "/v1/customers").bearer_auth("x");
        let answer = request.header("stripe-version", version).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), status);
        assert_eq!(answer.headers()["stripe-version"], "2024-06-20");
        names.insert(answer.headers()["request-id"].clone());
    }
    assert_eq!(names.len(), 2);
}

#[tokio::test]
async fn json_is_not_a_form_and_other_paths_are_not_there() {
    let bench = Bench::new().await;
    let json = bench
        .request(Method::POST, "/v1/customers")
        .bearer_auth("x")
        .json(&serde_json::json!({}))
        .send()
        .await;
    assert_eq!(json.expect("an answer").status().as_u16(), 400);
    for path in ["/v1/invoices", "/v1", "/", "/v2/payment_intents"] {
        assert_eq!(bench.get(path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn a_decline_is_a_402_that_shows_the_intent_and_the_reason() {
    let bench = Bench::new().await;
    let intent = bench.intent().await;
    let (status, body) = bench.confirm(&intent, "pm_card_chargeDeclinedInsufficientFunds", None).await;
    assert_eq!(status, 402);
    let error = &body["error"];
    assert_eq!((&error["type"], &error["code"]), (&"card_error".into(), &"card_declined".into()));
    assert_eq!(error["decline_code"], "insufficient_funds");
    let shown = &error["payment_intent"];
    assert_eq!((&shown["id"], &shown["status"]), (&intent.into(), &"requires_payment_method".into()));
    assert_eq!(shown["last_payment_error"]["decline_code"], "insufficient_funds");
    assert_eq!(shown["last_payment_error"]["charge"], shown["latest_charge"]);
    assert_eq!(shown["amount_received"], 0);
}

#[tokio::test]
async fn the_latest_attempt_is_an_id_unless_it_is_asked_for() {
    let bench = Bench::new().await;
    let intent = bench.intent().await;
    bench.confirm(&intent, "pm_card_visa", None).await;
    let (_, plain) = bench.get(&format!("/v1/payment_intents/{intent}")).await;
    let (_, full) = bench.get(&format!("/v1/payment_intents/{intent}?expand%5B%5D=latest_charge")).await;
    assert_eq!(plain["latest_charge"], full["latest_charge"]["id"]);
    assert_eq!(full["latest_charge"]["payment_method_details"]["card"]["last4"], "4242");
}

#[tokio::test]
async fn a_method_is_made_from_a_test_token_and_given_away_again() {
    let bench = Bench::new().await;
    let form = [("type", "card"), ("card[token]", "tok_mastercard")];
    let (_, method) = bench.post("/v1/payment_methods", &form, None).await;
    let id = method["id"].as_str().expect("an id").to_owned();
    let intent = bench.intent().await;
    assert_eq!(bench.confirm(&intent, &id, None).await.0, 400, "it is nobody's yet");
    let attach = format!("/v1/payment_methods/{id}/attach");
    assert_eq!(bench.post(&attach, &[("customer", "cus_1")], None).await.0, 200);
    assert_eq!(bench.confirm(&intent, &id, None).await.0, 200);
    let detach = format!("/v1/payment_methods/{id}/detach");
    assert_eq!(bench.post(&detach, &[], None).await.1["customer"], serde_json::Value::Null);
    assert_eq!(bench.post(&detach, &[], None).await.0, 400);
}
