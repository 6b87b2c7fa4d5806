//! What follows when the export brings another email address of somebody who is there.

use domain::ClientId;
use domain::charge::StateName;
use domain::contact::Email;
use store::charges;
use store::logins::{self, Person};
use store::{StoreError, Unit};

use super::apply::AllTerms;

/// Why an address cannot be somebody's.
pub(super) const TAKEN: &str = "somebody else already signs in with this address; correct one of the two";

/// A sign-in goes with the address, if it was with the old one. False if somebody else signs in with the new one.
pub(super) async fn move_sign_in(
    unit: &Unit,
    person: Person,
    from: &Email,
    to: &Email,
) -> Result<bool, StoreError> {
    let Some(login) = logins::of_person(unit, person).await? else { return Ok(true) };
    if login.email.key() != from.key() {
        return Ok(true);
    }
    if logins::by_email(unit, to).await?.is_some_and(|other| other.id != login.id) {
        return Ok(false);
    }
    logins::set_email(unit, login.id, to).await?;
    Ok(true)
}

/// Charges that could not be announced are looked at once more, now that there may be an address to announce them to.
pub(super) async fn announce_again(
    unit: &Unit,
    clients: &[ClientId],
    terms: &AllTerms,
) -> Result<(), StoreError> {
    for client in clients {
        for charge in charges::open_of_client(unit, *client).await? {
            if charge.state.name() == StateName::Scheduled {
                let due_at = terms[&charge.practice].due_at(&charge.state);
                match charges::defer(unit, charge.id, charge.version, due_at).await {
                    // Who was faster just looked at it.
                    Ok(()) | Err(StoreError::Stale) => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }
    Ok(())
}
