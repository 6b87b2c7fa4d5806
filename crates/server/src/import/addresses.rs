//! What follows when the export brings another email address of somebody who is there.

use domain::ClientId;
use domain::contact::Email;
use store::logins::{self, Person};
use store::{StoreError, Unit};

use super::apply::AllTerms;
use crate::service::addresses;

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
        addresses::announce_again(unit, *client, |charge| terms[&charge.practice].due_at(&charge.state))
            .await?;
    }
    Ok(())
}
