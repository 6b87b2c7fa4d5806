//! Money taken by card that is no charge's own payment. What is kept of it stands beside the charge as well, for sums.

use domain::extra_payment::ExtraPayment;
use domain::{ChargeId, ClientId, Money, PracticeId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::columns::{instant, micros, money};
use crate::rows::charges;
use crate::rows::extra_payments::{Column, Entity, Model};
use crate::upsert::insert_if_new;
use crate::{Access, StoreError, Unit};

/// Keeps a payment; `false`, and nothing written, when it is there already.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(unit: &Unit, payment: &ExtraPayment) -> Result<bool, StoreError> {
    let is_new = insert_if_new::<Entity>(unit, row(payment)).await?;
    if is_new {
        add_to_charge(unit, payment, payment.kept().cents()).await?;
    }
    Ok(is_new)
}

/// So much of a payment has been given back by now, in all; `false`, and nothing written, when that is not `before` any more.
///
/// # Errors
/// When the database cannot be written to.
pub async fn given_back(unit: &Unit, before: &ExtraPayment, now: Money) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::GivenBackCents, Expr::value(now.cents()))
        .filter(Column::ClientId.eq(before.client.uuid()))
        .filter(Column::IntentId.eq(before.intent.as_str()))
        .filter(Column::GivenBackCents.eq(before.given_back.cents()));
    let written = update.exec(unit.connection()).await?.rows_affected == 1;
    if written {
        add_to_charge(unit, before, before.given_back.cents() - now.cents()).await?;
    }
    Ok(written)
}

/// The payment that this intent made, whoever's it is. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, intent: &str) -> Result<Option<ExtraPayment>, StoreError> {
    let row = Entity::find().filter(Column::IntentId.eq(intent)).one(access.connection()).await?;
    row.map(record).transpose()
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

fn row(it: &ExtraPayment) -> Model {
    Model {
        client_id: it.client.uuid(),
        intent_id: it.intent.clone(),
        practice_id: it.practice.uuid(),
        charge_id: it.charge.map(ChargeId::uuid),
        amount_cents: it.amount.cents(),
        given_back_cents: it.given_back.cents(),
        currency: it.amount.currency().code().to_owned(),
        taken_at: micros(it.taken_at),
    }
}

fn record(row: Model) -> Result<ExtraPayment, StoreError> {
    Ok(ExtraPayment {
        amount: money("extra_payments.amount_cents", row.amount_cents, &row.currency)?,
        given_back: money("extra_payments.given_back_cents", row.given_back_cents, &row.currency)?,
        intent: row.intent_id,
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        charge: row.charge_id.map(ChargeId::new),
        taken_at: instant("extra_payments.taken_at", row.taken_at)?,
    })
}
