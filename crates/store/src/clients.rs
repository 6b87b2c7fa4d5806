//! Clients of a practice.

mod provider;

use std::collections::HashMap;

use domain::client::{Client, Details};
use domain::contact::Email;
use domain::language::Language;
use domain::name::{LegalName, NamePart, NameProblem, PersonName};
use domain::phone::PhoneOnFile;
use domain::{ClientId, PracticeId};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

pub use provider::{ProviderClient, of_provider, one_of_provider};

use crate::arrivals::{self, Arrival};
use crate::columns::{day, from_json, json, parsed_of, read, word_of};
use crate::holding::held;
use crate::rows::clients::{Column, Entity, Model};
use crate::upsert::{self, KEYS_MAX, KeyColumns, Tally, upsert_many};
use crate::{Access, StoreError, Unit, payment_methods};

/// The client of this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: ClientId) -> Result<Option<Client>, StoreError> {
    let row = here().filter(Column::Id.eq(id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// These clients by id; those that are not there are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_many(
    access: &impl Access,
    ids: &[ClientId],
) -> Result<HashMap<ClientId, Client>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(KEYS_MAX) {
        let ids = some.iter().map(|id| id.uuid());
        for row in here().filter(Column::Id.is_in(ids)).all(access.connection()).await? {
            let client = record(row)?;
            found.insert(client.id, client);
        }
    }
    Ok(found)
}

/// The clients who hang on this customer of the processor's, or one of whose cards does, by id: one, or a family that shares it.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_processor_customer(access: &impl Access, customer: &str) -> Result<Vec<Client>, StoreError> {
    let theirs = Condition::any()
        .add(Column::ProcessorCustomer.eq(customer))
        .add(Column::Id.in_subquery(payment_methods::clients_of_customer(customer)));
    let query = here().filter(theirs).order_by_asc(Column::Id);
    query.all(access.connection()).await?.into_iter().map(record).collect()
}

/// These clients by id, whom nobody else writes until the unit ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn hold_many(unit: &Unit, ids: &[ClientId]) -> Result<HashMap<ClientId, Client>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(KEYS_MAX) {
        let ids = some.iter().map(|id| id.uuid());
        let query = held(Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::Id));
        for row in query.all(unit.connection()).await? {
            let client = record(row)?;
            found.insert(client.id, client);
        }
    }
    Ok(found)
}

/// All clients of a practice.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_practice(access: &impl Access, practice: PracticeId) -> Result<Vec<Client>, StoreError> {
    let rows = here().filter(Column::PracticeId.eq(practice.uuid())).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// The clients whom mail reaches at this address; members of a family may share one.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_email(access: &impl Access, email: &Email) -> Result<Vec<Client>, StoreError> {
    let rows = here().filter(Column::EmailKey.eq(email.key())).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// The ids of a practice's clients by their external keys.
///
/// # Errors
/// When the database cannot be read.
pub async fn keys(
    access: &impl Access,
    practice: PracticeId,
) -> Result<HashMap<String, ClientId>, StoreError> {
    let columns = KeyColumns { practice: Column::PracticeId, key: Column::ExternalKey, id: Column::Id };
    upsert::keys::<Entity, _>(access, practice, columns, ClientId::new).await
}

/// Puts clients as an import brings them, known by id; see [`keys`]. Again does nothing. The refused address and the
/// processor's customer id of a client who is there stay as they are.
///
/// # Errors
/// [`StoreError::Conflict`] when a key belongs to another id.
pub async fn upsert(unit: &Unit, clients: &[Client]) -> Result<Tally, StoreError> {
    let rows = clients.iter().map(row).collect::<Result<_, _>>()?;
    let brought = [
        Column::ExternalKey,
        Column::LegalFirst,
        Column::LegalLast,
        Column::ChosenFirst,
        Column::Pronouns,
        Column::DateOfBirth,
        Column::Sex,
        Column::Email,
        Column::EmailKey,
        Column::Phone,
        Column::Address,
        Column::Exported,
    ];
    upsert_many::<Entity>(unit, rows, Column::Id, &brought).await
}

/// Remembers that a mail server refused this address of the client for good.
///
/// # Errors
/// When the database cannot be written to.
pub async fn refuse_email(unit: &Unit, id: ClientId, email: &Email) -> Result<(), StoreError> {
    set(unit, id, Column::RefusedEmail, Some(email.as_str())).await
}

/// Forgets that an address of the client was refused: it is written to again.
///
/// # Errors
/// When the database cannot be written to.
pub async fn clear_refused_email(unit: &Unit, id: ClientId) -> Result<(), StoreError> {
    set(unit, id, Column::RefusedEmail, None).await
}

/// Sets the client's customer id with the payment processor.
///
/// # Errors
/// When the database cannot be written to.
pub async fn set_processor_customer(unit: &Unit, id: ClientId, customer: &str) -> Result<(), StoreError> {
    set(unit, id, Column::ProcessorCustomer, Some(customer)).await
}

/// Sets what the client is addressed in.
///
/// # Errors
/// When the database cannot be written to.
pub async fn set_language(unit: &Unit, id: ClientId, language: Language) -> Result<(), StoreError> {
    set(unit, id, Column::Language, Some(language.tag())).await
}

