//! Practices.

use std::collections::HashMap;

use domain::PracticeId;
use domain::contact::Email;
use domain::phone::Phone;
use domain::practice::{Practice, SupportContact};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::arrivals::{self, Arrival};
use crate::columns::{day, parsed, parsed_of, read};
use crate::rows::practices::{Column, Entity, Model};
use crate::upsert::{self, Tally, upsert_many};
use crate::{Access, StoreError, Unit};

/// The practice of this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: PracticeId) -> Result<Option<Practice>, StoreError> {
    let row = here().filter(Column::Id.eq(id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// All practices, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(access: &impl Access) -> Result<Vec<Practice>, StoreError> {
    let rows = here().order_by_asc(Column::Name).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// The ids of all practices by their external keys.
///
/// # Errors
/// When the database cannot be read.
pub async fn keys(access: &impl Access) -> Result<HashMap<String, PracticeId>, StoreError> {
    let columns = here().select_only().column(Column::ExternalKey).column(Column::Id);
    let rows: Vec<(String, _)> = columns.into_tuple().all(access.connection()).await?;
    Ok(rows.into_iter().map(|(key, id)| (key, PracticeId::new(id))).collect())
}

/// Puts practices as an import brings them, known by id; see [`keys`]. Again does nothing.
///
/// # Errors
/// [`StoreError::Conflict`] when a key belongs to another id.
pub async fn upsert(unit: &Unit, practices: &[Practice]) -> Result<Tally, StoreError> {
    let rows = practices.iter().map(row).collect();
    upsert_many::<Entity>(
        unit,
        rows,
        Column::Id,
        &[
            Column::ExternalKey,
            Column::Name,
            Column::Zone,
            Column::SupportPhone,
            Column::SupportEmail,
            Column::SupportHours,
            Column::Address,
            Column::Npi,
            Column::TaxId,
            Column::HistoryFrom,
        ],
    )
    .await
}

/// Brings practices that are not there yet with an import, unseen until it is complete.
///
/// # Errors
/// [`StoreError::Conflict`] when an id or a key is there already.
pub async fn bring(unit: &Unit, arrival: Arrival, practices: &[Practice]) -> Result<(), StoreError> {
    let marked = |it| Model { arrival_id: arrival.mark(), ..row(it) };
    upsert::insert_many::<Entity>(unit, practices.iter().map(marked).collect()).await
}

fn row(it: &Practice) -> Model {
    Model {
        id: it.id.uuid(),
        external_key: it.external_key.clone(),
        name: it.name.clone(),
        zone: it.zone.name().to_owned(),
        support_phone: it.support.phone.dialed(),
        support_email: it.support.email.as_str().to_owned(),
        support_hours: it.support.hours.clone(),
        address: it.address.clone(),
        npi: it.npi.as_ref().map(|npi| npi.as_str().to_owned()),
        tax_id: it.tax_id.as_ref().map(|id| id.as_str().to_owned()),
        history_from: day(it.history_from),
        arrival_id: None,
    }
}

fn record(row: Model) -> Result<Practice, StoreError> {
    Ok(Practice {
        id: PracticeId::new(row.id),
        external_key: row.external_key,
        name: row.name,
        zone: read("practices.zone", &row.zone)?,
        support: SupportContact {
            phone: parsed("practices.support_phone", &row.support_phone, Phone::parse)?,
            email: parsed("practices.support_email", &row.support_email, Email::parse)?,
            hours: row.support_hours,
        },
        address: row.address,
        npi: parsed_of("practices.npi", row.npi.as_deref(), str::parse)?,
        tax_id: parsed_of("practices.tax_id", row.tax_id.as_deref(), str::parse)?,
        history_from: read("practices.history_from", &row.history_from)?,
    })
}

/// The practices that have arrived.
fn here() -> Select<Entity> {
    Entity::find().filter(arrivals::here(Column::ArrivalId))
}
