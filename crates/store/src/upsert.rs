//! Bringing rows in from a practice's export: many at a time, and again without harm.

use std::collections::{HashMap, HashSet};

use domain::PracticeId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn,
    QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::holding::held;
use crate::{Access, StoreError, Unit};

/// What became of rows that were put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that were not there.
    pub created: u64,
    /// Rows that were there with other values.
    pub changed: u64,
    /// Rows that were there as they are.
    pub unchanged: u64,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.created += other.created;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
    }
}

/// Values in one statement, well below the 32,766 that SQLite takes; small enough that a statement is prepared once and
/// used again.
const VALUES_MAX: usize = 6_000;

/// Rows looked up in one statement.
pub(crate) const KEYS_MAX: usize = 500;

/// Inserts all rows, many in one statement.
pub(crate) async fn insert_many<E>(unit: &Unit, rows: Vec<E::Model>) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    for some in statements::<E>(rows) {
        E::insert_many(some).exec_without_returning(unit.connection()).await?;
    }
    Ok(())
}

/// Writes rows over those that are there, many in one statement, and says how many were written.
pub(crate) async fn insert_over<E>(
    unit: &Unit,
    rows: Vec<E::Model>,
    over: &OnConflict,
) -> Result<u64, StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let mut written = 0;
    for some in statements::<E>(rows) {
        let insert = E::insert_many(some).on_conflict(over.clone());
        written += insert.exec_without_returning(unit.connection()).await?;
    }
    Ok(written)
}

/// The rows of one statement after another.
fn statements<E>(rows: Vec<E::Model>) -> impl Iterator<Item = Vec<E::ActiveModel>>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let rows_max = VALUES_MAX / E::Column::iter().count().max(1);
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    std::iter::from_fn(move || {
        let some: Vec<E::ActiveModel> = rows.by_ref().take(rows_max).collect();
        (!some.is_empty()).then_some(some)
    })
}

/// Inserts a row unless a unique index stands against it; says whether it did.
pub(crate) async fn insert_if_new<E>(unit: &Unit, row: E::Model) -> Result<bool, StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    // Without naming an index: it may be another one than the primary key.
    let insert = E::insert(row.into_active_model()).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(insert.exec_without_returning(unit.connection()).await? == 1)
}

/// Puts rows known by the id in column `id`: inserts those that are not there, and writes the columns `brought` of those
/// where one of them differs. Other columns of rows that are there stay as they are.
pub(crate) async fn upsert_many<E>(
    unit: &Unit,
    rows: Vec<E::Model>,
    id: E::Column,
    brought: &[E::Column],
) -> Result<Tally, StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Clone,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
    E::Column: Copy,
{
    let mut tally = Tally::default();
    for some in rows.chunks(KEYS_MAX) {
        let ids = some.iter().map(|row| row.get(id));
        // Held from here on: what somebody else writes meanwhile is compared with, or waits, and is never written over
        // on the strength of an older read. SQLite has one unit at a time.
        let there = held(E::find().filter(id.is_in(ids))).all(unit.connection()).await?;
        let there: HashMap<_, _> = there.into_iter().map(|row| (key(&row, id), row)).collect();
        let (mut fresh, mut changed, mut differing) = (Vec::new(), Vec::new(), HashSet::new());
        for row in some {
            match there.get(&key(row, id)) {
                None => fresh.push(row.clone()),
                Some(old) if brought.iter().all(|column| old.get(*column) == row.get(*column)) => {
                    tally.unchanged += 1;
                }
                Some(old) => {
                    let mut over = old.clone();
                    for (nth, column) in brought.iter().enumerate() {
                        if old.get(*column) != row.get(*column) {
                            differing.insert(nth);
                        }
                        over.set(*column, row.get(*column));
                    }
                    changed.push(over);
                }
            }
        }
        tally.changed += changed.len() as u64;
        // No others: a statement that names a key keeps everybody from writing what refers to its rows, whether the key changes or not.
        let primary = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
        let differing =
            brought.iter().enumerate().filter(|(nth, _)| differing.contains(nth)).map(|(_, it)| *it);
        let over = OnConflict::columns(primary).update_columns(differing).to_owned();
        insert_over::<E>(unit, changed, &over).await?;
        tally.created += fresh.len() as u64;
        insert_many::<E>(unit, fresh).await?;
    }
    Ok(tally)
}

fn key<M: ModelTrait>(row: &M, id: <M::Entity as EntityTrait>::Column) -> Option<Uuid> {
    match row.get(id) {
        sea_orm::Value::Uuid(it) => it,
        _ => None,
    }
}

/// The ids of all rows of a practice by the practice system's own keys.
pub(crate) async fn keys<E, Id>(
    access: &impl Access,
    practice: PracticeId,
    columns: KeyColumns<E::Column>,
    id_of: fn(Uuid) -> Id,
) -> Result<HashMap<String, Id>, StoreError>
where
    E: EntityTrait,
{
    let rows: Vec<(String, Uuid)> = E::find()
        .select_only()
        .column(columns.key)
        .column(columns.id)
        .filter(columns.practice.eq(practice.uuid()))
        .into_tuple()
        .all(access.connection())
        .await?;
    Ok(rows.into_iter().map(|(key, id)| (key, id_of(id))).collect())
}

/// The columns that [`keys`] looks at.
pub(crate) struct KeyColumns<C> {
    pub practice: C,
    pub key: C,
    pub id: C,
}
