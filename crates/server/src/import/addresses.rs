//! What follows when the export brings another email address of somebody who is there.

use std::collections::HashMap;

use domain::ClientId;
use domain::contact::Email;
use domain::login::{Login, Person};
use store::{StoreError, Unit, logins, people};

use super::apply::AllTerms;
use crate::service::addresses;

/// Somebody who is there, whose row brings another address.
#[derive(Clone, Debug)]
pub(super) struct Readdressed {
    pub(super) person: Person,
    pub(super) from: Email,
    pub(super) to: Email,
}

/// A sign-in has an address of its own. It goes along with its person's new one only if it was at the old one, and if nobody
/// else has the new one on file or signs in with it. In every other case it stays where it is: what is shared, cleared or
/// passed on takes no sign-in along, and no row is refused for it.
///
/// Comes after all rows were written, so that it does not matter in which order people pass an address on.
pub(super) async fn move_sign_ins(unit: &Unit, everybody: &[Readdressed]) -> Result<(), StoreError> {
    let persons: Vec<Person> = everybody.iter().map(|it| it.person).collect();
    let logins: HashMap<Person, Login> =
        logins::of_people(unit, &persons).await?.into_iter().map(|login| (login.person, login)).collect();
    let mut waiting = Vec::new();
    for it in everybody {
        let Some(login) = logins.get(&it.person).filter(|login| login.closed.is_none()) else { continue };
        if login.email.key() == it.from.key() && is_theirs_alone(unit, it).await? {
            waiting.push((login, &it.to));
        }
    }
    // One may wait for an address that another is about to leave, in whatever order they come.
    loop {
        let before = waiting.len();
        let mut still = Vec::new();
        for (login, to) in waiting {
            match logins::open_by_email(unit, to).await? {
                Some(other) if other.login.id != login.id => still.push((login, to)),
                Some(_) | None => logins::set_email(unit, login.id, to).await?,
            }
        }
        if still.len() == before || still.is_empty() {
            return Ok(());
        }
        waiting = still;
    }
}

async fn is_theirs_alone(unit: &Unit, it: &Readdressed) -> Result<bool, StoreError> {
    Ok(people::at(unit, &it.to).await?.iter().all(|other| other.person == it.person))
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
