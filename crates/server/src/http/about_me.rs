//! What clients see and change of themselves.

use axum::extract::State;
use domain::address::{AddressPart, AddressProblem};
use domain::called::CalledPart;
use domain::client::Client;
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::about_me::{AboutMeView, AddressRequest, CalledRequest, EmailChangeView, OnFileView, PhoneRequest};
use wire::problem::{Conflict, Extended};

use super::extract::Json;
use super::openapi::{Anybody, MayBeMissing, SignedIn, WithBody};
use super::problem::{Kind, Problem, Sentence};
use super::state::AppState;
use crate::service::about_me::{self, ChangeError, Waiting};
use crate::service::sessions::{ClientAccess, ClientView};

/// The routes of what clients see and change of themselves.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(find))
        .routes(routes!(change_phone))
        .routes(routes!(change_called))
        .routes(routes!(change_address))
}

/// The client, as they see themselves.
#[utoipa::path(
    get, path = wire::paths::ABOUT_ME, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = AboutMeView), Anybody, SignedIn, MayBeMissing)
)]
async fn find(State(app): State<AppState>, view: ClientView) -> Result<Json<AboutMeView>, Problem> {
    let client = about_me::find(&app.desk, &view).await?;
    Ok(Json(seen(&app, client.ok_or(Kind::NotFound)?).await?))
}

/// Sets the client's telephone number, or that there is none. What is kept already changes nothing.
#[utoipa::path(
    put, path = wire::paths::ABOUT_ME_PHONE, params(("client" = String, Path)), request_body = PhoneRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = AboutMeView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<AboutMeView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn change_phone(
    State(app): State<AppState>,
    access: ClientAccess,
    Json(request): Json<PhoneRequest>,
) -> Result<Json<AboutMeView>, Problem> {
    let changed = about_me::change_phone(&app.desk, &access, &request.into()).await;
    let refused = |_| Problem::from(Kind::Refused).saying(Texts::about_me_phone_shape).about("phone");
    let now = |client: &Client| Sentence::PhoneNow(client.phone.as_ref().map(ToString::to_string));
    answered(&app, changed, refused, now).await
}

/// Sets what the client is called and their pronouns. What holds already changes nothing.
#[utoipa::path(
    put, path = wire::paths::ABOUT_ME_CALLED, params(("client" = String, Path)), request_body = CalledRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = AboutMeView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<AboutMeView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn change_called(
    State(app): State<AppState>,
    access: ClientAccess,
    Json(request): Json<CalledRequest>,
) -> Result<Json<AboutMeView>, Problem> {
    let changed = about_me::change_called(&app.desk, &access, request.into()).await;
    let of_field = |(part, problem)| (called_field(part), Sentence::Name(problem));
    let refused = |problems: Vec<_>| Problem::of_fields(problems.into_iter().map(of_field));
    let now = |client: &Client| Sentence::CalledNow(client.name.legal_first().to_owned(), client.called());
    answered(&app, changed, refused, now).await
}

/// Sets where the client lives, or that it is not known. What holds already changes nothing.
#[utoipa::path(
    put, path = wire::paths::ABOUT_ME_ADDRESS, params(("client" = String, Path)), request_body = AddressRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = AboutMeView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<AboutMeView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn change_address(
    State(app): State<AppState>,
    access: ClientAccess,
    Json(request): Json<AddressRequest>,
) -> Result<Json<AboutMeView>, Problem> {
    let changed = about_me::change_address(&app.desk, &access, &request.into()).await;
    let of_field = |problem: AddressProblem| (address_field(problem.part()), Sentence::Address(problem));
    let refused = |problems: Vec<_>| Problem::of_fields(problems.into_iter().map(of_field));
    let now = |client: &Client| Sentence::AddressNow(client.address.as_ref().map(ToString::to_string));
    answered(&app, changed, refused, now).await
}

/// What came of a change of something of a client.
pub(super) async fn answered<P>(
    app: &AppState,
    changed: Result<Client, ChangeError<P>>,
    refused: impl FnOnce(P) -> Problem,
    now: impl FnOnce(&Client) -> Sentence,
) -> Result<Json<AboutMeView>, Problem> {
    Err(match changed {
        Ok(client) => return Ok(Json(seen(app, client).await?)),
        Err(ChangeError::NotFound) => Kind::NotFound.into(),
        Err(ChangeError::Entry(problem)) => refused(problem),
        Err(ChangeError::Stale(client)) => {
            Problem::conflict(now(&client)).with(&Conflict { now: seen(app, *client).await? })
        }
        Err(ChangeError::Failed(failure)) => failure.into(),
    })
}

const fn called_field(part: CalledPart) -> &'static str {
    match part {
        CalledPart::ChosenFirst => "chosen_first",
        CalledPart::Pronouns => "pronouns",
    }
}

const fn address_field(part: AddressPart) -> &'static str {
    match part {
        AddressPart::Line1 => "line1",
        AddressPart::Line2 => "line2",
        AddressPart::City => "city",
        AddressPart::State => "state",
        AddressPart::Zip => "zip",
    }
}

/// The client as they see themselves, with what is still to be confirmed.
async fn seen(app: &AppState, client: Client) -> Result<AboutMeView, Problem> {
    let waiting = about_me::waiting(&app.desk, &client).await?;
    Ok(to_view(client, waiting))
}

fn to_view(client: Client, waiting: Option<Waiting>) -> AboutMeView {
    let email_change = waiting.map(|Waiting { to, until, is_over, is_refused }| EmailChangeView {
        to,
        until,
        is_over,
        is_refused,
    });
    AboutMeView {
        called: client.called(),
        on_file: OnFileView {
            legal_name: client.name.legal.to_string(),
            legal_first: client.name.legal_first().to_owned(),
            date_of_birth: client.date_of_birth,
            sex: client.sex,
        },
        email: client.email,
        email_change,
        phone: client.phone,
        address: client.address,
    }
}
