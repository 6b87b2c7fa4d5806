//! A simulator and plain HTTP.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use eligibility_simulator::{Config, Simulator};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

/// A client that goes nowhere by itself.
pub fn client() -> Client {
    // Wanted even by a client that only speaks plain http. Whoever else was first did the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().tls_certs_only([]).build().expect("a client")
}

pub struct Bench {
    pub simulator: Simulator,
    client: Client,
}

impl Bench {
    pub async fn new() -> Self {
        let now: DateTime<Utc> = "2025-12-01T15:00:00Z".parse().expect("an instant");
        let simulator = Simulator::start(Config::new(Arc::new(move || now))).await.expect("a free port");
        Self { simulator, client: client() }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.simulator.base_url()))
    }

    /// Asks with a key; status and JSON.
    pub async fn ask(&self, question: &Value) -> (u16, Value) {
        let path = "/2024-04-01/change/medicalnetwork/eligibility/v3";
        let request = self.request(Method::POST, path).header("authorization", "any").json(question);
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// Posts JSON to the controls; the status.
    pub async fn control(&self, path: &str, json: Value) -> u16 {
        let request = self.request(Method::POST, &format!("/_simulator{path}")).json(&json);
        request.send().await.expect("an answer").status().as_u16()
    }

    pub async fn get(&self, path: &str) -> Value {
        let answer =
            self.request(Method::GET, &format!("/_simulator{path}")).send().await.expect("an answer");
        answer.json().await.expect("JSON")
    }
}

/// The question of the service's reference, about this member.
pub fn question(member_id: &str) -> Value {
    json!({
        "controlNumber": "123456789",
        "tradingPartnerServiceId": "AHS",
        "encounter": { "serviceTypeCodes": ["MH"] },
        "provider": { "organizationName": "ACME Health Services", "npi": "1999999984" },
        "subscriber": { "dateOfBirth": "19000101", "firstName": "Jane", "lastName": "Doe", "memberId": member_id },
    })
}
