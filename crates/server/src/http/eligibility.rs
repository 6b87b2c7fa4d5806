//! What payers say of clients' cards.

use axum::extract::State;
use domain::coverage::{CardEntry, Term};
use domain::eligibility::{ActivePlan, Answer, BasisPoints, Eligibility, Question};
use domain::{ClientId, CoverageId};
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::coverages::{CardView, CoverageDraft};
use wire::eligibility::{ActivePlanView, EligibilityAnswerView, EligibilityView};

use super::coverages;
use super::extract::{Json, Path};
use super::openapi::{Anybody, MayBeMissing, SignedIn, WithBody};
use super::problem::{Kind, Problem, Sentence};
use super::state::AppState;
use crate::service::coverages::{self as entered, ChangeError};
use crate::service::eligibility::{self, VerifyError};
use crate::service::sessions::ClientAccess;

/// The routes of asking payers.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(verify)).routes(routes!(verify_new)).routes(routes!(verify_corrected))
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

/// Asks the payer of a coverage that the client has entered and not saved. What could not be saved is not asked about. What is said is
/// said of the card, and stands with the coverage once that is saved.
#[utoipa::path(
    post, path = wire::paths::NEW_COVERAGE_VERIFY, params(("client" = String, Path)), request_body = CoverageDraft,
    security(("session" = [])),
    responses((status = 200, body = EligibilityView), Anybody, SignedIn, MayBeMissing, WithBody)
)]
async fn verify_new(
    State(app): State<AppState>,
    access: ClientAccess,
    Json(draft): Json<CoverageDraft>,
) -> Result<Json<EligibilityView>, Problem> {
    let question = entered::question_of_new(&app.desk, &access, coverages::new(draft)).await;
    ask(&app, &access, question).await
}

/// The same of one of their coverages, with a card that is not saved.
#[utoipa::path(
    post, path = wire::paths::CORRECTED_COVERAGE_VERIFY,
    params(("client" = String, Path), ("coverage" = String, Path)), request_body = CardView,
    security(("session" = [])),
    responses((status = 200, body = EligibilityView), Anybody, SignedIn, MayBeMissing, WithBody)
)]
async fn verify_corrected(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((_, id)): Path<(ClientId, CoverageId)>,
    Json(card): Json<CardEntry>,
) -> Result<Json<EligibilityView>, Problem> {
    let question = entered::question_of_corrected(&app.desk, &access, id, &card).await;
    ask(&app, &access, question).await
}

/// A slip of the hand costs none of the questions.
async fn ask(
    app: &AppState,
    access: &ClientAccess,
    question: Result<(Question, Term), ChangeError>,
) -> Result<Json<EligibilityView>, Problem> {
    let (question, term) = question.map_err(|error| coverages::not_taken(error, "from"))?;
    app.limits.payer_asked(access.client())?;
    let said = eligibility::ask(&app.desk, access, question, term).await.map_err(not_said)?;
    Ok(Json(to_view(&said)))
}

fn not_said(error: VerifyError) -> Problem {
    match error {
        VerifyError::NotFound => Kind::NotFound.into(),
        VerifyError::NotOffered => {
            Problem::from(Kind::Refused).saying(Texts::problem_payer_not_offered_detail)
        }
        VerifyError::Unanswered { payer } => {
            Problem::from(Kind::Unavailable).worded(Sentence::PayerUnanswered(payer))
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
