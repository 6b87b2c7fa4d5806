use domain::ChargeId;
use store::charges;

use super::Detail;
use crate::desk::Desk;
use crate::service::sessions::ClientAccess;
use crate::service::{Failure, practices};

/// One charge of the client; none that is somebody else's.
///
/// # Errors
/// When the store fails.
pub async fn find(desk: &Desk, access: &ClientAccess, id: ChargeId) -> Result<Option<Detail>, Failure> {
    let reader = desk.store.reader();
    let Some(charge) = charges::of_client(&reader, access.client(), id).await? else { return Ok(None) };
    let practice = practices::of(desk, access.practice()).await?;
    Ok(Some(Detail::read(&reader, charge, &practice, desk.business.now()).await?))
}
