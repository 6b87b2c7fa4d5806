//! People's sign-ins, as whoever runs the desk sets them up.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::contact::Email;
use domain::role::Role;
use store::logins::{self, Login, Person};
use store::{Store, StoreError, Unit, audit, clients, sessions, staff};

use crate::clock::Clock;
use crate::ids::Ids;

/// Why no password was set.
#[derive(Debug, thiserror::Error)]
pub enum SetPasswordError {
    /// Nobody at any practice has the address.
    #[error("nobody has this email address")]
    Nobody,
    /// Several people have it, such as members of a family, so it cannot name one of them.
    #[error("several people have this email address; give each their own first")]
    Several,
    /// Something below failed.
    #[error("the database failed while the password was stored")]
    Store(#[from] StoreError),
}

/// Sets the password of the person with this address, whatever it was, and signs all their devices out. A person who never
/// signed in can from now on.
///
/// # Errors
/// When the address does not name exactly one person.
pub async fn set_password(
    to: &Store,
    ids: &Ids,
    (business, real): (&Clock, &Clock),
    email: &Email,
    hash: String,
) -> Result<Login, SetPasswordError> {
    let unit = to.begin().await?;
    let login = match logins::by_email(&unit, email).await? {
        Some(login) => {
            logins::set_password(&unit, login.id, &hash).await?;
            sessions::revoke_all(&unit, login.id, None, real.now()).await?;
            login
        }
        None => {
            let login = first(&unit, ids, email, hash).await?;
            logins::insert(&unit, &login).await?;
            login
        }
    };
    audit::append(&unit, &[entry(ids, &login, business.now())]).await?;
    unit.commit().await?;
    Ok(login)
}

/// The sign-in of somebody who has none yet.
async fn first(unit: &Unit, ids: &Ids, email: &Email, hash: String) -> Result<Login, SetPasswordError> {
    let (clients, staff) = (clients::by_email(unit, email).await?, staff::by_email(unit, email).await?);
    let (practice, person, role) = match (&clients[..], &staff[..]) {
        ([], []) => return Err(SetPasswordError::Nobody),
        ([client], []) => (client.practice, Person::Client(client.id), Role::Client),
        ([], [one]) => (one.practice, Person::Staff(one.id), one.role),
        _ => return Err(SetPasswordError::Several),
    };
    let email = email.clone();
    Ok(Login { id: ids.make(), practice, person, role, email, password_hash: Some(hash) })
}

fn entry(ids: &Ids, login: &Login, at: DateTime<Utc>) -> Entry {
    let client = match login.person {
        Person::Client(client) => Some(client),
        Person::Staff(_) => None,
    };
    Entry {
        id: ids.make(),
        at,
        actor: Actor::System,
        practice: login.practice,
        client,
        charge: None,
        action: Action::PasswordSet,
    }
}
