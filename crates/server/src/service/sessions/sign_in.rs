//! Signing in with an email address and a password.

use domain::audit::Action;
use domain::contact::Email;
use domain::language::Language;
use domain::login::Person;
use domain::subject::Subject;
use secrecy::SecretString;
use store::logins::{self, Open};
use store::sessions::{self, DeviceSession, HeldSession};
use store::{Reader, StoreError, clients, staff};

use super::access::actor;
use super::{OpenSession, Token};
use crate::desk::Desk;
use crate::service::Failure;
use crate::service::passwords::{Checked, Passwords};
use crate::work::Work;

/// Longest name of a browser that is kept.
const AGENT_MAX: usize = 200;

/// What somebody signs in with.
#[derive(Debug)]
pub struct Credentials {
    /// Email address, as typed.
    pub email: String,
    /// Password.
    pub password: SecretString,
    /// What the browser calls itself.
    pub agent: String,
    /// What the browser asks to be shown.
    pub language: Language,
}

/// Signs somebody in on this device. None if email address and password do not belong together; whether the address is known
/// shows neither in the answer nor in the time it takes.
///
/// # Errors
/// When too many passwords are being checked, or the store fails.
pub async fn sign_in(
    desk: &Desk,
    passwords: &Passwords,
    credentials: Credentials,
) -> Result<Option<(Token, OpenSession)>, Failure> {
    let Credentials { email, password, agent, language } = credentials;
    let reader = desk.store.reader();
    let open = match Email::parse(&email) {
        Ok(email) => logins::open_by_email(&reader, &email).await?,
        Err(_) => None,
    };
    let stored = open.as_ref().and_then(|open| open.login.password_hash.clone());
    let checked = passwords.check(password, stored).await?;
    let (Some(Open { login, role, clients }), Checked::Right { rehashed }) = (open, checked) else {
        return Ok(None);
    };

    let language = language_of(&reader, login.person).await?.unwrap_or(language);
    let (token, now) = (Token::new(), desk.real.now());
    let session = DeviceSession {
        id: desk.ids.make(),
        login: login.id,
        token_hash: token.hash(),
        agent: agent.chars().filter(|c| !c.is_control()).take(AGENT_MAX).collect(),
        language,
        created_at: now,
        seen_at: now,
        expires_at: now + role.session_limits().total,
        revoked_at: None,
    };
    let mut work = Work::begin(desk, actor(&login)).await?;
    if !logins::unchanged(work.unit(), &login).await? {
        // While the password was checked another one was set, or the sign-in was closed; that signed all devices out.
        return Ok(None);
    }
    let unit = work.changing(Subject::Login(login.id));
    sessions::insert(unit, &session).await?;
    if let Some(hash) = rehashed {
        logins::set_password(unit, login.id, &hash).await?;
    }
    work.record_login(&login, Action::SignedIn);
    work.commit().await?;
    Ok(Some((token, OpenSession::of(&HeldSession { session, login, role, clients }))))
}

/// What somebody has said that they want to be addressed in.
async fn language_of(reader: &Reader, person: Person) -> Result<Option<Language>, StoreError> {
    Ok(match person {
        Person::Client(id) => clients::find(reader, id).await?.and_then(|client| client.language),
        Person::Staff(id) => staff::find(reader, id).await?.and_then(|person| person.language),
    })
}
