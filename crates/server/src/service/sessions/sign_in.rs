use domain::audit::Action;
use domain::contact::Email;
use secrecy::SecretString;
use store::sessions::{self, Session};
use store::{audit, logins};

use super::{Access, Token, entry};
use crate::desk::Desk;
use crate::service::Failure;
use crate::service::passwords::{Checked, Passwords};

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
) -> Result<Option<(Token, Access)>, Failure> {
    let Credentials { email, password, agent } = credentials;
    let reader = desk.store.reader();
    let login = match Email::parse(&email) {
        Ok(email) => logins::by_email(&reader, &email).await?,
        Err(_) => None,
    };
    let stored = login.as_ref().and_then(|login| login.password_hash.clone());
    let checked = passwords.check(password, stored).await?;
    let (Some(login), Checked::Right { rehashed }) = (login, checked) else { return Ok(None) };

    let (token, now) = (Token::new(), desk.real.now());
    let session = Session {
        id: desk.ids.make(),
        login: login.id,
        token_hash: token.hash(),
        agent: agent.chars().filter(|c| !c.is_control()).take(AGENT_MAX).collect(),
        created_at: now,
        seen_at: now,
        expires_at: now + login.role.session_limits().total,
        revoked_at: None,
    };
    let unit = desk.store.begin().await?;
    sessions::insert(&unit, &session).await?;
    if let Some(hash) = rehashed {
        logins::set_password(&unit, login.id, &hash).await?;
    }
    audit::append(&unit, &[entry(desk, &login, Action::SignedIn)]).await?;
    unit.commit().await?;
    Ok(Some((token, Access::of(&session, &login))))
}
