//! Money taken by card that is no charge's own payment. What is kept of it stands beside the charge as well, for sums.

use chrono::NaiveDate;
use domain::charge::{Dispute, Refund, Version};
use domain::extra_payment::ExtraPayment;
use domain::{ChargeId, ClientId, PracticeId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::columns::{day, from_json, instant, json, micros, money, read};
use crate::rows::charges;
use crate::rows::extra_payments::{Column, Entity, Model};
use crate::upsert::insert_if_new;
use crate::{Access, StoreError, Unit};

/// What became of a payment, which no query asks for.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Facts {
    refunds: Vec<Refund>,
    disputes: Vec<Dispute>,
}

/// Keeps a payment; `false`, and nothing written, when it is there already.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(unit: &Unit, payment: &ExtraPayment) -> Result<bool, StoreError> {
    let is_new = insert_if_new::<Entity>(unit, row(payment)?).await?;
    if is_new {
        add_to_charge(unit, payment, payment.kept().cents()).await?;
    }
    Ok(is_new)
}

/// Keeps what became of a payment by now, as it was read at a version; `false`, and nothing written, when somebody wrote it since.
///
/// # Errors
/// When the database cannot be written to.
pub async fn save(
    unit: &Unit,
    before: &ExtraPayment,
    version: Version,
    now: &ExtraPayment,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::KeptCents, Expr::value(now.kept().cents()))
        .col_expr(Column::Facts, Expr::value(facts(now)?))
        .col_expr(Column::Version, Expr::value(version + 1))
        .filter(Column::ClientId.eq(before.client.uuid()))
        .filter(Column::IntentId.eq(before.intent.as_str()))
        .filter(Column::Version.eq(version));
    let written = update.exec(unit.connection()).await?.rows_affected == 1;
    if written {
        add_to_charge(unit, before, now.kept().cents() - before.kept().cents()).await?;
    }
    Ok(written)
}

/// The payment that this intent made, whoever's it is, and its version. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, intent: &str) -> Result<Option<(ExtraPayment, Version)>, StoreError> {
    let row = Entity::find().filter(Column::IntentId.eq(intent)).one(access.connection()).await?;
    row.map(|row| Ok((row.version, record(row)?))).transpose().map(|it| it.map(|(version, it)| (it, version)))
}

/// Those of this client, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(access: &impl Access, client: ClientId) -> Result<Vec<ExtraPayment>, StoreError> {
    let found = Entity::find().filter(Column::ClientId.eq(client.uuid()));
    let found = found.order_by_asc(Column::TakenAt).order_by_asc(Column::IntentId);
    found.all(access.connection()).await?.into_iter().map(record).collect()
}

/// All of them, by intent.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(access: &impl Access) -> Result<Vec<ExtraPayment>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::IntentId).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// What was paid by hand for a client and nobody else, from this day on, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_hand_of_client(
    access: &impl Access,
    client: ClientId,
    from: NaiveDate,
) -> Result<Vec<ExtraPayment>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::ChargeId.is_null())
        .filter(Column::MayBeAnothers.eq(false))
        .filter(Column::TakenOn.gte(day(from)))
        .order_by_desc(Column::TakenAt)
        .order_by_desc(Column::IntentId)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The state of the charge says nothing of it, so its version stays.
async fn add_to_charge(unit: &Unit, payment: &ExtraPayment, cents: i64) -> Result<(), StoreError> {
    let Some(charge) = payment.charge else { return Ok(()) };
    charges::Entity::update_many()
        .col_expr(charges::Column::ExtraCents, Expr::col(charges::Column::ExtraCents).add(cents))
        .filter(charges::Column::ClientId.eq(payment.client.uuid()))
        .filter(charges::Column::Id.eq(charge.uuid()))
        .exec(unit.connection())
        .await?;
    Ok(())
}

fn facts(it: &ExtraPayment) -> Result<String, StoreError> {
    json("extra_payments.facts", &Facts { refunds: it.refunds.clone(), disputes: it.disputes.clone() })
}

fn row(it: &ExtraPayment) -> Result<Model, StoreError> {
    Ok(Model {
        client_id: it.client.uuid(),
        intent_id: it.intent.clone(),
        practice_id: it.practice.uuid(),
        may_be_anothers: it.may_be_anothers,
        charge_id: it.charge.map(ChargeId::uuid),
        amount_cents: it.amount.cents(),
        kept_cents: it.kept().cents(),
        currency: it.amount.currency().code().to_owned(),
        taken_at: micros(it.taken_at),
        taken_on: day(it.taken_on),
        facts: facts(it)?,
        version: 0,
    })
}

fn record(row: Model) -> Result<ExtraPayment, StoreError> {
    let Facts { refunds, disputes } = from_json("extra_payments.facts", &row.facts)?;
    Ok(ExtraPayment {
        amount: money("extra_payments.amount_cents", row.amount_cents, &row.currency)?,
        intent: row.intent_id,
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        may_be_anothers: row.may_be_anothers,
        charge: row.charge_id.map(ChargeId::new),
        taken_at: instant("extra_payments.taken_at", row.taken_at)?,
        taken_on: read("extra_payments.taken_on", &row.taken_on)?,
        refunds,
        disputes,
    })
}
