use domain::ChargeId;
use store::charges;

use super::Detail;
use crate::desk::Desk;
use crate::service::sessions::ClientView;
use crate::service::{Failure, practices};

/// One charge of the client; none that is somebody else's.
///
/// # Errors
/// When the store fails.
pub async fn find(desk: &Desk, view: &ClientView, id: ChargeId) -> Result<Option<Detail>, Failure> {
    let reader = desk.store.reader();
    let Some(charge) = charges::of_client(&reader, view.client(), id).await? else { return Ok(None) };
    let practice = practices::of(desk, view.practice()).await?;
    Ok(Some(Detail::read(&reader, charge, &practice, desk.business.now()).await?))
}
