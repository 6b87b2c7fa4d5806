//! Setting a person's password from the command line.

use domain::actor::Actor;
use domain::audit::Action;
use domain::contact::Email;
use domain::login::Login;
use domain::subject::Subject;
use store::{Store, StoreError, Unit, logins, sessions};

use super::whose::{self, Named, Whose, WhoseError};
use crate::clock::Clock;
use crate::ids::Ids;
use crate::service::Failure;
use crate::work::Work;

/// Why no password was set. Nothing of anybody was changed.
#[derive(Debug, thiserror::Error)]
pub enum SetPasswordError {
    /// It is not clear whose.
    #[error(transparent)]
    Whose(#[from] WhoseError),
    /// They have no address to sign in with.
    #[error("they have no email address to sign in with; import one first")]
    NoAddress(Box<Named>),
    /// Somebody else signs in with theirs.
    #[error("somebody else signs in with this email address")]
    Taken {
        /// Who was to be let in.
        wanted: Box<Named>,
        /// Who signs in with it.
        holder: Box<Named>,
    },
    /// Something below failed.
    #[error("the database failed while the password was stored")]
    Store(#[from] StoreError),
    /// The unit of work failed.
    #[error("the password could not be stored")]
    Failed(#[from] Failure),
}

/// Who was let in.
#[derive(Clone, Debug)]
pub struct LetIn {
    /// The person.
    pub person: Named,
    /// What they sign in with.
    pub email: Email,
}

/// Sets a person's password, whatever it was, and signs all their devices out. A person who never signed in, or no more, can
/// from now on.
///
/// Until one sign-in can open several people an address lets one person in. Whoever comes second is refused, and nothing of
/// the first changes.
///
/// # Errors
/// When `whose` does not name exactly one person, or no address is free for them.
pub async fn set_password(
    to: &Store,
    ids: &Ids,
    (business, real): (&Clock, &Clock),
    whose: &Whose,
    hash: String,
) -> Result<LetIn, SetPasswordError> {
    let mut work = Work::begin_in(to, ids, Actor::System, business.now()).await?;
    let person = whose::chosen(work.unit(), whose).await?;
    let login = match logins::of_person(work.unit(), person.known.person).await? {
        Some(login) => {
            let login = opened(work.unit(), &person, login).await?;
            let unit = work.changing(Subject::Login(login.id));
            logins::set_password(unit, login.id, &hash).await?;
            sessions::revoke_all(unit, login.id, None, real.now()).await?;
            login
        }
        None => first(&mut work, &person, hash).await?,
    };
    work.record_login(&login, Action::PasswordSet);
    work.commit().await?;
    Ok(LetIn { person, email: login.email })
}

/// The sign-in, open: one that is open keeps its address, one that was closed comes back under the address on file.
async fn opened(unit: &Unit, person: &Named, mut login: Login) -> Result<Login, SetPasswordError> {
    if login.closed.is_some() {
        if let Some(email) = &person.known.email {
            login.email = email.clone();
        }
        free(unit, person, &login.email).await?;
        logins::set_email(unit, login.id, &login.email).await?;
        logins::reopen(unit, login.id).await?;
    }
    Ok(login)
}

/// The sign-in of somebody who has none yet.
async fn first(work: &mut Work, person: &Named, hash: String) -> Result<Login, SetPasswordError> {
    let Some(email) = person.known.email.clone() else {
        return Err(SetPasswordError::NoAddress(Box::new(person.clone())));
    };
    free(work.unit(), person, &email).await?;
    let login = Login {
        id: work.make(),
        practice: person.known.practice,
        person: person.known.person,
        email,
        password_hash: Some(hash),
        closed: None,
    };
    logins::insert(work.changing(Subject::Login(login.id)), &login).await?;
    Ok(login)
}

/// That nobody else signs in with this address.
async fn free(unit: &Unit, wanted: &Named, email: &Email) -> Result<(), SetPasswordError> {
    let Some(holder) = whose::signing_in(unit, email).await? else { return Ok(()) };
    Err(SetPasswordError::Taken { wanted: Box::new(wanted.clone()), holder: Box::new(holder) })
}

impl SetPasswordError {
    /// What whoever asked is told of the people, a line each; they alone see it.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        match self {
            Self::Whose(error) => error.told(),
            Self::NoAddress(person) => vec![format!("{person}, has no email address.")],
            Self::Taken { wanted, holder } => vec![
                format!("{holder}, signs in with this address. So {wanted}, cannot; nothing was changed."),
                format!("Give {} an address of their own in the export and import it.", wanted.known.name),
                format!(
                    "Or, if {} is to sign in no more: almoner revoke {}",
                    holder.known.name,
                    holder.flag()
                ),
            ],
            Self::Store(_) | Self::Failed(_) => Vec::new(),
        }
    }
}
