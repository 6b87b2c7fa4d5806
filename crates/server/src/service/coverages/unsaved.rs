//! What a payer is asked about insurance that a client has entered and not saved.

use domain::CoverageId;
use domain::coverage::{CardEntry, Term};
use domain::eligibility::Question;

use super::change::{ChangeError, NewCoverage};
use super::known::Known;
use crate::desk::Desk;
use crate::service::sessions::ClientAccess;

/// The question about a coverage that the client would add, and the days on which it would hold: what could not be saved is not asked
/// about.
///
/// # Errors
/// As for adding it.
pub async fn question_of_new(
    desk: &Desk,
    access: &ClientAccess,
    new: NewCoverage,
) -> Result<(Question, Term), ChangeError> {
    let known = Known::of(desk, access).await?;
    let payer = known.insurer(new.payer)?;
    match known.read(&new, payer) {
        (Ok(card), Ok(effect)) => {
            let member_id = card.member_id.unwrap_or_default();
            let term = effect.adds.ok_or(ChangeError::NotFound)?;
            Ok((Question { payer: payer.id, member_id, subscriber: card.subscriber }, term))
        }
        (card, effect) => {
            let of_day = effect.err().map(|it| (it, known.today));
            Err(ChangeError::Entry(card.err().unwrap_or_default(), of_day))
        }
    }
}

/// The question about a coverage of the client's with something else on its card.
///
/// # Errors
/// As for correcting it.
pub async fn question_of_corrected(
    desk: &Desk,
    access: &ClientAccess,
    id: CoverageId,
    card: &CardEntry,
) -> Result<(Question, Term), ChangeError> {
    let (_, coverage) = Known::of(desk, access).await?.corrected(id, card)?;
    Ok((coverage.question(), coverage.term()))
}
