//! The controls, by request.

use reqwest::Method;
use serde_json::json;

use crate::support::{Bench, question};

#[tokio::test]
async fn what_was_asked_is_listed() {
    let bench = Bench::new().await;
    bench.ask(&question("1")).await;
    let mut other = question("2");
    other["encounter"]["dateOfService"] = json!("20251130");
    bench.ask(&other).await;
    let asked = bench.get("/inquiries").await;
    assert_eq!((&asked[0]["member_id"], &asked[1]["member_id"]), (&json!("1"), &json!("2")));
    assert_eq!((&asked[0]["day"], &asked[1]["day"]), (&json!(null), &json!("2025-11-30")));
    assert_eq!(asked[0]["date_of_birth"], "1900-01-01");
}

#[tokio::test]
async fn what_a_payer_knows_of_a_member_is_set_by_request() {
    let bench = Bench::new().await;
    assert_eq!(bench.control("/members/1", json!({ "standing": "inactive" })).await, 204);
    assert_eq!(bench.ask(&question("1")).await.1["planStatus"][0]["statusCode"], "6");
    assert_eq!(bench.control("/members/1", json!({ "date_of_birth": "1900-01-02" })).await, 204);
    assert_eq!(bench.ask(&question("1")).await.1["errors"][0]["code"], "71");
    assert_eq!(bench.control("/members/1", json!({ "standing": "well" })).await, 422);
}

#[tokio::test]
async fn faults_are_added_listed_and_cleared_by_request() {
    let bench = Bench::new().await;
    assert_eq!(bench.control("/faults", json!({ "fault": "error_500" })).await, 204);
    assert_eq!(bench.ask(&question("1")).await.0, 500);
    assert_eq!(bench.get("/faults").await, json!([{ "fault": "error_500", "times": null }]));
    let cleared = bench.request(Method::DELETE, "/_simulator/faults").send().await.expect("an answer");
    assert_eq!(cleared.status().as_u16(), 204);
    assert_eq!(bench.ask(&question("1")).await.0, 200);
}
