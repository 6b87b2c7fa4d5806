//! The practice as everybody may see it.

use domain::PracticeId;
pub use domain::practice::Practice;
use domain::zone::PracticeZone;
use store::practices;

use super::failure::Failure;
use crate::desk::Desk;

/// The practice asked for, or the only one there is.
///
/// # Errors
/// When the store fails. None where there is no such practice, or where nobody said which of several.
pub async fn find(desk: &Desk, asked: Option<PracticeId>) -> Result<Option<Practice>, Failure> {
    let reader = desk.store.reader();
    if let Some(id) = asked {
        return Ok(practices::find(&reader, id).await?);
    }
    let mut all = practices::all(&reader).await?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}

/// The practice that somebody signed in, or a charge, belongs to.
///
/// # Errors
/// When the store fails.
pub async fn of(desk: &Desk, id: PracticeId) -> Result<Practice, Failure> {
    let found = practices::find(&desk.store.reader(), id).await?;
    found.ok_or_else(|| Failure::Broken("somebody belongs to a practice that is not there".into()))
}

/// The zone of the only practice, or New York's where there are several.
///
/// # Errors
/// When the store fails.
pub async fn zone(desk: &Desk) -> Result<PracticeZone, Failure> {
    Ok(find(desk, None).await?.map_or(PracticeZone::NEW_YORK, |practice| practice.zone))
}
