//! The document of the interface.

use serde_json::Value;
use test_support::{Server, Who};
use wire::paths;

/// Where the document says no more of something than that it is an object, or nothing at all.
fn empty_objects(place: &str, value: &Value, found: &mut Vec<String>) {
    let Some(object) = value.as_object() else {
        if let Some(list) = value.as_array() {
            list.iter().for_each(|it| empty_objects(place, it, found));
        }
        return;
    };
    let says_more = ["properties", "additionalProperties", "$ref", "allOf", "oneOf", "anyOf"];
    if object.get("type").is_some_and(|it| it == "object")
        && !says_more.iter().any(|it| object.contains_key(*it))
    {
        found.push(place.to_owned());
    }
    for (name, inner) in object {
        empty_objects(&format!("{place}/{name}"), inner, found);
    }
}

#[tokio::test]
async fn every_type_of_the_document_says_what_it_holds() {
    let server = Server::start().await;
    let document: Value = server.get(Who::Nobody, paths::OPENAPI).await.body();
    let mut found = Vec::new();
    empty_objects("", &document, &mut found);
    assert_eq!(found, [""; 0]);
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    for name in ["ChargeView", "ChargeStateView", "Money", "Rules", "Refusal", "Problem"] {
        assert!(schemas.contains_key(name), "{name} of {:?}", schemas.keys());
    }
}

#[tokio::test]
async fn what_a_request_adds_to_a_problem_is_documented_with_the_request() {
    let server = Server::start().await;
    let document: Value = server.get(Who::Nobody, paths::OPENAPI).await.body();
    for (path, status, added) in [
        (paths::CHARGE_RESCHEDULE, "409", "refusal"),
        (paths::CHARGE_RESCHEDULE, "422", "refusal"),
        (paths::CHARGE_PAY, "409", "now"),
    ] {
        let body = &document["paths"][path]["post"]["responses"][status]["content"];
        let schema = &body[wire::Problem::MEDIA_TYPE]["schema"]["$ref"];
        let schema = schema.as_str().and_then(|it| document.pointer(it.trim_start_matches('#')));
        let text = schema.expect("a schema").to_string();
        let parts: Vec<&str> =
            text.split("\"$ref\":\"#").skip(1).filter_map(|it| it.split('"').next()).collect();
        let parts: Vec<String> =
            parts.iter().filter_map(|it| document.pointer(it)).map(Value::to_string).collect();
        let told = parts.concat() + &text;
        assert!(
            told.contains(&format!("\"{added}\"")) && told.contains("\"detail\""),
            "{path} {status}: {told}"
        );
    }
}
