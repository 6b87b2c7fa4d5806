//! The practice as everybody may see it.

use axum::extract::State;
use domain::PracticeId;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::practices::SupportContactView;

use super::extract::{Json, Query};
use super::openapi::{Anybody, MayBeMissing, WithQuery};
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::practices::{self, Practice};

/// The routes of practices.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(support_contact))
}

/// Which practice is asked about.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct SupportQuery {
    /// The practice's id; may be left out where there is only one.
    #[param(value_type = Option<String>)]
    practice: Option<PracticeId>,
}

/// How to reach the support of a practice. Needs no sign-in.
#[utoipa::path(
    get, path = wire::paths::SUPPORT_CONTACT, params(SupportQuery),
    responses((status = 200, body = SupportContactView), Anybody, MayBeMissing, WithQuery)
)]
async fn support_contact(
    State(app): State<AppState>,
    Query(query): Query<SupportQuery>,
) -> Result<Json<SupportContactView>, Problem> {
    let practice = practices::find(&app.desk, query.practice).await?;
    Ok(Json(support(&practice.ok_or(Kind::NotFound)?)))
}

/// The practice's support as it is shown.
#[must_use]
pub fn support(practice: &Practice) -> SupportContactView {
    SupportContactView {
        practice: practice.name.clone(),
        address: practice.address.clone(),
        phone: practice.support.phone.to_string(),
        phone_dial: practice.support.phone.dialed(),
        email: practice.support.email.to_string(),
        hours: practice.support.hours.clone(),
    }
}
