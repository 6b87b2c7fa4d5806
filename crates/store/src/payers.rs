//! Payers.

use domain::payer::{Payer, PayerFlags};
use domain::{ClientId, PayerId, PracticeId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use crate::arrivals::{self, Arrival};
use crate::columns::{parsed_of, word};
use crate::rows::payers::{Column, Entity, Model};
use crate::upsert::{self, Tally, upsert_many};
use crate::{Access, StoreError, Unit, coverages};

/// The payer of this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: PayerId) -> Result<Option<Payer>, StoreError> {
    let row = here().filter(Column::Id.eq(id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// All payers of a practice.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_practice(access: &impl Access, practice: PracticeId) -> Result<Vec<Payer>, StoreError> {
    let rows = here().filter(Column::PracticeId.eq(practice.uuid())).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// The payers of a client's coverages.
pub(crate) async fn of_client(access: &impl Access, client: ClientId) -> Result<Vec<Payer>, StoreError> {
    let rows =
        here().filter(Column::Id.in_subquery(coverages::payers_of(client))).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// Upserts payers as an import brings them, known by id. Again does nothing.
///
/// # Errors
/// [`StoreError::Conflict`] when a key belongs to another id.
pub async fn upsert(unit: &Unit, payers: &[Payer]) -> Result<Tally, StoreError> {
    let rows = payers.iter().map(row).collect();
    let brought = [
        Column::ExternalKey,
        Column::Name,
        Column::Program,
        Column::CardRequired,
        Column::AttendanceFeesAllowed,
        Column::EligibilityId,
    ];
    upsert_many::<Entity>(unit, rows, Column::Id, &brought).await
}

/// Brings payers that are not there yet with an import, unseen until it is complete.
///
/// # Errors
/// [`StoreError::Conflict`] when an id or a key is there already.
pub async fn bring(unit: &Unit, arrival: Arrival, payers: &[Payer]) -> Result<(), StoreError> {
    let marked = |it| Model { arrival_id: arrival.mark(), ..row(it) };
    upsert::insert_many::<Entity>(unit, payers.iter().map(marked).collect()).await
}

fn row(it: &Payer) -> Model {
    Model {
        practice_id: it.practice.uuid(),
        id: it.id.uuid(),
        external_key: it.external_key.clone(),
        name: it.name.clone(),
        program: it.program.as_str().to_owned(),
        card_required: it.flags.card_required,
        attendance_fees_allowed: it.flags.attendance_fees_allowed,
        eligibility_id: it.eligibility_id.as_ref().map(|it| it.as_str().to_owned()),
        arrival_id: None,
    }
}

pub(crate) fn record(row: Model) -> Result<Payer, StoreError> {
    let Model { card_required, attendance_fees_allowed, .. } = row;
    Ok(Payer {
        id: PayerId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        external_key: row.external_key,
        name: row.name,
        program: word("payers.program", &row.program)?,
        flags: PayerFlags { card_required, attendance_fees_allowed },
        eligibility_id: parsed_of("payers.eligibility_id", row.eligibility_id.as_deref(), str::parse)?,
    })
}

/// The payers that have arrived.
fn here() -> Select<Entity> {
    Entity::find().filter(arrivals::here(Column::ArrivalId))
}
