//! Clients' plans with payers.

use chrono::NaiveDate;
use domain::coverage::{Coverage, Position};
use domain::payer::Payer;
use domain::{ClientId, CoverageId, PayerId, PracticeId};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::columns::{day, read, word};
use crate::rows::coverages::{Column, Entity, Model};
use crate::upsert::{Tally, upsert_many};
use crate::{Access, StoreError, Unit, clients, payers};

/// All coverages of a client, the latest start first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(access: &impl Access, client: ClientId) -> Result<Vec<Coverage>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .order_by_desc(Column::FromDay)
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// All coverages of a client with their payers, the latest start first.
///
/// # Errors
/// When the database cannot be read.
pub async fn with_payers(
    access: &impl Access,
    client: ClientId,
) -> Result<Vec<(Coverage, Payer)>, StoreError> {
    let coverages = of_client(access, client).await?;
    let payers = payers::of_client(access, client).await?;
    let with_payer = |coverage: Coverage| {
        let payer = payers.iter().find(|it| it.id == coverage.payer).cloned();
        Ok((coverage, payer.ok_or_else(no_payer)?))
    };
    coverages.into_iter().map(with_payer).collect()
}

/// One coverage of a client; none of another client's.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_of_client(
    access: &impl Access,
    client: ClientId,
    id: CoverageId,
) -> Result<Option<Coverage>, StoreError> {
    let row = Entity::find_by_id((client.uuid(), id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The primary coverage of a client that holds on `on`, with its payer; none for a client who pays without one.
///
/// # Errors
/// When the database cannot be read.
pub async fn primary_of_client(
    access: &impl Access,
    client: ClientId,
    on: NaiveDate,
) -> Result<Option<(Coverage, Payer)>, StoreError> {
    let row = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(holds_as_primary(on))
        .order_by_desc(Column::FromDay)
        .one(access.connection())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let coverage = record(row)?;
    let payer = payers::find(access, coverage.payer).await?;
    Ok(Some((coverage, payer.ok_or_else(no_payer)?)))
}

/// That a coverage is the primary one and holds on this day.
pub(crate) fn holds_as_primary(on: NaiveDate) -> Condition {
    let open_or_later = Condition::any().add(Column::ToDay.is_null()).add(Column::ToDay.gte(day(on)));
    Condition::all()
        .add(Column::Position.eq(Position::Primary.as_str()))
        .add(Column::FromDay.lte(day(on)))
        .add(open_or_later)
}

/// All coverages of a practice's clients.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_practice(access: &impl Access, practice: PracticeId) -> Result<Vec<Coverage>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::ClientId.in_subquery(clients::ids_here(practice)))
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Puts coverages as an import brings them, known by id. Again does nothing. A coverage stays its client's.
///
/// # Errors
/// [`StoreError::Conflict`] when a key belongs to another id, [`StoreError::Failed`] when client or payer are not there.
pub async fn upsert(unit: &Unit, coverages: &[Coverage]) -> Result<Tally, StoreError> {
    let rows = coverages.iter().map(row).collect();
    let brought = [
        Column::PayerId,
        Column::ExternalKey,
        Column::Plan,
        Column::MemberId,
        Column::GroupNumber,
        Column::Subscriber,
        Column::Relationship,
        Column::Position,
        Column::FromDay,
        Column::ToDay,
    ];
    upsert_many::<Entity>(unit, rows, Column::Id, &brought).await
}

/// The ids of the payers of a client's coverages.
pub(crate) fn payers_of(client: ClientId) -> SelectStatement {
    let coverages = Entity::find().select_only().column(Column::PayerId);
    coverages.filter(Column::ClientId.eq(client.uuid())).into_query()
}

fn no_payer() -> StoreError {
    StoreError::corrupt("coverages.payer_id", "no such payer")
}

fn row(it: &Coverage) -> Model {
    Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        payer_id: it.payer.uuid(),
        external_key: it.external_key.clone(),
        plan: it.plan.clone(),
        member_id: it.member_id.clone(),
        group_number: it.group_number.clone(),
        subscriber: it.subscriber.clone(),
        relationship: it.relationship.as_str().to_owned(),
        position: it.position.as_str().to_owned(),
        from_day: day(it.from),
        to_day: it.to.map(day),
    }
}

fn record(row: Model) -> Result<Coverage, StoreError> {
    Ok(Coverage {
        id: CoverageId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        payer: PayerId::new(row.payer_id),
        external_key: row.external_key,
        plan: row.plan,
        member_id: row.member_id,
        group_number: row.group_number,
        subscriber: row.subscriber,
        relationship: word("coverages.relationship", &row.relationship)?,
        position: word("coverages.position", &row.position)?,
        from: read("coverages.from_day", &row.from_day)?,
        to: row.to_day.map(|to| read("coverages.to_day", &to)).transpose()?,
    })
}
