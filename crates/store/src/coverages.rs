//! Clients' plans with payers.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;
use domain::charge::Version;
use domain::coverage::{Coverage, Insured, InsuredLines, Position, Relationship, Subscriber};
use domain::payer::Payer;
use domain::{ClientId, CoverageId, PayerId, PracticeId};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::columns::{day, from_json, json, read, word};
use crate::holding::held;
use crate::rows::coverages::{Column, Entity, Model};
use crate::upsert::{KEYS_MAX, Tally, insert_many, upsert_many};
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

/// These coverages, in no order; those that are not there are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_many(access: &impl Access, ids: &[CoverageId]) -> Result<Vec<Coverage>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(KEYS_MAX) {
        let theirs = Entity::find().filter(Column::Id.is_in(some.iter().map(|id| id.uuid())));
        for row in theirs.all(access.connection()).await? {
            found.push(record(row)?);
        }
    }
    Ok(found)
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
    let rows = coverages.iter().map(row).collect::<Result<_, _>>()?;
    let brought = [
        Column::PayerId,
        Column::ExternalKey,
        Column::Version,
        Column::Plan,
        Column::MemberId,
        Column::GroupNumber,
        Column::Relationship,
        Column::SubscriberFirst,
        Column::SubscriberLast,
        Column::SubscriberBorn,
        Column::Position,
        Column::FromDay,
        Column::ToDay,
        Column::Exported,
    ];
    upsert_many::<Entity>(unit, rows, Column::Id, &brought).await
}

/// These coverages by id, which nobody else writes until the unit ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn hold_many(unit: &Unit, ids: &[CoverageId]) -> Result<HashMap<CoverageId, Coverage>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(KEYS_MAX) {
        let ids = some.iter().map(|id| id.uuid());
        let query = held(Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::Id));
        for row in query.all(unit.connection()).await? {
            let coverage = record(row)?;
            found.insert(coverage.id, coverage);
        }
    }
    Ok(found)
}

/// The coverage that the practice's system calls so, which nobody else writes until the unit ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn hold_keyed(
    unit: &Unit,
    practice: PracticeId,
    key: &str,
) -> Result<Option<Coverage>, StoreError> {
    let called = Entity::find().filter(Column::PracticeId.eq(practice.uuid()));
    let row = held(called.filter(Column::ExternalKey.eq(key))).one(unit.connection()).await?;
    row.map(record).transpose()
}

/// All coverages of a client, the latest start first, which nobody else writes until the unit ends. Whoever is going to add one holds the
/// client as well.
///
/// # Errors
/// When the database cannot be read.
pub async fn hold_of_client(unit: &Unit, client: ClientId) -> Result<Vec<Coverage>, StoreError> {
    let mine = Entity::find().filter(Column::ClientId.eq(client.uuid())).order_by_asc(Column::Id);
    let rows = held(mine).all(unit.connection()).await?;
    let mut coverages = rows.into_iter().map(record).collect::<Result<Vec<_>, _>>()?;
    coverages.sort_by_key(|it| (Reverse(it.from), it.id));
    Ok(coverages)
}

/// Adds a coverage that was made in the desk.
///
/// # Errors
/// [`StoreError::Conflict`] when the id is taken.
pub async fn insert(unit: &Unit, coverage: &Coverage) -> Result<(), StoreError> {
    insert_many::<Entity>(unit, vec![row(coverage)?]).await
}

/// Writes what the desk says of a coverage at the version that it states, and returns the version that it has now.
///
/// # Errors
/// [`StoreError::Stale`] when that is no longer the present one; then nothing was written.
pub async fn save(unit: &Unit, coverage: &Coverage) -> Result<Version, StoreError> {
    let Model { client_id, id, version, plan, member_id, group_number, .. } = row(coverage)?;
    let Model { relationship, subscriber_first, subscriber_last, subscriber_born, to_day, .. } =
        row(coverage)?;
    let now = version + 1;
    let update = Entity::update_many()
        .col_expr(Column::Version, Expr::value(now))
        .col_expr(Column::Plan, Expr::value(plan))
        .col_expr(Column::MemberId, Expr::value(member_id))
        .col_expr(Column::GroupNumber, Expr::value(group_number))
        .col_expr(Column::Relationship, Expr::value(relationship))
        .col_expr(Column::SubscriberFirst, Expr::value(subscriber_first))
        .col_expr(Column::SubscriberLast, Expr::value(subscriber_last))
        .col_expr(Column::SubscriberBorn, Expr::value(subscriber_born))
        .col_expr(Column::ToDay, Expr::value(to_day))
        .filter(Column::ClientId.eq(client_id))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(now) } else { Err(StoreError::Stale) }
}

/// The ids of the payers of a client's coverages.
pub(crate) fn payers_of(client: ClientId) -> SelectStatement {
    let coverages = Entity::find().select_only().column(Column::PayerId);
    coverages.filter(Column::ClientId.eq(client.uuid())).into_query()
}

fn no_payer() -> StoreError {
    StoreError::corrupt("coverages.payer_id", "no such payer")
}

fn row(it: &Coverage) -> Result<Model, StoreError> {
    let somebody = it.subscriber.somebody();
    Ok(Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        payer_id: it.payer.uuid(),
        external_key: it.external_key.clone(),
        version: it.version,
        plan: it.plan.clone(),
        member_id: it.member_id.clone(),
        group_number: it.group_number.clone(),
        relationship: it.subscriber.relationship().as_str().to_owned(),
        subscriber_first: somebody.and_then(|it| it.first()).map(str::to_owned),
        subscriber_last: somebody.and_then(|it| it.last()).map(str::to_owned),
        subscriber_born: somebody.and_then(|it| it.date_of_birth).map(day),
        position: it.position.as_str().to_owned(),
        from_day: day(it.from),
        to_day: it.to.map(day),
        exported: it.exported.as_ref().map(|it| json("coverages.exported", it)).transpose()?,
    })
}

fn record(row: Model) -> Result<Coverage, StoreError> {
    Ok(Coverage {
        subscriber: subscriber(&row)?,
        id: CoverageId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        payer: PayerId::new(row.payer_id),
        external_key: row.external_key,
        version: row.version,
        plan: row.plan,
        member_id: row.member_id,
        group_number: row.group_number,
        position: word("coverages.position", &row.position)?,
        from: read("coverages.from_day", &row.from_day)?,
        to: row.to_day.map(|to| read("coverages.to_day", &to)).transpose()?,
        exported: row.exported.map(|it| from_json("coverages.exported", &it)).transpose()?,
    })
}

fn subscriber(row: &Model) -> Result<Subscriber, StoreError> {
    let relationship: Relationship = word("coverages.relationship", &row.relationship)?;
    if relationship == Relationship::Myself {
        return Ok(Subscriber::Myself);
    }
    let born = row.subscriber_born.as_deref();
    let lines = InsuredLines {
        first: row.subscriber_first.clone().unwrap_or_default(),
        last: row.subscriber_last.clone().unwrap_or_default(),
        date_of_birth: born.map(|born| read("coverages.subscriber_born", born)).transpose()?,
    };
    let somebody = Insured::try_from(lines);
    let somebody = somebody.map_err(|problem| StoreError::corrupt("coverages.subscriber_last", problem))?;
    Subscriber::of(relationship, Some(somebody))
        .ok_or_else(|| StoreError::corrupt("coverages.relationship", "nobody"))
}
