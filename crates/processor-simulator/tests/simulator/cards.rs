//! What becomes of cards at the processor.

use serde_json::json;

use crate::support::Bench;

#[tokio::test]
async fn a_card_that_the_bank_replaced_keeps_its_id_and_is_told() {
    let bench = Bench::new().await;
    assert!(bench.simulator.renew_card("pm_card_visa_ana", 3, 2031, Some("1881")));
    let (_, method) = bench.get("/v1/payment_methods/pm_card_visa_ana").await;
    let card = &method["card"];
    let shown = (&card["last4"], &card["exp_month"], &card["exp_year"]);
    assert_eq!(shown, (&"1881".into(), &3.into(), &2031.into()));
    let event = &bench.events().await[0];
    assert_eq!(event["type"], "payment_method.automatically_updated");
    assert_eq!(event["data"]["object"], method);
    assert_eq!(event["data"]["previous_attributes"]["card"]["last4"], "4242");
    assert!(!bench.simulator.renew_card("pm_card_visa", 3, 2031, None), "it is nobody's");
    assert!(!bench.simulator.renew_card("pm_gone", 3, 2031, None));
}

#[tokio::test]
async fn a_card_is_attached_changed_and_detached_and_each_is_told() {
    let bench = Bench::new().await;
    let form = [("type", "card"), ("card[token]", "tok_visa")];
    let (_, method) = bench.post("/v1/payment_methods", &form, None).await;
    let path = format!("/v1/payment_methods/{}", method["id"].as_str().expect("an id"));
    let new =
        [("card[exp_month]", "2"), ("card[exp_year]", "2032"), ("billing_details[address][city]", "Salem")];
    assert_eq!(bench.post(&path, &new, None).await.0, 400, "only a customer's is changed");
    bench.post(&format!("{path}/attach"), &[("customer", "cus_1")], None).await;
    let (_, changed) = bench.post(&path, &new, None).await;
    assert_eq!((&changed["card"]["exp_month"], &changed["card"]["exp_year"]), (&2.into(), &2032.into()));
    assert_eq!(changed["billing_details"]["address"]["city"], "Salem");
    for param in ["card[exp_month]", "card[number]"] {
        let (status, body) = bench.post(&path, &[(param, "13")], None).await;
        assert_eq!((status, &body["error"]["param"]), (400, &param.into()));
    }
    bench.post(&format!("{path}/detach"), &[], None).await;
    let told = ["payment_method.attached", "payment_method.updated", "payment_method.detached"];
    assert_eq!(bench.told_since(0).await, told);
    let detached = &bench.events().await[2]["data"];
    assert_eq!(detached["previous_attributes"], json!({"customer": "cus_1"}));
    assert_eq!(detached["object"]["customer"], json!(null));
}

#[tokio::test]
async fn a_detached_card_pays_no_more_and_comes_back_to_nobody() {
    let bench = Bench::new().await;
    let intent = bench.intent().await;
    assert!(bench.simulator.detach_card("pm_card_visa_ana"));
    assert!(!bench.simulator.detach_card("pm_card_visa_ana"));
    let (status, body) = bench.confirm(&intent, "pm_card_visa_ana", None).await;
    assert_eq!((status, &body["error"]["type"]), (400, &"invalid_request_error".into()));
    let attach = "/v1/payment_methods/pm_card_visa_ana/attach";
    assert_eq!(bench.post(attach, &[("customer", "cus_1")], None).await.0, 400);
    assert_eq!(bench.simulator.books().totals.confirms, 0);
}

#[tokio::test]
async fn cards_are_renewed_and_detached_by_request() {
    let bench = Bench::new().await;
    let renew = json!({"exp_month": 1, "exp_year": 2030});
    assert_eq!(bench.control("/payment_methods/pm_card_visa_ana/renew", renew).await, 204);
    let (_, method) = bench.get("/v1/payment_methods/pm_card_visa_ana").await;
    assert_eq!((&method["card"]["last4"], &method["card"]["exp_year"]), (&"4242".into(), &2030.into()));
    assert_eq!(bench.control("/payment_methods/pm_card_visa_ana/detach", json!({})).await, 204);
    assert_eq!(bench.control("/payment_methods/pm_card_visa_ana/detach", json!({})).await, 400);
}
