//! What a client has to see to.

use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::to_do::ToDoView;

use super::extract::Json;
use super::openapi::{Anybody, MayBeMissing, SignedIn};
use super::problem::Problem;
use super::state::AppState;
use crate::service::sessions::ClientView;
use crate::service::to_do;

/// The route of what waits for a client.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_client))
}

/// What waits for the client, beside their card.
#[utoipa::path(
    get, path = wire::paths::TO_DO, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = ToDoView), Anybody, SignedIn, MayBeMissing)
)]
async fn of_client(State(app): State<AppState>, view: ClientView) -> Result<Json<ToDoView>, Problem> {
    let found = to_do::of_client(&app.desk, &view).await?;
    let (confirm_email, coverage_ends) = (found.confirm_email, found.coverage_ends);
    Ok(Json(ToDoView { today: found.today, confirm_email, coverage_ends }))
}
