//! A client's plans with payers.

use axum::extract::State;
use domain::coverage::{Coverage, member_id};
use domain::payer::{Payer, Program};
use domain::{ClientId, CoverageId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::coverages::{CoverageView, CoveragesView, MemberIdView};

use super::charges::seconds;
use super::eligibility;
use super::extract::{Json, Path};
use super::openapi::{Anybody, MayBeMissing, SignedIn};
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::coverages;
use crate::service::sessions::{ClientAccess, ClientView};

/// The routes of a client's coverages.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_client)).routes(routes!(show_member_id))
}

/// The client's coverages: past, present and next. Of member IDs only how they end.
#[utoipa::path(
    get, path = wire::paths::COVERAGES, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = CoveragesView), Anybody, SignedIn, MayBeMissing)
)]
async fn of_client(State(app): State<AppState>, view: ClientView) -> Result<Json<CoveragesView>, Problem> {
    let found = coverages::of_client(&app.desk, &view).await?;
    Ok(Json(CoveragesView {
        today: found.today,
        holds_for_seconds: seconds(found.holds_for),
        coverages: found
            .coverages
            .into_iter()
            .zip(found.asked)
            .map(|(coverage, asked)| CoverageView {
                can_verify: asked.is_offered,
                verified: asked.said.as_ref().map(eligibility::to_view),
                ..to_view(coverage)
            })
            .collect(),
    }))
}

/// The member ID of a coverage in full. That it was shown is put on the record.
#[utoipa::path(
    post, path = wire::paths::COVERAGE_MEMBER_ID, params(("client" = String, Path), ("coverage" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = MemberIdView), Anybody, SignedIn, MayBeMissing)
)]
async fn show_member_id(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((_, id)): Path<(ClientId, CoverageId)>,
) -> Result<Json<MemberIdView>, Problem> {
    let member_id = coverages::show_member_id(&app.desk, &access, id).await?;
    Ok(Json(MemberIdView { member_id: member_id.ok_or(Kind::NotFound)? }))
}

fn to_view((coverage, payer): (Coverage, Payer)) -> CoverageView {
    CoverageView {
        id: coverage.id,
        is_self_pay: payer.program == Program::SelfPay,
        payer: payer.name,
        plan: coverage.plan,
        member_id_ending: member_id::ending(&coverage.member_id),
        group_number: coverage.group_number,
        subscriber: coverage.subscriber,
        position: coverage.position,
        from: coverage.from,
        to: coverage.to,
        can_verify: false,
        verified: None,
    }
}
