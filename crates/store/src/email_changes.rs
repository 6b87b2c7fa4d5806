//! Links that confirm email addresses of clients.

use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::email_change::{EmailChange, LinkState};
use domain::{ClientId, EmailChangeId, PracticeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, UpdateMany};

use crate::columns::{instant, instant_of, micros, micros_of, parsed, parsed_of, word};
use crate::rows::email_changes::{Column, Entity, Model};
use crate::sessions::TokenHash;
use crate::{Access, StoreError, Unit};

/// Writes down that a link was asked for. One that waits takes the place of any other of the client's that does.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(unit: &Unit, change: &EmailChange) -> Result<(), StoreError> {
    ended(of_client(change.client), LinkState::Replaced).exec(unit.connection()).await?;
    Entity::insert(row(change).into_active_model()).exec_without_returning(unit.connection()).await?;
    Ok(())
}

/// The one of this client that waits to be followed.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(access: &impl Access, client: ClientId) -> Result<Option<EmailChange>, StoreError> {
    let query = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::State.eq(LinkState::Waiting.as_str()));
    query.one(access.connection()).await?.map(record).transpose()
}

/// The one with this token, whatever became of it.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token(access: &impl Access, token: &TokenHash) -> Result<Option<EmailChange>, StoreError> {
    let query = Entity::find().filter(Column::TokenHash.eq(token.to_vec()));
    query.one(access.connection()).await?.map(record).transpose()
}

/// When the client asked for links after `since`, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn asked_since(
    access: &impl Access,
    client: ClientId,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let asked: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::AskedAt)
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::AskedAt.gt(micros(since)))
        .order_by_asc(Column::AskedAt)
        .into_tuple()
        .all(access.connection())
        .await?;
    asked.into_iter().map(|at| instant("email_changes.asked_at", at)).collect()
}

/// The link is about to be sent with this token, and works until then. What was sent with another token does not any more.
///
/// # Errors
/// [`StoreError::Stale`] where it does not wait any more.
pub async fn set_link(
    unit: &Unit,
    (client, id): (ClientId, EmailChangeId),
    token: &TokenHash,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let update = of_client(client)
        .col_expr(Column::TokenHash, Expr::value(token.to_vec()))
        .col_expr(Column::Until, Expr::value(micros(until)))
        .filter(Column::Id.eq(id.uuid()));
    write(unit, update).await
}

/// No mailbox takes a link that waits. Of one that does not wait any more there is nothing to say.
///
/// # Errors
/// When the database cannot be written to.
pub async fn refuse(unit: &Unit, client: ClientId, id: EmailChangeId) -> Result<(), StoreError> {
    let update = of_client(client).col_expr(Column::IsRefused, Expr::value(true));
    update.filter(Column::Id.eq(id.uuid())).exec(unit.connection()).await?;
    Ok(())
}

/// This became of a link that waited.
///
/// # Errors
/// [`StoreError::Stale`] where it does not wait any more.
pub async fn end(unit: &Unit, change: &EmailChange, state: LinkState) -> Result<(), StoreError> {
    write(unit, ended(of_client(change.client), state).filter(Column::Id.eq(change.id.uuid()))).await
}

/// Deletes those of a client that were asked for before `before` and do not wait: they have addresses that are nobody's by now.
///
/// # Errors
/// When the database cannot be written to.
pub async fn prune(unit: &Unit, client: ClientId, before: DateTime<Utc>) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::State.ne(LinkState::Waiting.as_str()))
        .filter(Column::AskedAt.lt(micros(before)))
        .exec(unit.connection())
        .await?;
    Ok(())
}

/// What waits of this client.
fn of_client(client: ClientId) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::State.eq(LinkState::Waiting.as_str()))
}

fn ended(update: UpdateMany<Entity>, state: LinkState) -> UpdateMany<Entity> {
    update.col_expr(Column::State, Expr::value(state.as_str()))
}

async fn write(unit: &Unit, update: UpdateMany<Entity>) -> Result<(), StoreError> {
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

fn row(it: &EmailChange) -> Model {
    Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        from_email: it.from.as_ref().map(|email| email.as_str().to_owned()),
        to_email: it.to.as_str().to_owned(),
        asked_at: micros(it.asked_at),
        token_hash: None,
        until: micros_of(it.until),
        is_refused: it.is_refused,
        state: it.state.as_str().to_owned(),
    }
}

fn record(row: Model) -> Result<EmailChange, StoreError> {
    Ok(EmailChange {
        id: EmailChangeId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        from: parsed_of("email_changes.from_email", row.from_email.as_deref(), Email::parse)?,
        to: parsed("email_changes.to_email", &row.to_email, Email::parse)?,
        asked_at: instant("email_changes.asked_at", row.asked_at)?,
        until: instant_of("email_changes.until", row.until)?,
        is_refused: row.is_refused,
        state: word("email_changes.state", &row.state)?,
    })
}
