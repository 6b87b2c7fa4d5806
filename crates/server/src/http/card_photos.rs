//! Photos of clients' insurance cards.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::card_photo::{CardPhoto, CardSide};
use domain::{ClientId, CoverageId};
use photos::Refused;
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::card_photos::{CardPhotoView, CardPhotosView};

use super::extract::{Json, Path};
use super::openapi::{Anybody, FromOurPages, MayBeMissing, SignedIn, WithPhoto};
use super::problem::{Kind, Problem};
use super::state::AppState;
use super::uploads;
use crate::service::card_photos::{self, SaveError};
use crate::service::sessions::{ClientAccess, ClientView};

/// The routes of photos, but for sending one.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_client)).routes(routes!(show, remove))
}

/// The route by which they are sent, whose requests are larger than others.
pub fn sending() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(save))
}

/// Which sides of the client's cards there are photos of, and whether photos can be sent at all.
#[utoipa::path(
    get, path = wire::paths::CARD_PHOTOS, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = CardPhotosView), Anybody, SignedIn, MayBeMissing)
)]
async fn of_client(State(app): State<AppState>, view: ClientView) -> Result<Json<CardPhotosView>, Problem> {
    let photos = card_photos::of_client(&app.desk, &view).await?;
    let photos = photos.iter().map(to_view).collect();
    Ok(Json(CardPhotosView { can_be_sent: app.desk.photos.is_some(), photos }))
}

/// Keeps the picture that is the body as the photo of this side, in the place of another: a JPEG, PNG or WebP, told by how it begins.
#[utoipa::path(
    put, path = wire::paths::CARD_PHOTO,
    params(("client" = String, Path), ("coverage" = String, Path), ("side" = String, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("session" = [])),
    responses((status = 200, body = CardPhotoView), Anybody, SignedIn, MayBeMissing, WithPhoto)
)]
async fn save(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((client, coverage, side)): Path<(ClientId, CoverageId, CardSide)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<CardPhotoView>, Problem> {
    if !card_photos::takes(&app.desk, &access, coverage).await? {
        return Err(Kind::NotFound.into());
    }
    let (_place, sent) = uploads::arrived(&app, client, &headers, body).await?;
    let saved = card_photos::save(&app.desk, &access, (coverage, side), sent).await;
    match saved {
        Ok(photo) => Ok(Json(to_view(&photo))),
        Err(SaveError::NotFound) => Err(Kind::NotFound.into()),
        Err(SaveError::Refused(Refused::TooLarge)) => Err(uploads::too_large()),
        Err(SaveError::Refused(refused)) => {
            Err(Problem::from(Kind::Refused).saying(sentence(refused)).about("photo"))
        }
        Err(SaveError::Failed(failure)) => Err(failure.into()),
    }
}

/// The photo of this side, as a JPEG. That it was shown is put on the record.
#[utoipa::path(
    get, path = wire::paths::CARD_PHOTO,
    params(("client" = String, Path), ("coverage" = String, Path), ("side" = String, Path)),
    security(("session" = [])),
    responses(
        (status = 200, body = Vec<u8>, content_type = "image/jpeg"), Anybody, SignedIn, MayBeMissing
    )
)]
async fn show(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((_, coverage, side)): Path<(ClientId, CoverageId, CardSide)>,
) -> Result<Response, Problem> {
    // In a task of its own, since the record is written whether or not somebody waits for the picture.
    let task = tokio::spawn(async move { card_photos::show(&app.desk, &access, (coverage, side)).await });
    let shown = task.await.map_err(|_| Kind::Failed)??;
    Ok((PICTURE, shown.ok_or(Kind::NotFound)?).into_response())
}

/// Removes the photo of this side.
#[utoipa::path(
    delete, path = wire::paths::CARD_PHOTO,
    params(("client" = String, Path), ("coverage" = String, Path), ("side" = String, Path)),
    security(("session" = [])),
    responses((status = 204), Anybody, SignedIn, MayBeMissing, FromOurPages)
)]
async fn remove(
    State(app): State<AppState>,
    access: ClientAccess,
    Path((_, coverage, side)): Path<(ClientId, CoverageId, CardSide)>,
) -> Result<StatusCode, Problem> {
    let removed = card_photos::remove(&app.desk, &access, (coverage, side)).await?;
    if removed { Ok(StatusCode::NO_CONTENT) } else { Err(Kind::NotFound.into()) }
}

/// Whatever a browser may make of the picture, it runs and loads nothing. It is kept nowhere, as all that is somebody's own.
const PICTURE: [(HeaderName, &str); 3] = [
    (CONTENT_TYPE, "image/jpeg"),
    (CONTENT_DISPOSITION, "inline; filename=\"card.jpg\""),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"),
];

fn sentence(refused: Refused) -> fn(Texts) -> &'static str {
    match refused {
        Refused::Empty => Texts::card_photo_empty,
        Refused::TooLarge => Texts::card_photo_too_large,
        Refused::Heic => Texts::card_photo_heic,
        Refused::NotAPicture => Texts::card_photo_not_a_picture,
        Refused::TooManyPixels => Texts::card_photo_too_many_pixels,
        Refused::Damaged => Texts::card_photo_damaged,
    }
}

fn to_view(photo: &CardPhoto) -> CardPhotoView {
    CardPhotoView { id: photo.id, coverage: photo.coverage, side: photo.side }
}
