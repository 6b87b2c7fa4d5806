//! A client's plans with payers.

use axum::extract::State;
use domain::coverage::{CardField, Coverage, member_id};
use domain::payer::{Payer, Program};
use domain::{ClientId, CoverageId};
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::coverages::{
    AddCoverageRequest, CorrectCoverageRequest, CoverageDraft, CoverageView, CoveragesView, MemberIdView,
    PayerView, PayersView, SelfPayRequest,
};
use wire::problem::{Conflict, Extended};

use super::charges::seconds;
use super::eligibility;
use super::extract::{Json, Path};
use super::openapi::{Anybody, MayBeMissing, SignedIn, WithBody};
use super::problem::{Kind, Problem, Sentence};
use super::state::AppState;
use crate::service::coverages::{self, ChangeError, Covered, NewCoverage, Offered};
use crate::service::sessions::{ClientAccess, ClientView};

/// The routes of a client's coverages.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(of_client, add))
        .routes(routes!(correct))
        .routes(routes!(pay_alone))
        .routes(routes!(payers))
        .routes(routes!(show_member_id))
}

/// The client's coverages: past, present and next. Of member IDs only how they end.
#[utoipa::path(
    get, path = wire::paths::COVERAGES, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = CoveragesView), Anybody, SignedIn, MayBeMissing)
)]
async fn of_client(State(app): State<AppState>, view: ClientView) -> Result<Json<CoveragesView>, Problem> {
    Ok(Json(all(coverages::of_client(&app.desk, &view).await?)))
}

/// Adds a coverage. The one that it takes the place of ends the day before. What is there already changes nothing.
#[utoipa::path(
    post, path = wire::paths::COVERAGES, params(("client" = String, Path)), request_body = AddCoverageRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = CoveragesView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<CoveragesView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn add(
    State(app): State<AppState>,
    access: ClientAccess,
    Json(AddCoverageRequest { version, coverage }): Json<AddCoverageRequest>,
) -> Result<Json<CoveragesView>, Problem> {
    answered(coverages::add(&app.desk, &access, version, new(coverage)).await, "from")
}

/// What is entered of a coverage that is not there yet.
pub(super) fn new(CoverageDraft { payer, position, from, card }: CoverageDraft) -> NewCoverage {
    NewCoverage { payer, position, from, card }
}

/// Sets what stands on the card of a coverage. Payer and days stay. What stands there already changes nothing.
#[utoipa::path(
    put, path = wire::paths::COVERAGE, params(("client" = String, Path), ("coverage" = String, Path)),
    request_body = CorrectCoverageRequest, security(("session" = [])),
    responses(
        (status = 200, body = CoveragesView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<CoveragesView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn correct(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((_, id)): Path<(ClientId, CoverageId)>,
    Json(CorrectCoverageRequest { version, card }): Json<CorrectCoverageRequest>,
) -> Result<Json<CoveragesView>, Problem> {
    answered(coverages::correct(&app.desk, &access, (id, version), card).await, "from")
}

/// Ends what the client has on a day, so that they pay for their sessions themselves.
#[utoipa::path(
    post, path = wire::paths::SELF_PAY, params(("client" = String, Path)), request_body = SelfPayRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = CoveragesView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<CoveragesView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn pay_alone(
    State(app): State<AppState>,
    access: ClientAccess,
    Json(SelfPayRequest { version, last_day }): Json<SelfPayRequest>,
) -> Result<Json<CoveragesView>, Problem> {
    answered(coverages::pay_alone(&app.desk, &access, version, &last_day).await, "last_day")
}

/// The payers with whom the client's practice deals.
#[utoipa::path(
    get, path = wire::paths::PAYERS, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = PayersView), Anybody, SignedIn, MayBeMissing)
)]
async fn payers(State(app): State<AppState>, view: ClientView) -> Result<Json<PayersView>, Problem> {
    let found = coverages::payers(&app.desk, &view).await?;
    let choice = |Offered { payer, apart, is_askable }| PayerView {
        id: payer.id,
        name: payer.name,
        program: apart.program,
        number: apart.number,
        card_required: payer.flags.card_required,
        can_verify: is_askable,
    };
    Ok(Json(PayersView { payers: found.into_iter().map(choice).collect() }))
}

/// `day` is the name of the field in which a day is entered.
fn answered(
    changed: Result<Covered, ChangeError>,
    day: &'static str,
) -> Result<Json<CoveragesView>, Problem> {
    changed.map(|now| Json(all(now))).map_err(|error| not_taken(error, day))
}

/// Why what was entered is not taken.
pub(super) fn not_taken(error: ChangeError, day: &'static str) -> Problem {
    match error {
        ChangeError::NotFound => Kind::NotFound.into(),
        ChangeError::NoPayer => {
            Problem::from(Kind::Refused).saying(Texts::coverage_payer_unknown).about("payer")
        }
        ChangeError::Entry(problems, of_day) => {
            let of_card = problems.into_iter().map(|it| (card_field(it.field()), Sentence::Card(it)));
            let of_day = of_day.map(|(it, today)| (day, Sentence::CoverageDay(it, today)));
            Problem::of_fields(of_card.chain(of_day))
        }
        ChangeError::Stale(now) => {
            let sentence = Sentence::Fixed(Texts::coverage_meanwhile);
            Problem::conflict(sentence).with(&Conflict { now: all(*now) })
        }
        ChangeError::Failed(failure) => failure.into(),
    }
}

const fn card_field(field: CardField) -> &'static str {
    match field {
        CardField::Plan => "plan",
        CardField::MemberId => "member_id",
        CardField::GroupNumber => "group_number",
        CardField::SubscriberFirst => "subscriber_first",
        CardField::SubscriberLast => "subscriber_last",
        CardField::SubscriberDateOfBirth => "subscriber_date_of_birth",
    }
}

fn all(found: Covered) -> CoveragesView {
    CoveragesView {
        today: found.today,
        holds_for_seconds: seconds(found.holds_for),
        version: found.version,
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
    }
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
        card_required: payer.flags.card_required,
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
