//! What an import writes over charges that are there. Where these are many it takes long, so it is laid aside a few rows at a time,
//! and then written over all of them by a few statements.

use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, UpdateStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, Iterable, PaginatorTrait, QueryFilter};

use super::NewCharge;
use super::row::row;
use crate::arrivals::Arrival;
use crate::rows::charge_amendments::{Column as Laid, Entity as Amendments, Model};
use crate::rows::charges::{Column, Entity};
use crate::{StoreError, Unit, upsert};

/// What became of the charges over which something was laid aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amended {
    /// How many were written.
    pub written: u64,
    /// The practice's keys of those that somebody else wrote since they were read. They stay as they are.
    pub overtaken: Vec<String>,
}

/// Lays aside what an import is going to write over charges, each read at the version that its `charge.version` states. Nobody
/// sees it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn lay_aside(unit: &Unit, arrival: Arrival, charges: &[NewCharge]) -> Result<(), StoreError> {
    let laid = |it| {
        let row = row(it)?;
        Ok(Model {
            arrival_id: arrival.id(),
            client_id: row.client_id,
            id: row.id,
            read_version: row.version,
            provider_id: row.provider_id,
            session_day: row.session_day,
            session_start: row.session_start,
            cpt_code: row.cpt_code,
            description: row.description,
            kind: row.kind,
            state: row.state,
            facts: row.facts,
            amount_cents: row.amount_cents,
            taken_cents: row.taken_cents,
            elsewhere_cents: row.elsewhere_cents,
            currency: row.currency,
            day: row.day,
            due_at: row.due_at,
            second_of: row.second_of,
            import_digest: row.import_digest,
            exported: row.exported,
        })
    };
    let rows = charges.iter().map(laid).collect::<Result<_, StoreError>>()?;
    upsert::insert_many::<Amendments>(unit, rows).await
}

/// Writes what was laid aside over the charges that are still at the version at which they were read, and raises the version of
/// each by one. Their clients and payment intents stay, and claims on them end.
///
/// # Errors
/// When the database cannot be written to.
pub async fn amend_all(unit: &Unit, arrival: Arrival) -> Result<Amended, StoreError> {
    // SQLite writes an index anew for each row of a statement that names one of its columns, so those that seldom change
    // are written where they do. This halves the time for which others wait.
    let seldom = [(Column::SessionDay, Laid::SessionDay), (Column::State, Laid::State)];
    let mut update = over_laid(arrival);
    let mut differs = Condition::any();
    for (column, laid) in seldom {
        update.value(column, Expr::col((Amendments, laid)));
        differs = differs.add(Expr::col((Entity, column)).ne(Expr::col((Amendments, laid))));
    }
    unit.connection().execute(update.cond_where(differs)).await?;

    let mut update = over_laid(arrival);
    update.value(Column::ClaimedBy, Expr::value(None::<String>));
    update.value(Column::ClaimedUntil, Expr::value(None::<i64>));
    unit.connection().execute(update.and_where(Expr::col((Entity, Column::ClaimedBy)).is_not_null())).await?;

    let mut update = over_laid(arrival);
    // Columns of one name mean one thing in both tables.
    for column in Laid::iter().filter(is_brought) {
        update.value(column, Expr::col((Amendments, column)));
    }
    update.value(Column::Version, Expr::col((Amendments, Laid::ReadVersion)).add(1));
    let written = unit.connection().execute(&update).await?.rows_affected();
    let overtaken =
        if written < laid(unit, arrival).await? { overtaken(unit, arrival).await? } else { Vec::new() };
    Ok(Amended { written, overtaken })
}

/// A statement over the charges for which something was laid aside, and that nobody wrote since.
fn over_laid(arrival: Arrival) -> UpdateStatement {
    let mut update = Query::update();
    update
        .table(Entity)
        .from(Amendments)
        .and_where(Expr::col((Amendments, Laid::ArrivalId)).eq(arrival.id()))
        .and_where(Expr::col((Entity, Column::ClientId)).equals((Amendments, Laid::ClientId)))
        .and_where(Expr::col((Entity, Column::Id)).equals((Amendments, Laid::Id)))
        .and_where(Expr::col((Entity, Column::Version)).equals((Amendments, Laid::ReadVersion)));
    update
}

/// Whether a column is written over all charges by one statement.
const fn is_brought(column: &Laid) -> bool {
    match column {
        Laid::ArrivalId | Laid::ClientId | Laid::Id | Laid::ReadVersion | Laid::SessionDay | Laid::State => {
            false
        }
        Laid::ProviderId
        | Laid::SessionStart
        | Laid::CptCode
        | Laid::Description
        | Laid::Kind
        | Laid::Facts
        | Laid::AmountCents
        | Laid::TakenCents
        | Laid::ElsewhereCents
        | Laid::Currency
        | Laid::Day
        | Laid::DueAt
        | Laid::SecondOf
        | Laid::ImportDigest
        | Laid::Exported => true,
    }
}

async fn laid(unit: &Unit, arrival: Arrival) -> Result<u64, StoreError> {
    let all = Amendments::find().filter(Laid::ArrivalId.eq(arrival.id()));
    Ok(all.count(unit.connection()).await?)
}

/// A charge that was written has the digest of its row.
async fn overtaken(unit: &Unit, arrival: Arrival) -> Result<Vec<String>, StoreError> {
    let mut query = Query::select();
    query
        .column((Entity, Column::ExternalKey))
        .from(Amendments)
        .from(Entity)
        .and_where(Expr::col((Amendments, Laid::ArrivalId)).eq(arrival.id()))
        .and_where(Expr::col((Entity, Column::ClientId)).equals((Amendments, Laid::ClientId)))
        .and_where(Expr::col((Entity, Column::Id)).equals((Amendments, Laid::Id)))
        .and_where(Expr::col((Entity, Column::ImportDigest)).equals((Amendments, Laid::ImportDigest)).not());
    let rows = unit.connection().query_all(&query).await?;
    rows.iter().map(|row| Ok(row.try_get("", Column::ExternalKey.as_str())?)).collect()
}
