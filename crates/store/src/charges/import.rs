//! Charges as a practice's system knows them.

use std::collections::HashMap;

use domain::charge::{Charge, Exported, StateName, Version};
use domain::{ChargeId, ClientId, PracticeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::NewCharge;
use super::here;
use super::row::{record, row};
use crate::columns::{from_json, json, word};
use crate::holding::held;
use crate::rows::charges::{Column, Entity};
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError, Unit};

/// What an importer has to know of a charge that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its id.
    pub id: ChargeId,
    /// Whose it is.
    pub client: ClientId,
    /// Its present version.
    pub version: Version,
    /// Its present state, which says whether a row may still change it.
    pub state: StateName,
    /// The digest of the row that was heard of last.
    pub digest: String,
    /// What that row said.
    pub exported: Exported,
}

/// Those of a practice's charges that have one of these external keys.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_external_keys(
    access: &impl Access,
    practice: PracticeId,
    keys: &[&str],
) -> Result<HashMap<String, Imported>, StoreError> {
    let mut found = HashMap::new();
    for some in keys.chunks(KEYS_MAX) {
        let rows: Vec<(String, Uuid, Uuid, Version, String, String, String)> = here()
            .select_only()
            .columns([Column::ExternalKey, Column::Id, Column::ClientId, Column::Version, Column::State])
            .columns([Column::ImportDigest, Column::Exported])
            .filter(Column::PracticeId.eq(practice.uuid()))
            .filter(Column::ExternalKey.is_in(some.iter().copied()))
            .into_tuple()
            .all(access.connection())
            .await?;
        for (key, id, client, version, state, digest, exported) in rows {
            let (id, client) = (ChargeId::new(id), ClientId::new(client));
            let state = word("charges.state", &state)?;
            let exported = from_json("charges.exported", &exported)?;
            found.insert(key, Imported { id, client, version, state, digest, exported });
        }
    }
    Ok(found)
}

/// A charge that nobody else writes until the unit ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCharge {
    /// The charge.
    pub charge: Charge,
    /// The digest of the row that was heard of last.
    pub digest: String,
    /// What that row said.
    pub exported: Exported,
}

/// Those of a practice's charges that have one of these external keys, held: what an importer decides about them in this
/// unit is decided about what they are. On PostgreSQL it waits for who is writing them at this moment; on SQLite nobody is.
///
/// # Errors
/// When the database cannot be read.
pub async fn hold_by_external_keys(
    unit: &Unit,
    practice: PracticeId,
    keys: &[&str],
) -> Result<HashMap<String, HeldCharge>, StoreError> {
    let mut found = HashMap::new();
    for some in keys.chunks(KEYS_MAX) {
        let rows = Entity::find()
            .filter(Column::PracticeId.eq(practice.uuid()))
            .filter(Column::ExternalKey.is_in(some.iter().copied()))
            // Whoever holds many takes them in this order, and so nobody waits for another in a circle.
            .order_by_asc(Column::Id);
        let rows = held(rows).all(unit.connection()).await?;
        for mut row in rows {
            let (key, digest) =
                (std::mem::take(&mut row.external_key), std::mem::take(&mut row.import_digest));
            let exported = from_json("charges.exported", &row.exported)?;
            found.insert(key, HeldCharge { charge: record(row)?, digest, exported });
        }
    }
    Ok(found)
}

/// Notes that a row was heard that changes nothing of a charge: the same row is known by its `digest` the next time, and another one
/// by what it says otherwise.
///
/// # Errors
/// When the database cannot be written to.
pub async fn hear(unit: &Unit, id: ChargeId, digest: &str, said: &Exported) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::ImportDigest, Expr::value(digest))
        .col_expr(Column::Exported, Expr::value(json("charges.exported", said)?))
        .filter(Column::Id.eq(id.uuid()));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// What the practice's row said of a charge that was planned, that it has ended, was overtaken: the same row is heard anew the next time,
/// as one that says it for the first time.
///
/// # Errors
/// When the database cannot be read or written to.
pub async fn hear_anew(unit: &Unit, id: ChargeId) -> Result<(), StoreError> {
    let exported: Option<String> = here()
        .filter(Column::Id.eq(id.uuid()))
        .select_only()
        .column(Column::Exported)
        .into_tuple()
        .one(unit.connection())
        .await?;
    let Some(exported) = exported else { return Ok(()) };
    let last: Exported = from_json("charges.exported", &exported)?;
    hear(unit, id, "", &Exported { state: StateName::Scheduled, payment: None, ..last }).await
}

/// Writes everything an import brings over the charge of the same id, at the version its `charge.version` states, and
/// returns the version it now has. Its client and its payment intent stay.
///
/// # Errors
/// [`StoreError::Stale`] when that version is no longer the present one; then nothing was written.
pub async fn amend(unit: &Unit, it: &NewCharge) -> Result<Version, StoreError> {
    let row = row(it)?;
    let version = row.version + 1;
    let update = Entity::update_many()
        .col_expr(Column::ProviderId, Expr::value(row.provider_id))
        .col_expr(Column::SessionDay, Expr::value(row.session_day))
        .col_expr(Column::SessionStart, Expr::value(row.session_start))
        .col_expr(Column::CptCode, Expr::value(row.cpt_code))
        .col_expr(Column::Description, Expr::value(row.description))
        .col_expr(Column::Kind, Expr::value(row.kind))
        .col_expr(Column::Version, Expr::value(version))
        .col_expr(Column::State, Expr::value(row.state))
        .col_expr(Column::Facts, Expr::value(row.facts))
        .col_expr(Column::AmountCents, Expr::value(row.amount_cents))
        .col_expr(Column::TakenCents, Expr::value(row.taken_cents))
        .col_expr(Column::ElsewhereCents, Expr::value(row.elsewhere_cents))
        .col_expr(Column::Currency, Expr::value(row.currency))
        .col_expr(Column::Day, Expr::value(row.day))
        .col_expr(Column::DueAt, Expr::value(row.due_at))
        .col_expr(Column::ClaimedBy, Expr::value(None::<String>))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
        .col_expr(Column::SecondOf, Expr::value(row.second_of))
        .col_expr(Column::ImportDigest, Expr::value(row.import_digest))
        .col_expr(Column::Exported, Expr::value(row.exported))
        .filter(Column::ClientId.eq(row.client_id))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(version) } else { Err(StoreError::Stale) }
}
