//! What a practice's policy is from a day on.

use chrono::NaiveDate;
use domain::PracticeId;
use domain::policy::Policy;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::columns::{day, read, time};
use crate::rows::policies::{Column, Entity, Model};
use crate::{Access, StoreError, Unit};

/// The policy of `practice` on `on`: the one whose start day is the latest up to then, and [`Policy::STANDARD`] before any.
///
/// # Errors
/// When the database cannot be read.
pub async fn at(access: &impl Access, practice: PracticeId, on: NaiveDate) -> Result<Policy, StoreError> {
    let row = Entity::find()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::FromDay.lte(day(on)))
        .order_by_desc(Column::FromDay)
        .one(access.connection())
        .await?;
    row.map_or(Ok(Policy::STANDARD), |row| record(&row))
}

/// Sets the policy of `practice` from `from` on, until the next one that starts later.
///
/// # Errors
/// When the database cannot be written to.
pub async fn upsert(
    unit: &Unit,
    practice: PracticeId,
    from: NaiveDate,
    policy: &Policy,
) -> Result<(), StoreError> {
    let row = Model {
        practice_id: practice.uuid(),
        from_day: day(from),
        notice_hours: policy.notice_hours.into(),
        notice_lead_hours: policy.notice_lead_hours.into(),
        act_days: policy.act_days.into(),
        defer_days: policy.defer_days.into(),
        charge_time: time(policy.charge_time),
    };
    let columns = [
        Column::NoticeHours,
        Column::NoticeLeadHours,
        Column::ActDays,
        Column::DeferDays,
        Column::ChargeTime,
    ];
    let again = OnConflict::columns([Column::PracticeId, Column::FromDay]).update_columns(columns).to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(again)
        .exec_without_returning(unit.connection())
        .await?;
    Ok(())
}

fn record(row: &Model) -> Result<Policy, StoreError> {
    let number = |it: i32| u16::try_from(it).map_err(|problem| StoreError::corrupt("policies", problem));
    Ok(Policy {
        notice_hours: number(row.notice_hours)?,
        notice_lead_hours: number(row.notice_lead_hours)?,
        act_days: number(row.act_days)?,
        defer_days: number(row.defer_days)?,
        charge_time: read("policies.charge_time", &row.charge_time)?,
    })
}
