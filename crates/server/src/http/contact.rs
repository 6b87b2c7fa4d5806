//! How a client is reached.

use axum::extract::State;
use domain::phone::PhoneProblem;
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::contact::{ContactView, PhoneRequest};
use wire::problem::{Conflict, Extended};

use super::extract::Json;
use super::openapi::{Anybody, MayBeMissing, SignedIn, WithBody};
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::contact::{self, ChangePhoneError, Contact};
use crate::service::sessions::{ClientAccess, ClientView};

/// The routes of how a client is reached.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(find)).routes(routes!(change_phone))
}

/// How the client is reached.
#[utoipa::path(
    get, path = wire::paths::CONTACT, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = ContactView), Anybody, SignedIn, MayBeMissing)
)]
async fn find(State(app): State<AppState>, view: ClientView) -> Result<Json<ContactView>, Problem> {
    let contact = contact::find(&app.desk, &view).await?;
    Ok(Json(to_view(contact.ok_or(Kind::NotFound)?)))
}

/// Sets the client's telephone number, or that there is none. What is kept already changes nothing.
#[utoipa::path(
    put, path = wire::paths::CONTACT_PHONE, params(("client" = String, Path)), request_body = PhoneRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = ContactView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<ContactView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn change_phone(
    State(app): State<AppState>,
    access: ClientAccess,
    Json(request): Json<PhoneRequest>,
) -> Result<Json<ContactView>, Problem> {
    match contact::change_phone(&app.desk, &access, &request.into()).await {
        Ok(contact) => Ok(Json(to_view(contact))),
        Err(error) => Err(not_changed(error)),
    }
}

fn not_changed(error: ChangePhoneError) -> Problem {
    match error {
        ChangePhoneError::NotFound => Kind::NotFound.into(),
        ChangePhoneError::Entry(PhoneProblem::Missing | PhoneProblem::Shape) => {
            Problem::from(Kind::Refused).saying(Texts::about_me_phone_shape).about("phone")
        }
        ChangePhoneError::Stale(contact) => {
            let number = contact.phone.as_ref().map(ToString::to_string);
            Problem::changed_number(number).with(&Conflict { now: to_view(contact) })
        }
        ChangePhoneError::Failed(failure) => failure.into(),
    }
}

fn to_view(contact: Contact) -> ContactView {
    ContactView { phone: contact.phone }
}
