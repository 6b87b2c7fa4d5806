//! A client has a failed charge tried at once.

use domain::ChargeId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Version};
use domain::practice::Practice;
use store::{StoreError, charges, payment_methods};

use super::Detail;
use crate::desk::Desk;
use crate::service::sessions::ClientAccess;
use crate::service::{Failure, practices};
use crate::work::{Saved, Work};

/// Why a charge is not tried at once.
#[derive(Debug, thiserror::Error)]
pub enum PayError {
    /// It is not there, or not this client's.
    #[error("the client has no such charge")]
    NotFound,
    /// It was changed since it was seen. Holds the charge as it is now.
    #[error("the charge was changed since it was seen")]
    Stale(Box<Detail>),
    /// It has not failed. Holds the charge as it is now.
    #[error("the charge has not failed")]
    NotFailed(Box<Detail>),
    /// There is no card, or it cannot bring the money as it is. Holds the charge as it is now.
    #[error("another payment method is needed")]
    NeedsAnotherMethod(Box<Detail>),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl PayError {
    fn after_commit(self) -> Self {
        match self {
            Self::Failed(failure) => Self::Failed(failure.after_commit()),
            Self::NotFound | Self::Stale(_) | Self::NotFailed(_) | Self::NeedsAnotherMethod(_) => self,
        }
    }
}

impl From<StoreError> for PayError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Has a failed charge tried at once with the client's present card. The worker does it; the charge given back says that its
/// next attempt is now.
///
/// # Errors
/// With the charge as it is now, when it was changed or trying would not help.
pub async fn pay_now(
    desk: &Desk,
    access: &ClientAccess,
    id: ChargeId,
    seen: Version,
) -> Result<Detail, PayError> {
    let (reader, now) = (desk.store.reader(), desk.business.now());
    let practice = practices::of(desk, access.practice()).await?;
    let charge = of_client(desk, access, id).await?;
    if charge.version != seen {
        return Err(PayError::Stale(fresh(desk, charge, &practice).await?));
    }
    let method = payment_methods::default_of_client(&reader, access.client()).await?;
    let ChargeState::Failed(failed) = charge.state.clone() else {
        return Err(PayError::NotFailed(fresh(desk, charge, &practice).await?));
    };
    let Some(failed) = method.and_then(|method| failed.pay_now(method.id, now).ok()) else {
        return Err(PayError::NeedsAnotherMethod(fresh(desk, charge, &practice).await?));
    };
    let asked = Charge { state: ChargeState::Failed(failed), ..charge };
    let mut work = Work::begin_in(&desk.store, &desk.ids, Actor::Client, now).await?;
    if work.save(&asked).await? == Saved::Stale {
        drop(work);
        let charge = of_client(desk, access, id).await?;
        return Err(PayError::Stale(fresh(desk, charge, &practice).await?));
    }
    work.record(&asked, Action::PayNowAsked);
    work.commit().await?;
    desk.wake.notify_one();
    let begun = async {
        let charge = of_client(desk, access, id).await?;
        Ok::<_, PayError>(*fresh(desk, charge, &practice).await?)
    };
    begun.await.map_err(PayError::after_commit)
}

async fn of_client(desk: &Desk, access: &ClientAccess, id: ChargeId) -> Result<Charge, PayError> {
    let found = charges::of_client(&desk.store.reader(), access.client(), id).await?;
    found.ok_or(PayError::NotFound)
}

async fn fresh(desk: &Desk, charge: Charge, practice: &Practice) -> Result<Box<Detail>, Failure> {
    let now = desk.business.now();
    Ok(Box::new(Detail::read(&desk.store.reader(), charge, practice, now).await?))
}
