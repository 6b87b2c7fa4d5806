//! Charges as people name them who read them out of a list: by the desk's id or the practice's own.

use domain::{ChargeId, PracticeId};
use store::{Access, StoreError, charges, practices};

/// A charge with what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCharge {
    /// The desk's id.
    pub id: ChargeId,
    /// The practice's own.
    pub key: String,
    /// Its practice.
    pub practice: PracticeId,
    /// The practice's id in its own system.
    pub practice_key: String,
}

/// Why it is not clear which charge is meant.
#[derive(Debug, thiserror::Error)]
pub enum NamedError {
    /// There is no such practice.
    #[error("no practice has the id {0}")]
    NoPractice(String),
    /// Nothing has this id.
    #[error("no charge has this id")]
    NotFound,
    /// Charges of several practices have it, or it is the desk's id of one and a practice's own of another.
    #[error("several charges have this id; choose one with --practice, or by the desk's id")]
    Several(Vec<NamedCharge>),
    /// Something below failed.
    #[error("the charges could not be looked up")]
    Store(#[from] StoreError),
}

/// The one charge that is meant by `id`, the desk's or the practice's own; of this practice, if one is named.
///
/// # Errors
/// When it is none or not one.
pub async fn named(
    access: &impl Access,
    id: &str,
    practice: Option<&str>,
) -> Result<NamedCharge, NamedError> {
    let practices = practices::all(access).await?;
    if let Some(key) = practice.filter(|key| practices.iter().all(|it| it.external_key != *key)) {
        return Err(NamedError::NoPractice(key.to_owned()));
    }
    let of_desk: Option<ChargeId> = id.parse().ok();
    let mut found = Vec::new();
    for own in practices.into_iter().filter(|it| practice.is_none_or(|key| it.external_key == key)) {
        if let Some(it) = charges::by_external_keys(access, own.id, &[id]).await?.remove(id) {
            let (practice, practice_key) = (own.id, own.external_key);
            found.push(NamedCharge { id: it.id, key: id.to_owned(), practice, practice_key });
        } else if let Some(charge) = of_desk
            && let Some(charge) = charges::find(access, charge).await?.filter(|it| it.practice == own.id)
        {
            let key = charges::external_keys(access, &[charge.id]).await?.remove(&charge.id);
            let key = key.unwrap_or_default();
            let (practice, practice_key) = (own.id, own.external_key);
            found.push(NamedCharge { id: charge.id, key, practice, practice_key });
        }
    }
    match found.len() {
        0 => Err(NamedError::NotFound),
        1 => Ok(found.remove(0)),
        _ => Err(NamedError::Several(found)),
    }
}
