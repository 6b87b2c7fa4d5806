//! Questions and what payers answer.

use serde_json::{Value, json};

use crate::support::{Bench, question};

#[tokio::test]
async fn the_question_of_the_reference_is_answered_in_its_form() {
    let bench = Bench::new().await;
    let (status, body) = bench.ask(&question("123456789")).await;
    assert_eq!(status, 200);
    assert_eq!(body["subscriber"]["memberId"], "123456789");
    assert_eq!(body["subscriber"]["lastName"], "DOE");
    assert_eq!(body["provider"]["npi"], "1999999984");
    assert_eq!(body["planStatus"][0]["statusCode"], "1");
    assert_eq!(body["errors"], json!([]));
    let said = body["benefitsInformation"].as_array().expect("a list");
    assert!(said.iter().all(|it| it["code"].is_string() && it["serviceTypeCodes"].is_array()), "{said:?}");
    assert!(said.iter().all(|it| it["benefitAmount"].is_null() || it["benefitAmount"].is_string()));
    let (_, next) = bench.ask(&question("123456789")).await;
    assert_ne!(body["id"], next["id"]);
}

#[tokio::test]
async fn a_rejection_stands_at_its_level_and_at_the_top() {
    let bench = Bench::new().await;
    for (member, level, code) in [
        ("NOTFOUND", "subscriber", "75"),
        ("WRONGDOB", "subscriber", "71"),
        ("WRONGID", "subscriber", "72"),
        ("WRONGNAME", "subscriber", "73"),
        ("NOTENROLLED", "provider", "43"),
        ("PAYERDOWN", "payer", "42"),
    ] {
        let (status, body) = bench.ask(&question(member)).await;
        assert_eq!(status, 200);
        assert_eq!(body["errors"][0]["code"], code);
        assert_eq!(body["errors"], body[level]["aaaErrors"]);
        assert_eq!(body["benefitsInformation"], Value::Null);
    }
}

#[tokio::test]
async fn a_question_that_is_not_as_the_reference_says_is_refused() {
    let bench = Bench::new().await;
    let changed = |path: &str, value: Value| {
        let mut question = question("1");
        *question.pointer_mut(path).expect("a member") = value;
        question
    };
    let mut misspelt = question("1");
    misspelt["subscriber"]["memberID"] = json!("1");
    for refused in [
        misspelt,
        changed("/provider/npi", json!("1999999985")),
        changed("/provider/organizationName", json!(" ")),
        changed("/controlNumber", json!("12")),
        changed("/subscriber/dateOfBirth", json!("1900-01-01")),
        changed("/subscriber/dateOfBirth", json!("19000231")),
        changed("/subscriber/memberId", json!("")),
        json!([]),
    ] {
        let (status, body) = bench.ask(&refused).await;
        assert_eq!((status, &body["errors"][0]["code"]), (400, &json!("33")), "{refused}");
    }
    assert!(bench.simulator.asked().is_empty());
}

#[tokio::test]
async fn nobody_is_answered_without_a_key() {
    let bench = Bench::new().await;
    let path = "/2024-04-01/change/medicalnetwork/eligibility/v3";
    let request = bench.request(reqwest::Method::POST, path).json(&question("1"));
    assert_eq!(request.send().await.expect("an answer").status().as_u16(), 403);
}
