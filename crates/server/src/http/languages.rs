//! The languages that are spoken here, and what the screens say in each.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use domain::language::Language;
use serde::Deserialize;
use texts::{EDITION, Texts, spoken};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::languages::{CatalogueView, LanguageView};

use super::extract::{Json, Path, Query};
use super::openapi::{Anybody, MayBeMissing, WithQuery};
use super::problem::Kind;
use super::site::FOR_EVER;
use super::state::AppState;

/// The routes of languages.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(catalogue))
}

/// The languages that can be chosen. Needs no sign-in.
#[utoipa::path(
    get, path = wire::paths::LANGUAGES,
    responses((status = 200, body = Vec<LanguageView>), Anybody)
)]
async fn all() -> Json<Vec<LanguageView>> {
    Json(languages())
}

/// The languages that can be chosen.
pub fn languages() -> Vec<LanguageView> {
    let view =
        |texts: Texts| LanguageView { language: texts.language(), name: texts.language_name().to_owned() };
    spoken().map(view).collect()
}

/// For which app the texts are.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CatalogueQuery {
    /// The edition of its texts. What it is sent may be kept if it is the present one.
    edition: Option<String>,
}

/// What the screens say in a language. Needs no sign-in.
#[utoipa::path(
    get, path = wire::paths::LANGUAGE, params(("language" = Language, Path, description = "Which one."), CatalogueQuery),
    responses((status = 200, body = CatalogueView), Anybody, MayBeMissing, WithQuery)
)]
async fn catalogue(
    Path(language): Path<Language>,
    Query(query): Query<CatalogueQuery>,
) -> Result<([(HeaderName, HeaderValue); 1], Json<CatalogueView>), Kind> {
    let texts = spoken().find(|texts| texts.language() == language).ok_or(Kind::NotFound)?;
    let is_of_edition = query.edition.is_some_and(|it| it == EDITION);
    let lasting = if is_of_edition { FOR_EVER } else { HeaderValue::from_static("no-store") };
    let messages = texts.on_screen().iter().map(|it| (*it).to_owned()).collect();
    Ok(([(CACHE_CONTROL, lasting)], Json(CatalogueView { edition: EDITION.to_owned(), messages })))
}
