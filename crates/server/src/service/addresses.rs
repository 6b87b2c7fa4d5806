//! Addresses at which mail does not reach a client, and what follows once one works again.

use chrono::{DateTime, Duration, Utc};
use domain::ClientId;
use domain::charge::{Charge, ChargeState};
use domain::contact::Email;
use store::{Store, StoreError, Unit, charges, clients, policies, practices};

use crate::work::Saved;

/// When it is looked again whether the client of a charge can be reached by now.
pub const LOOK_AGAIN: Duration = Duration::hours(24);

/// What came of clearing an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cleared {
    /// Clients who have the address.
    pub clients: usize,
    /// Those of them to whom it was not written any more.
    pub cleared: usize,
}

/// Has an address written to again that was refused or from which a mail came back, on somebody's word. What waited to be
/// announced to it is looked at again.
///
/// # Errors
/// When the store fails.
pub async fn clear(store: &Store, now: DateTime<Utc>, address: &Email) -> Result<Cleared, StoreError> {
    let unit = store.begin().await?;
    let clients = clients::by_email(&unit, address).await?;
    let mut cleared = 0;
    for client in &clients {
        if client.refused_email.as_ref().is_none_or(|refused| refused.key() != address.key()) {
            continue;
        }
        clients::clear_refused_email(&unit, client.id).await?;
        cleared += 1;
        let Some(practice) = practices::find(&unit, client.practice).await? else { continue };
        let policy = policies::at(&unit, client.practice, practice.zone.day(now)).await?;
        announce_again(&unit, client.id, |charge| charge.state.due_at(practice.zone, &policy, now)).await?;
    }
    unit.commit().await?;
    Ok(Cleared { clients: clients.len(), cleared })
}

/// Charges of a client that could not be announced are looked at once more, at the instant that `due_at` says, now that there
/// may be an address to announce them to.
///
/// # Errors
/// When the store fails.
pub async fn announce_again(
    unit: &Unit,
    client: ClientId,
    due_at: impl Fn(&Charge) -> Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    for charge in charges::open_of_client(unit, client).await? {
        if matches!(charge.state, ChargeState::Scheduled(_)) {
            // Who was faster just looked at it.
            let _ = Saved::of(charges::defer(unit, charge.id, charge.version, due_at(&charge)).await)?;
        }
    }
    Ok(())
}
