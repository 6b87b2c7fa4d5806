//! What payers say of clients' cards.

use axum::extract::State;
use domain::eligibility::{ActivePlan, Answer, BasisPoints, Eligibility};
use domain::{ClientId, CoverageId};
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::eligibility::{ActivePlanView, EligibilityAnswerView, EligibilityView};

use super::extract::{Json, Path};
use super::openapi::{Anybody, MayBeMissing, SignedIn};
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::eligibility::{self, VerifyError};
use crate::service::sessions::ClientAccess;

/// The routes of asking payers.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(verify))
}

/// Asks the payer of a coverage whether it holds and what it pays for. Each question is paid for, so that they are limited.
#[utoipa::path(
    post, path = wire::paths::COVERAGE_VERIFY, params(("client" = String, Path), ("coverage" = String, Path)),
    security(("session" = [])),
    responses(
        (status = 200, body = EligibilityView), Anybody, SignedIn, MayBeMissing,
        (status = 422, body = wire::Problem, content_type = wire::Problem::MEDIA_TYPE, description = "This payer cannot be asked about it")
    )
)]
async fn verify(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((_, id)): Path<(ClientId, CoverageId)>,
) -> Result<Json<EligibilityView>, Problem> {
    app.limits.payer_asked(access.client())?;
    let said = eligibility::verify(&app.desk, &access, id).await.map_err(not_said)?;
    Ok(Json(to_view(&said)))
}

fn not_said(error: VerifyError) -> Problem {
    match error {
        VerifyError::NotFound => Kind::NotFound.into(),
        VerifyError::NotOffered => {
            Problem::from(Kind::Refused).saying(Texts::problem_payer_not_offered_detail)
        }
        VerifyError::Unanswered => {
            Problem::from(Kind::Unavailable).saying(Texts::problem_payer_unanswered_detail)
        }
        VerifyError::NotTaken => Problem::from(Kind::Failed).saying(Texts::problem_payer_not_taken_detail),
        VerifyError::Failed(failure) => failure.into(),
    }
}

/// What a payer said, as its client is shown it: without codes, of which they could do nothing.
pub fn to_view(said: &Eligibility) -> EligibilityView {
    let answer = match &said.answer {
        Answer::Active(plan) => EligibilityAnswerView::Active(active(plan)),
        Answer::Inactive { ended } => EligibilityAnswerView::Inactive { ended: *ended },
        Answer::NotFound => EligibilityAnswerView::NotFound,
        Answer::WrongBirthDate => EligibilityAnswerView::WrongBirthDate,
        Answer::WrongMemberId => EligibilityAnswerView::WrongMemberId,
        Answer::WrongName => EligibilityAnswerView::WrongName,
        // The last two are not kept.
        Answer::Refused { .. } | Answer::PayerDown | Answer::Unreadable => EligibilityAnswerView::Refused,
    };
    EligibilityView { asked_on: said.asked_on, about: said.about, answer }
}

fn active(plan: &ActivePlan) -> ActivePlanView {
    let benefits = plan.benefits;
    ActivePlanView {
        plan: plan.plan.as_ref().map(ToString::to_string),
        from: plan.from,
        to: plan.to,
        sessions: plan.sessions,
        copay: benefits.copay,
        coinsurance: benefits.coinsurance.map(BasisPoints::hundredths),
        deductible: benefits.deductible.total,
        deductible_left: benefits.deductible.remaining,
        out_of_pocket: benefits.out_of_pocket.total,
        out_of_pocket_left: benefits.out_of_pocket.remaining,
    }
}
