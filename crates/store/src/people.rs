//! The people a practice knows, clients and staff alike, as far as letting them in is concerned.

use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::login::Person;
use domain::{ClientId, PracticeId, StaffId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::columns::micros_of;
use crate::rows::{clients as client, staff};
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError, Unit, clients};

/// Somebody a practice knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Who.
    pub person: Person,
    /// Their practice.
    pub practice: PracticeId,
    /// Their key in the practice's system.
    pub external_key: String,
    /// Their name in full, a client's chosen one where there is one.
    pub name: String,
    /// Where mail reaches them, if anywhere.
    pub email: Option<Email>,
    /// Whether they are gone from the practice's export.
    pub is_gone: bool,
}

/// Which sort of person a key in the practice's system names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Clients.
    Client,
    /// The staff.
    Staff,
}

/// Somebody in a practice's list, and whether they are gone from its export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListedPerson {
    /// Who.
    pub person: Person,
    /// Whether they were not in it the last time.
    pub is_gone: bool,
}

/// Everybody who has this address on file now, however it is capitalized: the members of a family may share one. Nobody who
/// is gone from the practice's export.
///
/// # Errors
/// When the database cannot be read.
pub async fn at(access: &impl Access, email: &Email) -> Result<Vec<KnownPerson>, StoreError> {
    let connection = access.connection();
    let found = clients::here()
        .filter(client::Column::EmailKey.eq(email.key()))
        .filter(client::Column::GoneAt.is_null());
    let people = crate::staff::here()
        .filter(staff::Column::EmailKey.eq(email.key()))
        .filter(staff::Column::GoneAt.is_null());
    known(found.all(connection).await?, people.all(connection).await?)
}

/// Everybody with this key in their practice's system, in all practices.
///
/// # Errors
/// When the database cannot be read.
pub async fn keyed(access: &impl Access, sort: Sort, key: &str) -> Result<Vec<KnownPerson>, StoreError> {
    let connection = access.connection();
    match sort {
        Sort::Client => {
            let rows = clients::here().filter(client::Column::ExternalKey.eq(key));
            known(rows.all(connection).await?, Vec::new())
        }
        Sort::Staff => {
            let rows = crate::staff::here().filter(staff::Column::ExternalKey.eq(key));
            known(Vec::new(), rows.all(connection).await?)
        }
    }
}

/// This person.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, person: Person) -> Result<Option<KnownPerson>, StoreError> {
    let connection = access.connection();
    let found = match person {
        Person::Client(id) => {
            let rows = clients::here().filter(client::Column::Id.eq(id.uuid()));
            known(rows.all(connection).await?, Vec::new())?
        }
        Person::Staff(id) => {
            let rows = crate::staff::here().filter(staff::Column::Id.eq(id.uuid()));
            known(Vec::new(), rows.all(connection).await?)?
        }
    };
    Ok(found.into_iter().next())
}

/// Everybody of this sort whom a practice has or had.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_practice(
    access: &impl Access,
    practice: PracticeId,
    sort: Sort,
) -> Result<Vec<ListedPerson>, StoreError> {
    let connection = access.connection();
    // Only what is asked for: a practice has many clients, and a row of theirs is long.
    let rows: Vec<(Uuid, Option<i64>)> = match sort {
        Sort::Client => {
            let rows = clients::here().filter(client::Column::PracticeId.eq(practice.uuid()));
            let rows = rows.select_only().column(client::Column::Id).column(client::Column::GoneAt);
            rows.into_tuple().all(connection).await?
        }
        Sort::Staff => {
            let rows = crate::staff::here().filter(staff::Column::PracticeId.eq(practice.uuid()));
            let rows = rows.select_only().column(staff::Column::Id).column(staff::Column::GoneAt);
            rows.into_tuple().all(connection).await?
        }
    };
    let person = |id| match sort {
        Sort::Client => Person::Client(ClientId::new(id)),
        Sort::Staff => Person::Staff(StaffId::new(id)),
    };
    Ok(rows
        .into_iter()
        .map(|(id, gone_at)| ListedPerson { person: person(id), is_gone: gone_at.is_some() })
        .collect())
}

/// Notes since when these people are gone from the practice's export, or that they are in it again.
///
/// # Errors
/// When the database cannot be written to.
pub async fn set_gone(
    unit: &Unit,
    people: &[Person],
    since: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let since = micros_of(since);
    for some in people.chunks(KEYS_MAX) {
        let (mut clients, mut people) = (Vec::new(), Vec::new());
        for person in some {
            match person {
                Person::Client(id) => clients.push(id.uuid()),
                Person::Staff(id) => people.push(id.uuid()),
            }
        }
        if !clients.is_empty() {
            let update = client::Entity::update_many().col_expr(client::Column::GoneAt, Expr::value(since));
            update.filter(client::Column::Id.is_in(clients)).exec(unit.connection()).await?;
        }
        if !people.is_empty() {
            let update = staff::Entity::update_many().col_expr(staff::Column::GoneAt, Expr::value(since));
            update.filter(staff::Column::Id.is_in(people)).exec(unit.connection()).await?;
        }
    }
    Ok(())
}

fn known(clients: Vec<client::Model>, people: Vec<staff::Model>) -> Result<Vec<KnownPerson>, StoreError> {
    let clients = clients.into_iter().map(|row| {
        let is_gone = row.gone_at.is_some();
        let client = clients::record(row)?;
        Ok(KnownPerson {
            person: Person::Client(client.id),
            practice: client.practice,
            name: client.name.full(),
            external_key: client.external_key,
            email: client.email,
            is_gone,
        })
    });
    let people = people.into_iter().map(|row| {
        let is_gone = row.gone_at.is_some();
        let person = crate::staff::record(row)?;
        Ok(KnownPerson {
            person: Person::Staff(person.id),
            practice: person.practice,
            external_key: person.external_key,
            name: person.name,
            email: Some(person.email),
            is_gone,
        })
    });
    clients.chain(people).collect()
}
