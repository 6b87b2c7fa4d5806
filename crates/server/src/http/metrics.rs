//! Figures about the server for Prometheus. Labels are routes and statuses, never people.

use std::sync::OnceLock;
use std::time::Duration;

use axum::extract::State;
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use super::state::AppState;
use crate::service::waiting_mails;

/// Where the figures are.
pub const PATH: &str = "/metrics";

const SECONDS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0];

static FIGURES: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts counting. There is one set of figures a process.
pub fn start() {
    FIGURES.get_or_init(|| {
        let buckets = Matcher::Suffix("_seconds".to_owned());
        let builder = PrometheusBuilder::new().set_buckets_for_metric(buckets, &SECONDS).ok()?;
        builder.install_recorder().ok()
    });
}

/// Counts a request.
pub fn request(method: &Method, route: String, status: u16, took: Duration) {
    // A method can be any word that somebody thinks of, and each would have figures of its own.
    let known = matches!(
        *method,
        Method::GET
            | Method::HEAD
            | Method::OPTIONS
            | Method::POST
            | Method::PUT
            | Method::PATCH
            | Method::DELETE
    );
    let method = if known { method.to_string() } else { "other".to_owned() };
    let labels = [("method", method), ("route", route), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels).record(took.as_secs_f64());
}

/// The mails that should have left by now, as they stand when somebody asks.
async fn mails(app: &AppState) {
    match waiting_mails::count(&app.desk).await {
        Ok(waiting) => {
            let count = u32::try_from(waiting.count).unwrap_or(u32::MAX);
            metrics::gauge!("mails_waiting").set(count);
            metrics::gauge!("mails_waiting_oldest_seconds").set(waiting.longest);
        }
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "the mails that wait could not be counted");
        }
    }
}

/// The figures.
pub async fn show(State(app): State<AppState>) -> Response {
    mails(&app).await;
    match FIGURES.get().and_then(Option::as_ref) {
        Some(figures) => {
            figures.run_upkeep();
            ([("content-type", "text/plain; version=0.0.4; charset=utf-8")], figures.render()).into_response()
        }
        None => super::problem::Kind::Unavailable.into_response(),
    }
}
