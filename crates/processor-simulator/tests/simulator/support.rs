//! A simulator and plain HTTP.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use processor_simulator::{Clock, Config, Simulator};
use reqwest::{Client, Response};
use serde_json::Value;

/// A client that goes nowhere by itself.
pub fn client() -> Client {
    // Wanted even by a client that only speaks plain http. Whoever else was first did the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let redirects = reqwest::redirect::Policy::none();
    Client::builder().no_proxy().tls_certs_only([]).redirect(redirects).build().expect("a client")
}

/// A clock that shows what it was set to.
#[derive(Clone)]
pub struct Hand(Arc<Mutex<DateTime<Utc>>>);

impl Hand {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new("2025-12-01T15:00:00Z".parse().expect("an instant"))))
    }

    pub fn clock(&self) -> Clock {
        let now = self.0.clone();
        Arc::new(move || *now.lock().expect("no panic while it is set"))
    }

    pub fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("no panic while it is set")
    }

    pub fn pass(&self, time: chrono::TimeDelta) {
        *self.0.lock().expect("no panic while it is set") += time;
    }
}

pub struct Bench {
    pub simulator: Simulator,
    pub hand: Hand,
    client: Client,
}

impl Bench {
    pub async fn new() -> Self {
        Self::of(|_| {}).await
    }

    pub async fn of(set_up: impl FnOnce(&mut Config)) -> Self {
        let hand = Hand::new();
        let mut config = Config::new(hand.clock(), hand.clock());
        set_up(&mut config);
        let simulator = Simulator::start(config).await.expect("a free port");
        Self { simulator, hand, client: client() }
    }

    /// Posts a form, under a key if there is one; status and JSON.
    pub async fn post(&self, path: &str, form: &[(&str, &str)], key: Option<&str>) -> (u16, Value) {
        let answer = self.send(path, form, key).await;
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    pub async fn send(&self, path: &str, form: &[(&str, &str)], key: Option<&str>) -> Response {
        let mut request = self.client.post(self.url(path)).bearer_auth("sk_test_1").form(form);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        request.send().await.expect("an answer")
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        let answer =
            self.client.get(self.url(path)).bearer_auth("sk_test_1").send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// Posts JSON to the controls; the status.
    pub async fn control(&self, path: &str, json: Value) -> u16 {
        let request = self.client.post(self.url(&format!("/_simulator{path}"))).json(&json);
        request.send().await.expect("an answer").status().as_u16()
    }

    pub fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, self.url(path))
    }

    /// Makes an intent of $25.00; its id.
    pub async fn intent(&self) -> String {
        let form = [
            ("amount", "2500"),
            ("currency", "usd"),
            ("customer", "cus_1"),
            ("metadata[charge_id]", "chg_1"),
        ];
        let (status, intent) = self.post("/v1/payment_intents", &form, None).await;
        assert_eq!(status, 200, "{intent}");
        intent["id"].as_str().expect("an id").to_owned()
    }

    pub async fn confirm(&self, intent: &str, method: &str, key: Option<&str>) -> (u16, Value) {
        let form = [("payment_method", method), ("off_session", "true")];
        self.post(&format!("/v1/payment_intents/{intent}/confirm"), &form, key).await
    }

    /// Makes an intent of $25.00 and pays it with a good card; its id.
    pub async fn paid(&self) -> String {
        let intent = self.intent().await;
        assert_eq!(self.confirm(&intent, "pm_card_visa", None).await.0, 200);
        intent
    }

    /// The events so far, the oldest first.
    pub async fn events(&self) -> Vec<Value> {
        let (_, mut page) = self.get("/v1/events?limit=100").await;
        let mut events = page["data"].take();
        let events = events.as_array_mut().expect("a list");
        events.reverse();
        std::mem::take(events)
    }

    /// The types of the events after the first `count`.
    pub async fn told_since(&self, count: usize) -> Vec<String> {
        let events = self.events().await;
        events[count..].iter().map(|it| it["type"].as_str().unwrap_or_default().to_owned()).collect()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.simulator.base_url())
    }
}
