//! Clients' cards, as the payment processor knows them. No card number is ever here.

use std::collections::HashMap;

use domain::charge::CardShown;
use domain::payment_method::PaymentMethod;
use domain::{ClientId, PaymentMethodId, PracticeId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::rows::payment_methods::{Column, Entity, Model};
use crate::upsert::{KEYS_MAX, Tally, upsert_many};
use crate::{Access, StoreError, Unit, clients};

/// The cards of a client, the default one first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(access: &impl Access, client: ClientId) -> Result<Vec<PaymentMethod>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .order_by_desc(Column::IsDefault)
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The card that a client's charges are taken with.
///
/// # Errors
/// When the database cannot be read.
pub async fn default_of_client(
    access: &impl Access,
    client: ClientId,
) -> Result<Option<PaymentMethod>, StoreError> {
    let row = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::IsDefault.eq(true))
        .one(access.connection())
        .await?;
    row.map(record).transpose()
}

/// The cards that the charges of these clients are taken with; clients without one are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn defaults_of_clients(
    access: &impl Access,
    clients: &[ClientId],
) -> Result<HashMap<ClientId, PaymentMethod>, StoreError> {
    let mut found = HashMap::with_capacity(clients.len());
    for some in clients.chunks(KEYS_MAX) {
        let rows = Entity::find()
            .filter(Column::ClientId.is_in(some.iter().map(|id| id.uuid())))
            .filter(Column::IsDefault.eq(true))
            .all(access.connection())
            .await?;
        for row in rows {
            let method = record(row)?;
            found.insert(method.client, method);
        }
    }
    Ok(found)
}

/// One card of this client.
///
/// # Errors
/// When the database cannot be read.
pub async fn one_of_client(
    access: &impl Access,
    client: ClientId,
    id: PaymentMethodId,
) -> Result<Option<PaymentMethod>, StoreError> {
    let row = Entity::find_by_id((client.uuid(), id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// All cards of a practice's clients.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_practice(
    access: &impl Access,
    practice: PracticeId,
) -> Result<Vec<PaymentMethod>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::ClientId.in_subquery(clients::ids_here(practice)))
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Puts cards as an import brings them, known by id. Again does nothing.
///
/// # Errors
/// [`StoreError::Conflict`] when a client would have two default cards, or one card twice.
pub async fn upsert(unit: &Unit, methods: &[PaymentMethod]) -> Result<Tally, StoreError> {
    // A card that is no longer the default makes room for the one that now is.
    let (defaults, others): (Vec<_>, Vec<_>) = methods.iter().partition(|method| method.is_default);
    let brought = [
        Column::ProcessorMethod,
        Column::ProcessorCustomer,
        Column::Brand,
        Column::Last4,
        Column::ExpMonth,
        Column::ExpYear,
        Column::IsDefault,
    ];
    let mut tally = Tally::default();
    for some in [others, defaults] {
        let rows = some.into_iter().map(row).collect();
        tally += upsert_many::<Entity>(unit, rows, Column::Id, &brought).await?;
    }
    Ok(tally)
}

fn row(it: &PaymentMethod) -> Model {
    Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        processor_method: it.processor_method.clone(),
        processor_customer: it.processor_customer.clone(),
        brand: it.card.brand.clone(),
        last4: it.card.last4.clone(),
        exp_month: it.exp_month.into(),
        exp_year: it.exp_year.into(),
        is_default: it.is_default,
    }
}

fn record(row: Model) -> Result<PaymentMethod, StoreError> {
    let corrupt = |problem| StoreError::corrupt("payment_methods", problem);
    Ok(PaymentMethod {
        id: PaymentMethodId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        processor_method: row.processor_method,
        processor_customer: row.processor_customer,
        card: CardShown { brand: row.brand, last4: row.last4 },
        exp_month: u8::try_from(row.exp_month).map_err(corrupt)?,
        exp_year: u16::try_from(row.exp_year).map_err(corrupt)?,
        is_default: row.is_default,
    })
}
