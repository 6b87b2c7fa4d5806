//! A client's charges.

mod views;

use axum::extract::State;
use domain::reschedule::Refusal;
use domain::{ChargeId, ClientId};
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::charges::{
    ChargeView, HistoryRequest, HistoryView, PayNowRequest, RescheduleAnswer, RescheduleRefusal,
    RescheduleRequest,
};
use wire::problem::{Conflict, Extended};

use super::extract::{Json, Path, Query};
use super::openapi::{Anybody, MayBeMissing, SignedIn, WithBody, WithQuery};
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::charges::{self, PayError, RescheduleError};
use crate::service::sessions::{ClientAccess, ClientView};

pub use views::{row, seconds};

/// The routes of charges.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(history))
        .routes(routes!(find))
        .routes(routes!(reschedule))
        .routes(routes!(pay))
}

/// The client's charge history, newest session first.
#[utoipa::path(
    get, path = wire::paths::CHARGES, params(("client" = String, Path), HistoryRequest),
    security(("session" = [])),
    responses((status = 200, body = HistoryView), Anybody, SignedIn, MayBeMissing, WithQuery)
)]
async fn history(
    State(app): State<AppState>,
    view: ClientView,
    Query(query): Query<HistoryRequest>,
) -> Result<Json<HistoryView>, Problem> {
    let asked = views::asked(&query).ok_or(Kind::Unreadable)?;
    let history = charges::history(&app.desk, &view, asked).await?;
    Ok(Json(views::history(history)))
}

/// One charge of the client.
#[utoipa::path(
    get, path = wire::paths::CHARGE, params(("client" = String, Path), ("charge" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = ChargeView), Anybody, SignedIn, MayBeMissing)
)]
async fn find(
    State(app): State<AppState>,
    view: ClientView,
    Path((_, id)): Path<(ClientId, ChargeId)>,
) -> Result<Json<ChargeView>, Problem> {
    let charge = charges::find(&app.desk, &view, id).await?;
    Ok(Json(views::detail(charge.ok_or(Kind::NotFound)?)))
}

/// Moves a charge to another day. Choosing its present day changes nothing.
#[utoipa::path(
    post, path = wire::paths::CHARGE_RESCHEDULE, params(("client" = String, Path), ("charge" = String, Path)), request_body = RescheduleRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = RescheduleAnswer), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<RescheduleRefusal>, content_type = wire::Problem::MEDIA_TYPE),
        (status = 422, body = Extended<RescheduleRefusal>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn reschedule(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((_, id)): Path<(ClientId, ChargeId)>,
    Json(request): Json<RescheduleRequest>,
) -> Result<Json<RescheduleAnswer>, Problem> {
    match charges::reschedule(&app.desk, &access, id, &request.into()).await {
        Ok(done) => Ok(Json(RescheduleAnswer { moved: done.moved, charge: views::detail(done.charge) })),
        Err(error) => Err(not_moved(error)),
    }
}

fn not_moved(error: RescheduleError) -> Problem {
    match error {
        RescheduleError::NotFound => Kind::NotFound.into(),
        RescheduleError::Refused { refusal, today, charge } => {
            let problem = match &refusal {
                Refusal::Stale => Problem::changed(&charge.row, charge.row.rules.open().is_ok()),
                refusal => Problem::refused(refusal.clone(), today),
            };
            problem.with(&RescheduleRefusal { refusal, now: views::detail(*charge) })
        }
        RescheduleError::Failed(failure) => failure.into(),
    }
}

/// Tries a failed charge at once, with the client's present card.
#[utoipa::path(
    post, path = wire::paths::CHARGE_PAY, params(("client" = String, Path), ("charge" = String, Path)), request_body = PayNowRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = ChargeView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<ChargeView>>, content_type = wire::Problem::MEDIA_TYPE),
        (status = 422, body = Extended<Conflict<ChargeView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn pay(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((_, id)): Path<(ClientId, ChargeId)>,
    Json(request): Json<PayNowRequest>,
) -> Result<Json<ChargeView>, Problem> {
    match charges::pay_now(&app.desk, &access, id, request.version).await {
        Ok(charge) => Ok(Json(views::detail(charge))),
        Err(error) => Err(not_paid(error)),
    }
}

fn not_paid(error: PayError) -> Problem {
    let (problem, charge) = match error {
        PayError::NotFound => return Kind::NotFound.into(),
        PayError::Stale(charge) => (Problem::changed(&charge.row, false), charge),
        PayError::NotFailed(charge) => {
            (Problem::from(Kind::Refused).saying(Texts::problem_pay_not_failed_detail), charge)
        }
        PayError::NeedsAnotherMethod(charge) => {
            (Problem::from(Kind::Refused).saying(Texts::problem_pay_other_card_detail), charge)
        }
        PayError::Failed(failure) => return failure.into(),
    };
    problem.with(&Conflict { now: views::detail(*charge) })
}
