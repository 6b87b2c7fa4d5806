//! What is asked of all charges together when books are compared.

use chrono::NaiveDate;
use domain::ChargeId;
use domain::charge::StateName;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::here;
use crate::columns::read;
use crate::rows::charges::Column;
use crate::{Access, StoreError};

/// The day of the earliest session whose charge may still be taken; none when no charge may.
///
/// # Errors
/// When the database cannot be read.
pub async fn earliest_open_session(access: &impl Access) -> Result<Option<NaiveDate>, StoreError> {
    let open = StateName::ALL.into_iter().filter(|state| state.is_open()).map(StateName::as_str);
    let day: Option<String> = here()
        .select_only()
        .column(Column::SessionDay)
        .filter(Column::State.is_in(open))
        .order_by_asc(Column::SessionDay)
        .into_tuple()
        .one(access.connection())
        .await?;
    day.map(|day| read("charges.session_day", &day)).transpose()
}

/// Charges of which money was or may be taken for one and the same session: same client, day, time, provider and code, but for
/// those that the practice itself calls a second one. Each group is given with the one that came first in front.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_the_same_session(access: &impl Access) -> Result<Vec<Vec<ChargeId>>, StoreError> {
    const SESSION: [Column; 5] =
        [Column::ClientId, Column::SessionDay, Column::SessionStart, Column::ProviderId, Column::CptCode];
    type Key = (Uuid, String, String, Uuid, String);
    let taken = || {
        let states = StateName::ALL.into_iter().filter(|state| may_take(*state)).map(StateName::as_str);
        Condition::all().add(Column::State.is_in(states)).add(Column::SecondOf.is_null())
    };
    let doubled: Vec<Key> = here()
        .select_only()
        .columns(SESSION)
        .filter(taken())
        .group_by(Column::ClientId)
        .group_by(Column::SessionDay)
        .group_by(Column::SessionStart)
        .group_by(Column::ProviderId)
        .group_by(Column::CptCode)
        .having(Expr::col(Column::Id).count().gt(1))
        .into_tuple()
        .all(access.connection())
        .await?;
    let mut groups = Vec::with_capacity(doubled.len());
    for (client, day, start, provider, code) in doubled {
        let session = Condition::all()
            .add(Column::ClientId.eq(client))
            .add(Column::SessionDay.eq(day))
            .add(Column::SessionStart.eq(start))
            .add(Column::ProviderId.eq(provider))
            .add(Column::CptCode.eq(code));
        let ids: Vec<Uuid> = here()
            .select_only()
            .column(Column::Id)
            .filter(session)
            .filter(taken())
            .order_by_asc(Column::Id)
            .into_tuple()
            .all(access.connection())
            .await?;
        groups.push(ids.into_iter().map(ChargeId::new).collect());
    }
    Ok(groups)
}

/// Whether money of a charge in this state was taken and kept, or may yet be.
const fn may_take(state: StateName) -> bool {
    match state {
        StateName::AwaitingInsurer
        | StateName::Scheduled
        | StateName::Upcoming
        | StateName::Processing
        | StateName::Paid
        | StateName::Failed
        | StateName::OnHold
        | StateName::PartiallyRefunded
        | StateName::SettledElsewhere
        | StateName::Disputed => true,
        StateName::NothingDue | StateName::Waived | StateName::Refunded | StateName::ChargedBack => false,
    }
}
