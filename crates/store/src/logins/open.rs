//! Sign-ins that let somebody in, with what that person may do now.

use domain::contact::Email;
use domain::role::Role;
use domain::{ClientId, LoginId};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{Login, record};
use crate::columns::word;
use crate::rows::logins::{Column, Entity};
use crate::rows::{login_clients, staff};
use crate::{Access, StoreError, Unit};

/// A sign-in that is not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The sign-in.
    pub login: Login,
    /// What its person may do at the moment of the reading: a client, or what the staff's list says of them.
    pub role: Role,
    /// The clients whose records it opens.
    pub clients: Vec<ClientId>,
}

/// The sign-in of this id, unless it is closed.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(access: &impl Access, id: LoginId) -> Result<Option<Open>, StoreError> {
    one(access, Column::Id.eq(id.uuid())).await
}

/// The sign-in with this address, however it is capitalized, unless it is closed.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_by_email(access: &impl Access, email: &Email) -> Result<Option<Open>, StoreError> {
    one(access, Column::EmailKey.eq(email.key())).await
}

/// Whether a sign-in is still open under the password of which this is the hash. Until the unit ends it stays so: whoever
/// sets another password or closes it waits, and then finds what this unit wrote.
///
/// # Errors
/// When the database cannot be written to.
pub async fn unchanged(unit: &Unit, login: &Login) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::col(Column::PasswordHash))
        .filter(Column::Id.eq(login.id.uuid()))
        .filter(Column::PasswordHash.eq(login.password_hash.clone()))
        .filter(Column::Closed.is_null());
    Ok(update.exec(unit.connection()).await?.rows_affected == 1)
}

async fn one(access: &impl Access, which: SimpleExpr) -> Result<Option<Open>, StoreError> {
    let staff = Entity::belongs_to(staff::Entity)
        .from((Column::PracticeId, Column::StaffId))
        .to((staff::Column::PracticeId, staff::Column::Id));
    let found = Entity::find()
        .filter(which)
        .filter(Column::Closed.is_null())
        .join(JoinType::LeftJoin, staff.into())
        .select_also(staff::Entity)
        .one(access.connection())
        .await?;
    let Some((row, staff)) = found else { return Ok(None) };
    let (role, clients) = match staff {
        Some(person) => (word("staff.role", &person.role)?, Vec::new()),
        None => (Role::Client, clients(access, row.id).await?),
    };
    Ok(Some(Open { login: record(row)?, role, clients }))
}

async fn clients(access: &impl Access, login: Uuid) -> Result<Vec<ClientId>, StoreError> {
    let opened: Vec<Uuid> = login_clients::Entity::find()
        .select_only()
        .column(login_clients::Column::ClientId)
        .filter(login_clients::Column::LoginId.eq(login))
        .order_by_asc(login_clients::Column::ClientId)
        .into_tuple()
        .all(access.connection())
        .await?;
    Ok(opened.into_iter().map(ClientId::new).collect())
}
