//! Papers that clients take with them.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::month::Month;
use domain::paper::Paper;
use domain::{ChargeId, ClientId};
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::Path;
use super::language::AnswerLanguage;
use super::openapi::{Anybody, MayBeMissing, SignedIn};
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::papers;
use crate::service::papers as service;
use crate::service::sessions::ClientAccess;
use crate::service::superbills::{self, Superbill};

/// The routes of papers.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(receipt))
        .routes(routes!(superbill))
        .routes(routes!(superbill_of_month))
        .routes(routes!(statement))
        .routes(routes!(statement_table))
}

/// The receipt of a charge that the desk took, as a PDF. That it was made is put on the record.
#[utoipa::path(
    get, path = wire::paths::RECEIPT, params(("client" = String, Path), ("charge" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Anybody, SignedIn, MayBeMissing)
)]
async fn receipt(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Path((_, id)): Path<(ClientId, ChargeId)>,
) -> Result<Response, Problem> {
    let receipt = service::receipt(&app.desk, &access, id).await?.ok_or(Kind::NotFound)?;
    let bytes = papers::pdf(papers::receipt(&receipt, Texts::of(language.get()))).await?;
    service::took_receipt(&app.desk, &receipt).await?;
    Ok(file(bytes, PDF, "receipt.pdf"))
}

/// What an insurer is sent about the session of a charge, as a PDF. That it was made is put on the record.
#[utoipa::path(
    get, path = wire::paths::SUPERBILL, params(("client" = String, Path), ("charge" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Anybody, SignedIn, MayBeMissing)
)]
async fn superbill(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Path((_, id)): Path<(ClientId, ChargeId)>,
) -> Result<Response, Problem> {
    let superbill = superbills::of_charge(&app.desk, &access, id).await?.ok_or(Kind::NotFound)?;
    let day = superbill.sessions.first().map(|it| it.listed.charge.session.day.to_string());
    let name = format!("superbill-{}.pdf", day.unwrap_or_default());
    taken(&app, &superbill, &language, &name).await
}

/// The same about the sessions of a month. That it was made is put on the record.
#[utoipa::path(
    get, path = wire::paths::SUPERBILL_OF_MONTH, params(("client" = String, Path), ("month" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Anybody, SignedIn, MayBeMissing)
)]
async fn superbill_of_month(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Path((_, month)): Path<(ClientId, Month)>,
) -> Result<Response, Problem> {
    let superbill = superbills::of_month(&app.desk, &access, month).await?.ok_or(Kind::NotFound)?;
    taken(&app, &superbill, &language, &format!("superbill-{month}.pdf")).await
}

async fn taken(
    app: &AppState,
    superbill: &Superbill,
    language: &AnswerLanguage,
    name: &str,
) -> Result<Response, Problem> {
    let bytes = papers::pdf(papers::superbill(superbill, Texts::of(language.get()))).await?;
    superbills::took(&app.desk, superbill).await?;
    Ok(file(bytes, PDF, name))
}

/// What the sessions of a year came to, as a PDF. That it was made is put on the record.
#[utoipa::path(
    get, path = wire::paths::STATEMENT, params(("client" = String, Path), ("year" = i32, Path)),
    security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Anybody, SignedIn, MayBeMissing)
)]
async fn statement(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Path((_, year)): Path<(ClientId, i32)>,
) -> Result<Response, Problem> {
    let statement = service::statement(&app.desk, &access, year).await?.ok_or(Kind::NotFound)?;
    let bytes = papers::pdf(papers::statement(&statement, Texts::of(language.get()))).await?;
    service::took_statement(&app.desk, &statement, Paper::Statement { year }).await?;
    Ok(file(bytes, PDF, &format!("statement-{year}.pdf")))
}

/// The same as CSV, a line a charge. That it was made is put on the record.
#[utoipa::path(
    get, path = wire::paths::STATEMENT_TABLE, params(("client" = String, Path), ("year" = i32, Path)),
    security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "text/csv"), Anybody, SignedIn, MayBeMissing)
)]
async fn statement_table(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Path((_, year)): Path<(ClientId, i32)>,
) -> Result<Response, Problem> {
    let statement = service::statement(&app.desk, &access, year).await?.ok_or(Kind::NotFound)?;
    let bytes = papers::table(&statement, Texts::of(language.get()))?;
    service::took_statement(&app.desk, &statement, Paper::StatementTable { year }).await?;
    Ok(file(bytes, CSV, &format!("statement-{year}.csv")))
}

const PDF: &str = "application/pdf";
const CSV: &str = "text/csv; charset=utf-8; header=present";

/// To be kept as a file. Its name has nobody's in it: it stands in lists of downloads that others see.
fn file(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, named);
    }
    response
}
