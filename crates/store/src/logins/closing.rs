//! Who gets in no more, and who again.

use domain::login::Closed;
use domain::{LoginId, PracticeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::people::Sort;
use crate::rows::logins::{Column, Entity};
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError, Unit};

/// How many people of this sort can sign in at a practice.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_count(access: &impl Access, practice: PracticeId, of: Sort) -> Result<u64, StoreError> {
    let theirs = match of {
        Sort::Client => Column::ClientId.is_not_null(),
        Sort::Staff => Column::StaffId.is_not_null(),
    };
    let open = Entity::find()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(theirs)
        .filter(Column::Closed.is_null());
    Ok(open.count(access.connection()).await?)
}

/// Closes these sign-ins; those that are closed are so for this reason from now on. Their sessions are for the caller to end.
///
/// # Errors
/// When the database cannot be written to.
pub async fn close(unit: &Unit, logins: &[LoginId], why: Closed) -> Result<(), StoreError> {
    for some in logins.chunks(KEYS_MAX) {
        let update = Entity::update_many()
            .col_expr(Column::Closed, Expr::value(why.as_str()))
            .filter(Column::Id.is_in(some.iter().map(|id| id.uuid())));
        update.exec(unit.connection()).await?;
    }
    Ok(())
}

/// Lets a person in again.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else signs in with its address by now.
pub async fn reopen(unit: &Unit, id: LoginId) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::Closed, Expr::value(None::<String>))
        .filter(Column::Id.eq(id.uuid()));
    update.exec(unit.connection()).await?;
    Ok(())
}
