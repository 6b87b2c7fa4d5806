//! Signed-in devices.

use chrono::{DateTime, Utc};
use domain::language::Language;
use domain::login::Login;
use domain::role::Role;
use domain::{ClientId, LoginId, SessionId};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::columns::{instant, instant_of, micros, micros_of, word};
use crate::logins::{self, Open};
use crate::people::Sort;
use crate::rows::logins as login;
use crate::rows::sessions::{Column, Entity, Model};
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError, Unit};

/// SHA-256 of the token in the cookie. The token itself is kept nowhere.
pub type TokenHash = [u8; 32];

/// One signed-in device. All its instants are on the real clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceSession {
    /// Its id, which may be shown.
    pub id: SessionId,
    /// Whose sign-in.
    pub login: LoginId,
    /// What its cookie hashes to.
    pub token_hash: TokenHash,
    /// The browser and system as they name themselves, for the list of devices.
    pub agent: String,
    /// What its screens are shown in.
    pub language: Language,
    /// When it was signed in.
    pub created_at: DateTime<Utc>,
    /// When a request last came, to the minute or so.
    pub seen_at: DateTime<Utc>,
    /// When it ends in any case.
    pub expires_at: DateTime<Utc>,
    /// When it was signed out or found to be over; from then on it never holds again.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A session that was not ended yet, and who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldSession {
    /// The session.
    pub session: DeviceSession,
    /// Whose sign-in, which is not closed.
    pub login: Login,
    /// What they may do at the moment of the reading.
    pub role: Role,
    /// The clients whose records the sign-in opens.
    pub clients: Vec<ClientId>,
}

/// Stores a session.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(unit: &Unit, session: &DeviceSession) -> Result<(), StoreError> {
    Entity::insert(row(session).into_active_model()).exec_without_returning(unit.connection()).await?;
    Ok(())
}

/// The session of this token with its sign-in, unless it was ended or the sign-in is closed. Whether it is over, because
/// nothing came for too long or its time is up, is for the caller to see, and to write down with [`revoke`].
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token(
    access: &impl Access,
    token_hash: &TokenHash,
) -> Result<Option<HeldSession>, StoreError> {
    let session = Entity::find()
        .filter(Column::TokenHash.eq(token_hash.to_vec()))
        .filter(Column::RevokedAt.is_null())
        .one(access.connection())
        .await?;
    let Some(session) = session.map(record).transpose()? else { return Ok(None) };
    let open = logins::open(access, session.login).await?;
    Ok(open.map(|Open { login, role, clients }| HeldSession { session, login, role, clients }))
}

/// Notes that a request came. Once a minute is enough: each is a write.
///
/// # Errors
/// When the database cannot be written to.
pub async fn touch(unit: &Unit, id: SessionId, seen_at: DateTime<Utc>) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(micros(seen_at)))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::SeenAt.lt(micros(seen_at)));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// Sets what the screens of a device are shown in.
///
/// # Errors
/// When the database cannot be written to.
pub async fn set_language(unit: &Unit, id: SessionId, language: Language) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::Language, Expr::value(language.tag()))
        .filter(Column::Id.eq(id.uuid()));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// Signs one device of this sign-in out; `false` when there is none such.
///
/// # Errors
/// When the database cannot be written to.
pub async fn revoke(
    unit: &Unit,
    login: LoginId,
    id: SessionId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(micros(at)))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::LoginId.eq(login.uuid()))
        .filter(Column::RevokedAt.is_null());
    Ok(update.exec(unit.connection()).await?.rows_affected == 1)
}

/// Signs all devices of this sign-in out but `kept`, and says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn revoke_all(
    unit: &Unit,
    login: LoginId,
    kept: Option<SessionId>,
    at: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let mut update = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(micros(at)))
        .filter(Column::LoginId.eq(login.uuid()))
        .filter(Column::RevokedAt.is_null());
    if let Some(kept) = kept {
        update = update.filter(Column::Id.ne(kept.uuid()));
    }
    Ok(update.exec(unit.connection()).await?.rows_affected)
}

/// Signs all devices of these sign-ins out.
///
/// # Errors
/// When the database cannot be written to.
pub async fn revoke_of(unit: &Unit, logins: &[LoginId], at: DateTime<Utc>) -> Result<(), StoreError> {
    for some in logins.chunks(KEYS_MAX) {
        let update = Entity::update_many()
            .col_expr(Column::RevokedAt, Expr::value(micros(at)))
            .filter(Column::LoginId.is_in(some.iter().map(|id| id.uuid())))
            .filter(Column::RevokedAt.is_null());
        update.exec(unit.connection()).await?;
    }
    Ok(())
}

/// Ends the sessions of people of this sort that were seen last at `seen` or before; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end_idle(
    unit: &Unit,
    of: Sort,
    seen: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let theirs = match of {
        Sort::Client => login::Column::ClientId.is_not_null(),
        Sort::Staff => login::Column::StaffId.is_not_null(),
    };
    let logins = Query::select().column(login::Column::Id).from(login::Entity).and_where(theirs).take();
    let update = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(micros(at)))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::SeenAt.lte(micros(seen)))
        .filter(Column::LoginId.in_subquery(logins));
    Ok(update.exec(unit.connection()).await?.rows_affected)
}

/// Deletes at most `limit` of the sessions that ended before `before`, the oldest first, and says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn prune(unit: &Unit, before: DateTime<Utc>, limit: u64) -> Result<u64, StoreError> {
    let oldest = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::ExpiresAt.lt(micros(before)))
        .order_by_asc(Column::ExpiresAt)
        .limit(limit);
    let deleted = Entity::delete_many().filter(Column::Id.in_subquery(oldest.into_query()));
    Ok(deleted.exec(unit.connection()).await?.rows_affected)
}

fn row(it: &DeviceSession) -> Model {
    Model {
        id: it.id.uuid(),
        login_id: it.login.uuid(),
        token_hash: it.token_hash.to_vec(),
        agent: it.agent.clone(),
        language: it.language.tag().to_owned(),
        created_at: micros(it.created_at),
        seen_at: micros(it.seen_at),
        expires_at: micros(it.expires_at),
        revoked_at: micros_of(it.revoked_at),
    }
}

fn record(row: Model) -> Result<DeviceSession, StoreError> {
    let token_hash = TokenHash::try_from(row.token_hash.as_slice());
    Ok(DeviceSession {
        id: SessionId::new(row.id),
        login: LoginId::new(row.login_id),
        token_hash: token_hash.map_err(|problem| StoreError::corrupt("sessions.token_hash", problem))?,
        agent: row.agent,
        language: word("sessions.language", &row.language)?,
        created_at: instant("sessions.created_at", row.created_at)?,
        seen_at: instant("sessions.seen_at", row.seen_at)?,
        expires_at: instant("sessions.expires_at", row.expires_at)?,
        revoked_at: instant_of("sessions.revoked_at", row.revoked_at)?,
    })
}
