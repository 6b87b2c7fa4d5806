//! What is larger than other requests: it is read when it is known who sends it, and by a few at a time, for it is kept in memory.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use domain::ClientId;
use http_body_util::{BodyExt, Limited};
use photos::BYTES_MAX;
use texts::Texts;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::arrival;
use super::problem::{Kind, Problem};
use super::shares::{Share, Shares};
use super::state::AppState;

/// Uploads under way at once, of everybody.
const AT_ONCE: usize = 16;

/// Of one client: of both sides of a card.
const EACH: usize = 2;

/// How long an upload may take to come: ten megabytes over a slow telephone's line.
pub const ARRIVES_IN: Duration = Duration::from_secs(120);

/// The places for uploads.
#[derive(Debug)]
pub struct Uploads {
    all: Arc<Semaphore>,
    of_client: Arc<Shares<ClientId>>,
}

impl Default for Uploads {
    fn default() -> Self {
        Self { all: Arc::new(Semaphore::new(AT_ONCE)), of_client: Shares::new(EACH) }
    }
}

/// A place, given back when dropped.
#[derive(Debug)]
pub struct UploadPlace {
    _share: Share<ClientId>,
    _permit: tokio::sync::OwnedSemaphorePermit,
}

/// All of a body, and the place that it takes while it lasts. What says that it is too large is not read at all.
///
/// # Errors
/// When it is too large or does not come, or too much is under way.
pub async fn arrived(
    app: &AppState,
    client: ClientId,
    headers: &HeaderMap,
    body: Body,
) -> Result<(UploadPlace, Vec<u8>), Problem> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|it| it > BYTES_MAX as u64) {
        return Err(too_large());
    }
    app.limits.photo(client)?;
    let share = app.uploads.of_client.take(client).ok_or(Kind::TooMany(1))?;
    let permit = Arc::clone(&app.uploads.all).try_acquire_owned().map_err(|_| Kind::Unavailable)?;
    let place = UploadPlace { _share: share, _permit: permit };
    let whole = timeout(ARRIVES_IN, Limited::new(body, BYTES_MAX).collect()).await;
    match whole.map_err(|_| Kind::TooSlow)? {
        Ok(whole) => Ok((place, whole.to_bytes().into())),
        Err(error) => Err(match arrival::unread(&*error) {
            Kind::TooLarge => too_large(),
            other => other.into(),
        }),
    }
}

/// Says how large a photo may be.
#[must_use]
pub fn too_large() -> Problem {
    Problem::from(Kind::TooLarge).saying(Texts::card_photo_too_large).about("photo")
}
