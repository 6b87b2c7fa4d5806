//! Another email address of a client, and the link that confirms it.

use axum::extract::State;
use domain::client::Client;
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::about_me::{AboutMeView, EmailRequest};
use wire::email_confirmation::{FollowAnswer, FollowRequest};
use wire::problem::{Conflict, Extended};

use super::about_me::answered;
use super::client_address::ClientAddress;
use super::extract::Json;
use super::openapi::{Anybody, FromOurPages, MayBeMissing, SignedIn, WithBody};
use super::problem::{Kind, Problem, Sentence};
use super::state::AppState;
use crate::service::email_changes::{self, NotAsked};
use crate::service::sessions::ClientAccess;

/// The routes of another address.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(ask, withdraw)).routes(routes!(follow))
}

/// Has a link sent to another address of the client's. Nothing changes before it is followed. A link that was sent before does not
/// work any more; the present address takes it back and sends none.
#[utoipa::path(
    put, path = wire::paths::ABOUT_ME_EMAIL, params(("client" = String, Path)), request_body = EmailRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = AboutMeView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<AboutMeView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn ask(
    State(app): State<AppState>,
    access: ClientAccess,
    Json(request): Json<EmailRequest>,
) -> Result<Json<AboutMeView>, Problem> {
    let asked = email_changes::ask(&app.desk, &access, &request.into()).await;
    let refused = |why| match why {
        NotAsked::Entry(problem) => Problem::of_fields([("email", Sentence::Email(problem))]),
        NotAsked::TooMany(wait) => {
            let seconds = u32::try_from(wait.num_seconds()).unwrap_or(u32::MAX).max(1);
            Problem::from(Kind::TooMany(seconds)).worded(Sentence::LinksAgain(seconds))
        }
    };
    let now = |client: &Client| Sentence::EmailNow(client.email.as_ref().map(ToString::to_string));
    answered(&app, asked, refused, now).await
}

/// Takes back what was asked for: no link confirms another address any more. Nothing to take back is fine.
#[utoipa::path(
    delete, path = wire::paths::ABOUT_ME_EMAIL, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = AboutMeView), Anybody, SignedIn, MayBeMissing, FromOurPages)
)]
async fn withdraw(State(app): State<AppState>, access: ClientAccess) -> Result<Json<AboutMeView>, Problem> {
    let withdrawn = email_changes::withdraw(&app.desk, &access).await;
    let never = |()| Problem::from(Kind::Refused);
    answered(&app, withdrawn, never, |_| Sentence::Fixed(Texts::problem_conflict_detail)).await
}

/// Follows a link that confirms an address. Needs no sign-in: who has the link reads the mailbox, and that is what it proves.
#[utoipa::path(
    post, path = wire::paths::EMAIL_CONFIRMATION, request_body = FollowRequest,
    responses((status = 200, body = FollowAnswer), Anybody, WithBody)
)]
async fn follow(
    State(app): State<AppState>,
    address: ClientAddress,
    Json(FollowRequest { token }): Json<FollowRequest>,
) -> Result<Json<FollowAnswer>, Problem> {
    app.limits.link(address)?;
    Ok(Json(FollowAnswer { refused: email_changes::follow(&app.desk, &token).await? }))
}
