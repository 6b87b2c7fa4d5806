//! People's sign-ins, as whoever runs the desk sets them up and takes them away.

mod password;
mod revoke;
mod whose;

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::login::{Login, Person};

use crate::ids::Ids;

pub use password::{LetIn, SetPasswordError, set_password};
pub use revoke::{RevokeError, Revoked, revoke};
pub use whose::{Key, Named, Whose, WhoseError};

/// What the audit record says of a sign-in.
pub fn entry(id: &Ids, login: &Login, actor: Actor, action: Action, at: DateTime<Utc>) -> Entry {
    let client = match login.person {
        Person::Client(client) => Some(client),
        Person::Staff(_) => None,
    };
    Entry { id: id.make(), at, actor, practice: login.practice, client, charge: None, action }
}
