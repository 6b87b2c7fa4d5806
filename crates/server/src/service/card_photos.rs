//! Photos of clients' insurance cards.
//!
//! An object is written before the row that names it, and deleted after it. What is to be deleted stands in the books before it
//! could be left behind: a photo on its way is to be deleted until its row is there.

use domain::actor::Actor;
use domain::audit::Action;
use domain::card_photo::{CardPhoto, CardSide, PhotoDeed};
use domain::coverage::Coverage;
use domain::subject::Subject;
use domain::{CardPhotoId, CoverageId};
use photos::{Failed, Photos, ReadProblem, Refused};
use store::{StoreError, card_photos, coverages, photo_deletions};

use super::Failure;
use super::photo_keys::KEPT_WITHIN;
use super::sessions::{ClientAccess, ClientView};
use crate::desk::Desk;
use crate::ids::random;
use crate::work::Work;

/// Why a photo is not kept.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// There is no such coverage of this client, or no photos are kept here.
    #[error("there is no such coverage")]
    NotFound,
    /// It is no picture that is taken.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for SaveError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// The photos of a client's cards, without their pictures.
///
/// # Errors
/// When the store fails.
pub async fn of_client(desk: &Desk, view: &ClientView) -> Result<Vec<CardPhoto>, Failure> {
    Ok(card_photos::of_client(&desk.store.reader(), view.client()).await?)
}

/// Whether the client has this coverage, and photos are kept here.
///
/// # Errors
/// When the store fails.
pub async fn takes(desk: &Desk, access: &ClientAccess, coverage: CoverageId) -> Result<bool, Failure> {
    let found = coverages::find_of_client(&desk.store.reader(), access.client(), coverage).await?;
    Ok(desk.photos.is_some() && found.is_some())
}

/// Keeps what was sent as the photo of this side, in the place of another if there is one.
///
/// # Errors
/// When it is no picture, the coverage is not the client's, or something fails. Nothing is kept then.
pub async fn save(
    desk: &Desk,
    access: &ClientAccess,
    (coverage, side): (CoverageId, CardSide),
    sent: Vec<u8>,
) -> Result<CardPhoto, SaveError> {
    let coverage = coverages::find_of_client(&desk.store.reader(), access.client(), coverage).await?;
    let (Some(coverage), Some(photos)) = (coverage, &desk.photos) else { return Err(SaveError::NotFound) };
    let picture = photos.reading().read(sent).await.map_err(|problem| match problem {
        ReadProblem::Refused(refused) => SaveError::Refused(refused),
        ReadProblem::Busy => SaveError::Failed(Failure::Unavailable(problem.into())),
    })?;
    let photo = CardPhoto {
        id: desk.ids.make(),
        practice: coverage.practice,
        client: coverage.client,
        coverage: coverage.id,
        side,
        key: photos.keys().current().to_owned(),
        sent_at: desk.business.now(),
    };
    announced(desk, photo.id).await?;
    photos.keep(&object(photo.id), &photo.label(), &picture.jpeg, random()).await.map_err(failure)?;
    written(desk, &coverage, &photo).await?;
    Ok(photo)
}

/// Should we come no further than its object, it is deleted.
async fn announced(desk: &Desk, photo: CardPhotoId) -> Result<(), Failure> {
    let unit = desk.store.begin().await?;
    photo_deletions::put(&unit, photo, desk.real.now() + KEPT_WITHIN).await?;
    Ok(unit.commit().await?)
}

async fn written(desk: &Desk, coverage: &Coverage, photo: &CardPhoto) -> Result<(), Failure> {
    let CardPhoto { id, client, coverage: of, side, .. } = *photo;
    let mut work = Work::begin(desk, Actor::Client).await?;
    let before = card_photos::find_of_client(work.unit(), client, of, side).await?;
    photo_deletions::take_back(work.unit(), id).await?;
    card_photos::put(work.changing(Subject::Coverage(of)), photo, before.as_ref()).await?;
    if let Some(before) = before {
        photo_deletions::put(work.unit(), before.id, desk.real.now()).await?;
    }
    work.record_coverage(coverage, Action::CardPhoto { deed: PhotoDeed::Saved, side });
    work.commit().await?;
    desk.wake.notify_one();
    Ok(())
}

/// The picture of a side; none where there is no photo of it, or the coverage is another client's. That it was shown is on the
/// record, as of a member ID: it can be read on it.
///
/// # Errors
/// When the store or the object store fails.
pub async fn show(
    desk: &Desk,
    access: &ClientAccess,
    (coverage, side): (CoverageId, CardSide),
) -> Result<Option<Vec<u8>>, Failure> {
    let Some((coverage, photo, photos)) = found(desk, access, coverage, side).await? else { return Ok(None) };
    let picture = photos.show(&object(photo.id), &photo.label()).await.map_err(failure)?;
    let Some(picture) = picture else {
        return Err(Failure::Broken(format!("the object of the photo {} is missing", photo.id).into()));
    };
    let mut work = Work::begin(desk, Actor::Client).await?;
    work.record_coverage(&coverage, Action::CardPhoto { deed: PhotoDeed::Shown, side });
    work.commit().await?;
    Ok(Some(picture))
}

/// Removes the photo of a side, and has its object deleted; `false` where there is none.
///
/// # Errors
/// When the store fails.
pub async fn remove(
    desk: &Desk,
    access: &ClientAccess,
    (coverage, side): (CoverageId, CardSide),
) -> Result<bool, Failure> {
    let Some((coverage, photo, _)) = found(desk, access, coverage, side).await? else { return Ok(false) };
    let mut work = Work::begin(desk, Actor::Client).await?;
    card_photos::remove(work.changing(Subject::Coverage(coverage.id)), &photo).await?;
    photo_deletions::put(work.unit(), photo.id, desk.real.now()).await?;
    work.record_coverage(&coverage, Action::CardPhoto { deed: PhotoDeed::Removed, side });
    work.commit().await?;
    desk.wake.notify_one();
    Ok(true)
}

async fn found<'a>(
    desk: &'a Desk,
    access: &ClientAccess,
    coverage: CoverageId,
    side: CardSide,
) -> Result<Option<(Coverage, CardPhoto, &'a Photos)>, Failure> {
    let (reader, client) = (desk.store.reader(), access.client());
    let photo = card_photos::find_of_client(&reader, client, coverage, side).await?;
    let coverage = coverages::find_of_client(&reader, client, coverage).await?;
    Ok(coverage
        .zip(photo)
        .zip(desk.photos.as_ref())
        .map(|((coverage, photo), photos)| (coverage, photo, photos)))
}

/// What the object of a photo is called. It says nothing of whose it is.
pub(super) fn object(photo: CardPhotoId) -> String {
    photo.to_string()
}

pub(super) fn failure(failed: Failed) -> Failure {
    match failed {
        Failed::Store(_) => Failure::Unavailable(failed.into()),
        Failed::Open(_) => Failure::Broken(failed.into()),
    }
}
