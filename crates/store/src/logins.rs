//! People's sign-ins: email address and password.

mod closing;
mod open;

use domain::contact::Email;
use domain::login::{Login, Person};
use domain::{ClientId, LoginId, PracticeId, StaffId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

pub use closing::{close, open_count, reopen};
pub use open::{Open, open, open_by_email, unchanged};

use crate::columns::{parsed, word};
use crate::rows::login_clients;
use crate::rows::logins::{Column, Entity, Model};
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError, Unit, upsert};

/// The sign-in of this id, closed or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: LoginId) -> Result<Option<Login>, StoreError> {
    let row = Entity::find_by_id(id.uuid()).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The sign-in of this person, closed or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_person(access: &impl Access, person: Person) -> Result<Option<Login>, StoreError> {
    let theirs = match person {
        Person::Client(id) => Column::ClientId.eq(id.uuid()),
        Person::Staff(id) => Column::StaffId.eq(id.uuid()),
    };
    let row = Entity::find().filter(theirs).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The sign-ins of these people, closed or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_people(access: &impl Access, people: &[Person]) -> Result<Vec<Login>, StoreError> {
    let mut found = Vec::new();
    for some in people.chunks(KEYS_MAX) {
        let (mut clients, mut staff) = (Vec::new(), Vec::new());
        for person in some {
            match person {
                Person::Client(id) => clients.push(id.uuid()),
                Person::Staff(id) => staff.push(id.uuid()),
            }
        }
        // One index each: a condition over both would read the whole table.
        for theirs in [Column::ClientId.is_in(clients), Column::StaffId.is_in(staff)] {
            let rows = Entity::find().filter(theirs).all(access.connection()).await?;
            found.extend(rows.into_iter().map(record).collect::<Result<Vec<_>, _>>()?);
        }
    }
    Ok(found)
}

/// Inserts a sign-in. A client's opens the client's own records.
///
/// # Errors
/// [`StoreError::Conflict`] when the address or the person has one already.
pub async fn insert(unit: &Unit, login: &Login) -> Result<(), StoreError> {
    Entity::insert(row(login).into_active_model()).exec_without_returning(unit.connection()).await?;
    if let Person::Client(client) = login.person {
        let opens = login_clients::Model {
            login_id: login.id.uuid(),
            client_id: client.uuid(),
            practice_id: login.practice.uuid(),
        };
        upsert::insert_many::<login_clients::Entity>(unit, vec![opens]).await?;
    }
    Ok(())
}

/// Sets the hash of a password.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such sign-in.
pub async fn set_password(unit: &Unit, id: LoginId, hash: &str) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .filter(Column::Id.eq(id.uuid()));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Sets the address a person signs in with.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else signs in with it, [`StoreError::Stale`] when there is no such sign-in.
pub async fn set_email(unit: &Unit, id: LoginId, email: &Email) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::Email, Expr::value(email.as_str()))
        .col_expr(Column::EmailKey, Expr::value(email.key()))
        .filter(Column::Id.eq(id.uuid()));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

fn row(it: &Login) -> Model {
    let (client_id, staff_id) = match it.person {
        Person::Client(id) => (Some(id.uuid()), None),
        Person::Staff(id) => (None, Some(id.uuid())),
    };
    Model {
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        client_id,
        staff_id,
        email: it.email.as_str().to_owned(),
        email_key: it.email.key(),
        password_hash: it.password_hash.clone(),
        closed: it.closed.map(|why| why.as_str().to_owned()),
    }
}

fn record(row: Model) -> Result<Login, StoreError> {
    let person = match (row.client_id, row.staff_id) {
        (Some(client), None) => Person::Client(ClientId::new(client)),
        (None, Some(staff)) => Person::Staff(StaffId::new(staff)),
        (None, None) | (Some(_), Some(_)) => {
            return Err(StoreError::corrupt("logins", "not exactly one person"));
        }
    };
    Ok(Login {
        id: LoginId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        person,
        email: parsed("logins.email", &row.email, Email::parse)?,
        password_hash: row.password_hash,
        closed: row.closed.map(|why| word("logins.closed", &why)).transpose()?,
    })
}
