//! Sessions that clients paid themselves, for which an insurer may be asked.

use chrono::NaiveDate;
use domain::charge::ChargeKind;
use domain::month::Month;
use domain::session_codes::CodesThere;
use domain::{ClientId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef};
use uuid::Uuid;

use super::here;
use crate::columns::{day, read};
use crate::rows::charges::{Column, Entity};
use crate::rows::session_codes::{Column as Said, Entity as Codes};
use crate::{Access, StoreError};

/// That a month has such sessions, all with one provider and of which the same is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelfPaid {
    /// The month of the sessions.
    pub month: Month,
    /// Who held them.
    pub provider: StaffId,
    /// What is said of them for insurers.
    pub there: CodesThere,
}

/// In which months the client has sessions from this day on of which something is paid by themselves, the latest month first: those of
/// which [`domain::superbill::is_for`] says that they are.
///
/// # Errors
/// When the database cannot be read.
pub async fn self_paid_of_client(
    access: &impl Access,
    client: ClientId,
    from: NaiveDate,
) -> Result<Vec<SelfPaid>, StoreError> {
    let month: SimpleExpr = Func::cust("substr")
        .arg(Expr::col(Column::SessionDay))
        .arg(Expr::cust("1"))
        .arg(Expr::cust("7"))
        .into();
    let codes: RelationDef = Entity::belongs_to(Codes)
        .from((Column::ClientId, Column::Id))
        .to((Said::ClientId, Said::ChargeId))
        .into();
    // Of one client there are few codes, so there are few groups, however many sessions.
    let rows: Vec<(String, Uuid, Option<String>, Option<String>)> = here()
        .select_only()
        .column_as(month.clone(), "month")
        .column(Column::ProviderId)
        .column(Said::DiagnosisCodes)
        .column(Said::PlaceOfService)
        .join(JoinType::LeftJoin, codes)
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::SessionDay.gte(day(from)))
        .filter(Column::Kind.eq(ChargeKind::SelfPay.as_str()))
        .filter(Expr::col(Column::TakenCents).add(Expr::col(Column::ExtraCents)).gt(0))
        .group_by(month)
        .group_by(Column::ProviderId)
        .group_by(Said::DiagnosisCodes)
        .group_by(Said::PlaceOfService)
        .into_tuple()
        .all(access.connection())
        .await?;
    let mut found = Vec::new();
    for (month, provider, diagnoses, place) in rows {
        let month = read("charges.session_day", &month)?;
        let there = CodesThere { diagnosis: diagnoses.is_some(), place: place.is_some() };
        let it = SelfPaid { month, provider: StaffId::new(provider), there };
        if !found.contains(&it) {
            found.push(it);
        }
    }
    found.sort_by_key(|it| std::cmp::Reverse(it.month));
    Ok(found)
}
