//! Who is signed in. Only [`lookup`] and [`sign_in`] make the proofs of access that other use cases ask for.

mod access;
mod language;
mod notes;
mod sign_in;
mod token;

use chrono::{DateTime, Duration, Utc};
use domain::ClientId;
use domain::audit::Action;
use domain::role::Role;
use store::people::Sort;
use store::sessions::{self, HeldSession};
use store::{clients, staff};

pub use access::{Access, ClientAccess, ClientView, ClientsAccess, OpenSession, ProviderAccess, StaffAccess};
pub use language::choose_language;
pub use sign_in::{Credentials, sign_in};
pub use token::{NoToken, Token};

use super::practices::{self, Practice};
use crate::desk::Desk;
use crate::service::Failure;
use crate::service::pruning::{Past, prune as prune_past};
use crate::work::Work;

/// How often it is noted that a session is in use; each note is a write.
const NOTED_EVERY: Duration = Duration::seconds(30);

/// How far the clocks of two servers may be apart. A session that was seen later than that was seen by a clock that has been
/// set back since, and for how long nothing has come from it cannot be known any more.
const CLOCKS_APART: Duration = Duration::minutes(1);

/// How long a session is kept after its end.
const KEPT: Duration = Duration::days(30);

/// Who holds this token, unless their session is over: signed out, idle for too long or past its end. What is over is ended in
/// the store there and then, so that it stays over whatever the clock shows later.
///
/// # Errors
/// When the store fails.
pub async fn lookup(desk: &Desk, token: &Token) -> Result<Option<OpenSession>, Failure> {
    let (reader, now) = (desk.store.reader(), desk.real.now());
    let Some(held) = sessions::by_token(&reader, &token.hash()).await? else {
        return Ok(None);
    };
    if is_over(&held, now) {
        if let Err(error) = end(desk, &held, now).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "a session that is over could not be ended");
        }
        return Ok(None);
    }
    if now - notes::seen_at(&held.session) >= NOTED_EVERY {
        notes::take(&desk.store, &held.session, now).await;
    }
    Ok(Some(OpenSession::of(&held)))
}

fn is_over(held: &HeldSession, now: DateTime<Utc>) -> bool {
    let unseen = now - notes::seen_at(&held.session);
    now >= held.session.expires_at || unseen >= held.role.session_limits().idle || unseen < -CLOCKS_APART
}

async fn end(desk: &Desk, held: &HeldSession, now: DateTime<Utc>) -> Result<(), Failure> {
    let unit = desk.store.begin().await?;
    sessions::revoke(&unit, held.login.id, held.session.id, now).await?;
    Ok(unit.commit().await?)
}

/// Signs this device out. Whoever is signed out already stays so.
///
/// # Errors
/// When the store fails.
pub async fn sign_out(desk: &Desk, token: &Token) -> Result<(), Failure> {
    let now = desk.real.now();
    let found = sessions::by_token(&desk.store.reader(), &token.hash()).await?;
    let Some(held) = found else { return Ok(()) };
    let mut work = Work::begin(desk, access::actor(&held.login)).await?;
    if sessions::revoke(work.unit(), held.login.id, held.session.id, now).await? && !is_over(&held, now) {
        work.record_login(&held.login, Action::SignedOut);
    }
    work.commit().await
}

/// Ends the sessions that were idle for too long, whether or not anybody asks for them.
///
/// # Errors
/// When the store fails.
pub async fn end_idle(desk: &Desk) -> Result<(), Failure> {
    let (unit, now) = (desk.store.begin().await?, desk.real.now());
    for (of, role) in [(Sort::Client, Role::Client), (Sort::Staff, Role::Provider)] {
        // All of the staff have the same limits.
        sessions::end_idle(&unit, of, now - role.session_limits().idle, now).await?;
    }
    Ok(unit.commit().await?)
}

/// Deletes the sessions that ended long enough ago that nobody asks after them, and says how many.
///
/// # Errors
/// When the store fails.
pub async fn prune(desk: &Desk) -> Result<u64, Failure> {
    prune_past(desk, Past::Sessions, desk.real.now() - KEPT).await
}

/// The person behind an access, as the screens address them.
#[derive(Clone, Debug)]
pub struct Who {
    /// Their id as a client or on the staff.
    pub id: String,
    /// The clients whose records their sign-in opens.
    pub clients: Vec<ClientId>,
    /// What to call them.
    pub first_name: String,
    /// Their name in full.
    pub full_name: String,
    /// Their practice.
    pub practice: Practice,
}

/// Who is signed in.
///
/// # Errors
/// When the store fails.
pub async fn who(desk: &Desk, access: &Access) -> Result<Who, Failure> {
    let reader = desk.store.reader();
    let practice = practices::of(desk, access.practice()).await?;
    let gone = || Failure::Broken("somebody is signed in who is not there".into());
    let (id, first_name, full_name) = match access {
        Access::Clients(access) => {
            let client = clients::find(&reader, access.person).await?.ok_or_else(gone)?;
            (client.id.to_string(), client.name.first().to_owned(), client.name.full())
        }
        Access::Provider(ProviderAccess { staff: id, .. }) | Access::Staff(StaffAccess { staff: id, .. }) => {
            let person = staff::find(&reader, *id).await?.ok_or_else(gone)?;
            (id.to_string(), person.name.clone(), person.name)
        }
    };
    let clients = match access {
        Access::Clients(access) => access.clients().to_vec(),
        Access::Provider(_) | Access::Staff(_) => Vec::new(),
    };
    Ok(Who { id, clients, first_name, full_name, practice })
}
