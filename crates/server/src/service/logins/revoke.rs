//! Shutting a person out from the command line.

use domain::actor::Actor;
use domain::audit::Action;
use domain::login::Closed;
use domain::subject::Subject;
use store::{Store, StoreError, Unit, logins, sessions};

use super::whose::{self, Named, Whose, WhoseError};
use crate::clock::Clock;
use crate::ids::Ids;
use crate::service::Failure;
use crate::work::Work;

/// Why nobody was shut out.
#[derive(Debug, thiserror::Error)]
pub enum RevokeError {
    /// It is not clear who.
    #[error(transparent)]
    Whose(#[from] WhoseError),
    /// They never could sign in.
    #[error("they have no sign-in")]
    NoSignIn(Box<Named>),
    /// Something below failed.
    #[error("the sign-in could not be closed")]
    Store(#[from] StoreError),
    /// The unit of work failed.
    #[error("the sign-in could not be closed")]
    Failed(#[from] Failure),
}

/// Who was shut out.
#[derive(Clone, Debug)]
pub struct Revoked {
    /// The person.
    pub person: Named,
    /// How many devices were signed out.
    pub devices: u64,
}

/// Shuts a person out: signs all their devices out and closes their sign-in until a password is set for them again. Their
/// address is free for somebody else from now on. Again does nothing.
///
/// # Errors
/// When `whose` does not name exactly one person, or that person has no sign-in.
pub async fn revoke(
    from: &Store,
    ids: &Ids,
    (business, real): (&Clock, &Clock),
    whose: &Whose,
) -> Result<Revoked, RevokeError> {
    let mut work = Work::begin_in(from, ids, Actor::System, business.now()).await?;
    let person = chosen(work.unit(), whose).await?;
    let Some(login) = logins::of_person(work.unit(), person.known.person).await? else {
        return Err(RevokeError::NoSignIn(Box::new(person)));
    };
    if login.closed != Some(Closed::Revoked) {
        logins::close(work.changing(Subject::Login(login.id)), &[login.id], Closed::Revoked).await?;
        work.record_login(&login, Action::AccessEnded);
    }
    // Where it was closed already, only devices are signed out that had been let in at that very moment.
    let devices = sessions::revoke_all(work.unit(), login.id, None, real.now()).await?;
    work.commit().await?;
    Ok(Revoked { person, devices })
}

/// Who is meant. Taking access away gives nobody anything, so here it is enough that somebody signs in with the address; but
/// where it is another person's on file, whoever asks has to choose.
async fn chosen(unit: &Unit, whose: &Whose) -> Result<Named, WhoseError> {
    let person = match whose::chosen(unit, whose).await {
        Ok(person) => person,
        Err(WhoseError::SignsIn(person)) => return Ok(*person),
        Err(error) => return Err(error),
    };
    let (None, Some(email)) = (&whose.key, &whose.email) else { return Ok(person) };
    match whose::signing_in(unit, email).await? {
        Some(other) if other.known.person != person.known.person => {
            Err(WhoseError::Several(vec![person, other]))
        }
        Some(_) | None => Ok(person),
    }
}

impl RevokeError {
    /// What whoever asked is told of the people, a line each; they alone see it.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        match self {
            Self::Whose(error) => error.told(),
            Self::NoSignIn(person) => vec![format!("{person}, has no sign-in.")],
            Self::Store(_) | Self::Failed(_) => Vec::new(),
        }
    }
}