/// Sets those details of the client that are not as they were `seen`, where they are still as seen.
///
/// # Errors
/// [`StoreError::Stale`] where one of them is not.
pub async fn change_details(
    unit: &Unit,
    id: ClientId,
    seen: &Details,
    to: &Details,
) -> Result<(), StoreError> {
    let columns = [Column::ChosenFirst, Column::Pronouns, Column::Phone, Column::Address, Column::Email];
    let mut update = Entity::update_many().filter(Column::Id.eq(id.uuid()));
    if seen.email != to.email {
        // Another address is taken as working.
        update = update
            .col_expr(Column::EmailKey, Expr::value(to.email.as_ref().map(Email::key)))
            .col_expr(Column::RefusedEmail, Expr::value(None::<String>));
    }
    let (seen, to) = (details(seen)?, details(to)?);
    let mut changes = false;
    for (column, (seen, to)) in columns.into_iter().zip(seen.into_iter().zip(to)) {
        if seen == to {
            continue;
        }
        changes = true;
        let as_seen = seen.map_or_else(|| column.is_null(), |seen| column.eq(seen));
        update = update.col_expr(column, Expr::value(to)).filter(as_seen);
    }
    if !changes {
        return Ok(());
    }
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// As the columns have them.
fn details(it: &Details) -> Result<[Option<String>; 5], StoreError> {
    Ok([
        it.chosen_first.as_ref().map(ToString::to_string),
        it.pronouns.clone(),
        it.phone.as_ref().map(PhoneOnFile::stored),
        it.address.as_ref().map(|it| json("clients.address", it)).transpose()?,
        it.email.as_ref().map(|email| email.as_str().to_owned()),
    ])
}

async fn set(unit: &Unit, id: ClientId, column: Column, value: Option<&str>) -> Result<(), StoreError> {
    let update = Entity::update_many().col_expr(column, Expr::value(value)).filter(Column::Id.eq(id.uuid()));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// Brings clients that are not there yet with an import, unseen until it is complete.
///
/// # Errors
/// [`StoreError::Conflict`] when an id or a key is there already.
pub async fn bring(unit: &Unit, arrival: Arrival, clients: &[Client]) -> Result<(), StoreError> {
    let marked = |it| Ok(Model { arrival_id: arrival.mark(), ..row(it)? });
    let rows = clients.iter().map(marked).collect::<Result<_, StoreError>>()?;
    upsert::insert_many::<Entity>(unit, rows).await
}

fn row(it: &Client) -> Result<Model, StoreError> {
    let [chosen_first, pronouns, phone, address, email] = details(&it.details())?;
    Ok(Model {
        practice_id: it.practice.uuid(),
        id: it.id.uuid(),
        external_key: it.external_key.clone(),
        legal_first: it.name.legal.first().map(ToString::to_string),
        legal_last: it.name.legal.last().map(ToString::to_string),
        chosen_first,
        pronouns,
        date_of_birth: day(it.date_of_birth),
        sex: it.sex.map(|sex| sex.as_str().to_owned()),
        email,
        email_key: it.email.as_ref().map(Email::key),
        refused_email: it.refused_email.as_ref().map(|email| email.as_str().to_owned()),
        language: it.language.map(|language| language.tag().to_owned()),
        phone,
        address,
        exported: json("clients.exported", &it.exported)?,
        processor_customer: it.processor_customer.clone(),
        arrival_id: None,
        gone_at: None,
    })
}

pub(crate) fn record(row: Model) -> Result<Client, StoreError> {
    Ok(Client {
        id: ClientId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        external_key: row.external_key,
        name: name(row.legal_first.as_deref(), row.legal_last.as_deref(), row.chosen_first.as_deref())?,
        pronouns: row.pronouns,
        date_of_birth: read("clients.date_of_birth", &row.date_of_birth)?,
        sex: word_of("clients.sex", row.sex.as_deref())?,
        email: parsed_of("clients.email", row.email.as_deref(), Email::parse)?,
        refused_email: parsed_of("clients.refused_email", row.refused_email.as_deref(), Email::parse)?,
        language: word_of("clients.language", row.language.as_deref())?,
        phone: parsed_of("clients.phone", row.phone.as_deref(), PhoneOnFile::read)?,
        address: row.address.map(|it| from_json("clients.address", &it)).transpose()?,
        exported: from_json("clients.exported", &row.exported)?,
        processor_customer: row.processor_customer,
    })
}

fn name(first: Option<&str>, last: Option<&str>, chosen: Option<&str>) -> Result<PersonName, StoreError> {
    let first = parsed_of("clients.legal_first", first, NamePart::parse)?;
    let last = parsed_of("clients.legal_last", last, NamePart::parse)?;
    let legal = LegalName::of(first, last);
    Ok(PersonName {
        legal: legal.ok_or_else(|| StoreError::corrupt("clients.legal_last", NameProblem::Missing))?,
        chosen_first: parsed_of("clients.chosen_first", chosen, NamePart::parse)?,
    })
}

/// The ids of a practice's clients that have arrived: what hangs on a client is seen once the client is.
pub(crate) fn ids_here(practice: PracticeId) -> SelectStatement {
    here().select_only().column(Column::Id).filter(Column::PracticeId.eq(practice.uuid())).into_query()
}

/// The ids of all clients that have arrived.
pub(crate) fn all_ids_here() -> SelectStatement {
    here().select_only().column(Column::Id).into_query()
}

/// The clients that have arrived.
pub(crate) fn here() -> Select<Entity> {
    Entity::find().filter(arrivals::here(Column::ArrivalId))
}
