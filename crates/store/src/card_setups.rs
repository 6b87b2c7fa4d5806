//! How clients set up cards on the processor's own page.

use chrono::{DateTime, Utc};
use domain::card_setup::{CardSetup, Consent, Page, SetupState};
use domain::{CardSetupId, ClientId, LoginId, PaymentMethodId, PracticeId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use crate::columns::{day, instant, instant_of, micros, micros_of, read};
use crate::holding::held;
use crate::rows::card_setups::{Column, Entity, Model};
use crate::{Access, StoreError, Unit};

/// Writes down one that is begun.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(unit: &Unit, setup: &CardSetup) -> Result<(), StoreError> {
    Entity::insert(row(setup).into_active_model()).exec_without_returning(unit.connection()).await?;
    Ok(())
}

/// Writes how far one got that was read as `seen`.
///
/// # Errors
/// [`StoreError::Stale`] when it is no longer what was seen; then nothing was written.
pub async fn save(unit: &Unit, seen: &CardSetup, now: &CardSetup) -> Result<(), StoreError> {
    let key = (seen.client.uuid(), seen.id.uuid());
    if held(Entity::find_by_id(key)).one(unit.connection()).await? != Some(row(seen)) {
        return Err(StoreError::Stale);
    }
    Entity::update(row(now).into_active_model().reset_all()).exec(unit.connection()).await?;
    Ok(())
}

/// Those that a client began after `since`, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn begun_since(
    access: &impl Access,
    client: ClientId,
    since: DateTime<Utc>,
) -> Result<Vec<CardSetup>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::BegunAt.gt(micros(since)))
        .order_by_asc(Column::BegunAt)
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The one of this client whose page this is.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(
    access: &impl Access,
    client: ClientId,
    session: &str,
) -> Result<Option<CardSetup>, StoreError> {
    let query =
        Entity::find().filter(Column::ClientId.eq(client.uuid())).filter(Column::SessionId.eq(session));
    query.one(access.connection()).await?.map(record).transpose()
}

/// The one whose page this is, whoever's it is. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_session(access: &impl Access, session: &str) -> Result<Option<CardSetup>, StoreError> {
    let query = Entity::find().filter(Column::SessionId.eq(session));
    query.one(access.connection()).await?.map(record).transpose()
}

/// Those of which the processor is to be asked by now what came of them, the oldest first. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(access: &impl Access, now: DateTime<Utc>, limit: u64) -> Result<Vec<CardSetup>, StoreError> {
    let rows = Entity::find()
        .filter(Column::DueAt.lte(micros(now)))
        .order_by_asc(Column::DueAt)
        .limit(limit)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Deletes those of a client that were begun before `before` and of which nothing came. What was agreed to for a card stays.
///
/// # Errors
/// When the database cannot be written to.
pub async fn prune(unit: &Unit, client: ClientId, before: DateTime<Utc>) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::State.eq(SetupState::Over(None).name()))
        .filter(Column::BegunAt.lt(micros(before)))
        .exec(unit.connection())
        .await?;
    Ok(())
}

fn row(it: &CardSetup) -> Model {
    let page = it.state.page();
    Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        login_id: it.login.uuid(),
        consent_of: day(it.consent.of),
        consent_words: it.consent.words.clone(),
        make_default: it.make_default,
        begun_at: micros(it.begun_at),
        state: it.state.name().to_owned(),
        session_id: page.map(|page| page.session.clone()),
        customer_id: page.map(|page| page.customer.clone()),
        method_id: match &it.state {
            SetupState::Done(_, method) => Some(method.uuid()),
            SetupState::Begun | SetupState::Open(_) | SetupState::Over(_) => None,
        },
        due_at: micros_of(it.due_at),
    }
}

fn record(row: Model) -> Result<CardSetup, StoreError> {
    let page = row.session_id.zip(row.customer_id).map(|(session, customer)| Page { session, customer });
    let method = row.method_id.map(PaymentMethodId::new);
    let state = match (row.state.as_str(), page, method) {
        ("begun", None, None) => SetupState::Begun,
        ("open", Some(page), None) => SetupState::Open(page),
        ("done", Some(page), Some(method)) => SetupState::Done(page, method),
        ("over", page, None) => SetupState::Over(page),
        _ => return Err(StoreError::corrupt("card_setups.state", Torn)),
    };
    Ok(CardSetup {
        id: CardSetupId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        login: LoginId::new(row.login_id),
        consent: Consent { of: read("card_setups.consent_of", &row.consent_of)?, words: row.consent_words },
        make_default: row.make_default,
        begun_at: instant("card_setups.begun_at", row.begun_at)?,
        state,
        due_at: instant_of("card_setups.due_at", row.due_at)?,
    })
}

/// A row whose state lacks what belongs to it.
#[derive(Debug, thiserror::Error)]
#[error("the state does not go with page and card")]
struct Torn;
