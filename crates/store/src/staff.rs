//! The people on a practice's staff.

use std::collections::HashMap;

use domain::contact::Email;
use domain::language::Language;
use domain::staff::StaffMember;
use domain::{PracticeId, StaffId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use crate::arrivals::{self, Arrival};
use crate::columns::{parsed, parsed_of, word, word_of};
use crate::rows::staff::{Column, Entity, Model};
use crate::upsert::{self, KEYS_MAX, KeyColumns, Tally, upsert_many};
use crate::{Access, StoreError, Unit};

/// The person of this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: StaffId) -> Result<Option<StaffMember>, StoreError> {
    let row = here().filter(Column::Id.eq(id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The names of these people by id, for lists that name a provider in each row.
///
/// # Errors
/// When the database cannot be read.
pub async fn names(
    access: &impl Access,
    ids: impl IntoIterator<Item = StaffId>,
) -> Result<HashMap<StaffId, String>, StoreError> {
    let mut ids: Vec<_> = ids.into_iter().map(StaffId::uuid).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut names = HashMap::new();
    for some in ids.chunks(KEYS_MAX) {
        let rows = here().filter(Column::Id.is_in(some.iter().copied())).all(access.connection()).await?;
        names.extend(rows.into_iter().map(|row| (StaffId::new(row.id), row.name)));
    }
    Ok(names)
}

/// Everybody on the staff of a practice.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_practice(access: &impl Access, practice: PracticeId) -> Result<Vec<StaffMember>, StoreError> {
    let rows = here().filter(Column::PracticeId.eq(practice.uuid())).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// The ids of a practice's staff by their external keys.
///
/// # Errors
/// When the database cannot be read.
pub async fn keys(
    access: &impl Access,
    practice: PracticeId,
) -> Result<HashMap<String, StaffId>, StoreError> {
    let columns = KeyColumns { practice: Column::PracticeId, key: Column::ExternalKey, id: Column::Id };
    upsert::keys::<Entity, _>(access, practice, columns, StaffId::new).await
}

/// Puts people as an import brings them, known by id; see [`keys`]. Again does nothing.
///
/// # Errors
/// [`StoreError::Conflict`] when a key belongs to another id.
pub async fn upsert(unit: &Unit, people: &[StaffMember]) -> Result<Tally, StoreError> {
    let rows = people.iter().map(row).collect();
    let brought = [
        Column::ExternalKey,
        Column::Name,
        Column::Role,
        Column::Email,
        Column::EmailKey,
        Column::Npi,
        Column::Credential,
    ];
    upsert_many::<Entity>(unit, rows, Column::Id, &brought).await
}

/// Sets what somebody is addressed in.
///
/// # Errors
/// When the database cannot be written to.
pub async fn set_language(unit: &Unit, id: StaffId, language: Language) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::Language, Expr::value(language.tag()))
        .filter(Column::Id.eq(id.uuid()));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// Brings people that are not there yet with an import, unseen until it is complete.
///
/// # Errors
/// [`StoreError::Conflict`] when an id or a key is there already.
pub async fn bring(unit: &Unit, arrival: Arrival, people: &[StaffMember]) -> Result<(), StoreError> {
    let marked = |it| Model { arrival_id: arrival.mark(), ..row(it) };
    upsert::insert_many::<Entity>(unit, people.iter().map(marked).collect()).await
}

fn row(it: &StaffMember) -> Model {
    Model {
        practice_id: it.practice.uuid(),
        id: it.id.uuid(),
        external_key: it.external_key.clone(),
        name: it.name.clone(),
        role: it.role.as_str().to_owned(),
        email: it.email.as_str().to_owned(),
        email_key: it.email.key(),
        language: it.language.map(|language| language.tag().to_owned()),
        npi: it.npi.as_ref().map(|npi| npi.as_str().to_owned()),
        credential: it.credential.clone(),
        arrival_id: None,
        gone_at: None,
    }
}

pub(crate) fn record(row: Model) -> Result<StaffMember, StoreError> {
    Ok(StaffMember {
        id: StaffId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        external_key: row.external_key,
        name: row.name,
        role: word("staff.role", &row.role)?,
        email: parsed("staff.email", &row.email, Email::parse)?,
        language: word_of("staff.language", row.language.as_deref())?,
        npi: parsed_of("staff.npi", row.npi.as_deref(), str::parse)?,
        credential: row.credential,
    })
}

/// The people that have arrived.
pub(crate) fn here() -> Select<Entity> {
    Entity::find().filter(arrivals::here(Column::ArrivalId))
}
