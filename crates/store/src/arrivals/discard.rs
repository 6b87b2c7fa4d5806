//! Taking away what an import left that never came to its end.

use std::time::Duration;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::Arrival;
use crate::rows::charge_amendments::{Column as Amended, Entity as Amendments};
use crate::rows::{
    arrivals, audit, charges, client_providers, clients, coverages, payers, payment_methods, practices, staff,
};
use crate::{Store, StoreError, Unit};

/// Rows taken away in one unit.
const SOME: usize = 250;

/// The least pause between two units.
const GAP_MIN: Duration = Duration::from_millis(5);

/// Ends an import that is not complete and takes its rows away, in small units. What has appeared stays.
///
/// # Errors
/// When the database cannot be read or written to. What is left then is taken away the next time.
pub async fn discard(store: &Store, arrival: Arrival) -> Result<(), StoreError> {
    let unit = store.begin().await?;
    let end = arrivals::Entity::update_many().col_expr(arrivals::Column::Ended, Expr::value(true));
    let ended = end.filter(arrivals::Column::Id.eq(arrival.0)).exec(unit.connection()).await?.rows_affected;
    unit.commit().await?;
    if ended == 0 {
        // It is complete, and its rows are everybody's. Whoever lost the answer to the last commit may ask for this.
        return Ok(());
    }

    let charges =
        marked::<charges::Entity>(store, charges::Column::ArrivalId, charges::Column::Id, arrival).await?;
    let laid_aside = laid_aside(store, arrival).await?.into_iter().map(|(_, charge)| charge);
    let recorded: Vec<Uuid> = charges.iter().copied().chain(laid_aside).collect();
    for some in recorded.chunks(SOME) {
        // The record is long, and found by its charges.
        let entries = audit::Entity::delete_many()
            .filter(audit::Column::SubjectId.is_in(some.iter().copied()))
            .filter(audit::Column::ArrivalId.eq(arrival.0));
        let step = DiscardStep::begin(store).await?;
        entries.exec(step.unit.connection()).await?;
        step.end().await?;
    }
    clear(store).await?;
    // In the order in which rows hang on each other: those first on which nothing hangs.
    // A charge has the same id whichever import brings it, and another one may have brought it since.
    let own = charges::Column::ArrivalId.eq(arrival.0);
    delete_those::<charges::Entity>(store, charges::Column::Id, &charges, Condition::all().add(own)).await?;
    let clients =
        marked::<clients::Entity>(store, clients::Column::ArrivalId, clients::Column::Id, arrival).await?;
    delete::<payment_methods::Entity>(store, payment_methods::Column::ClientId, &clients).await?;
    delete::<coverages::Entity>(store, coverages::Column::ClientId, &clients).await?;
    delete::<client_providers::Entity>(store, client_providers::Column::ClientId, &clients).await?;
    delete::<clients::Entity>(store, clients::Column::Id, &clients).await?;
    let payers =
        marked::<payers::Entity>(store, payers::Column::ArrivalId, payers::Column::Id, arrival).await?;
    delete::<payers::Entity>(store, payers::Column::Id, &payers).await?;
    let staff = marked::<staff::Entity>(store, staff::Column::ArrivalId, staff::Column::Id, arrival).await?;
    delete::<staff::Entity>(store, staff::Column::Id, &staff).await?;
    let practices =
        marked::<practices::Entity>(store, practices::Column::ArrivalId, practices::Column::Id, arrival)
            .await?;
    delete::<practices::Entity>(store, practices::Column::Id, &practices).await?;
    delete::<arrivals::Entity>(store, arrivals::Column::Id, &[arrival.0]).await
}

/// Takes away what imports laid aside that are not under way, in small units: it is written by now, or never will be.
///
/// # Errors
/// When the database cannot be read or written to. What is left then is taken away the next time.
pub async fn clear(store: &Store) -> Result<(), StoreError> {
    let under_way = arrivals::Entity::find()
        .select_only()
        .column(arrivals::Column::Id)
        .filter(arrivals::Column::Ended.eq(false))
        .into_query();
    let dead = Amendments::find()
        .select_only()
        .column(Amended::ArrivalId)
        .filter(Amended::ArrivalId.not_in_subquery(under_way))
        .distinct();
    let dead: Vec<Uuid> = dead.into_tuple().all(&store.reader().0).await?;
    for arrival in dead.into_iter().map(Arrival) {
        for some in laid_aside(store, arrival).await?.chunks(SOME) {
            let (clients, charges): (Vec<Uuid>, Vec<Uuid>) = some.iter().copied().unzip();
            let delete = Amendments::delete_many()
                .filter(Amended::ArrivalId.eq(arrival.0))
                .filter(Amended::ClientId.is_in(clients))
                .filter(Amended::Id.is_in(charges));
            let step = DiscardStep::begin(store).await?;
            delete.exec(step.unit.connection()).await?;
            step.end().await?;
        }
    }
    Ok(())
}

/// The charges for which an import laid something aside, each with its client.
async fn laid_aside(store: &Store, arrival: Arrival) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let query = Amendments::find()
        .select_only()
        .columns([Amended::ClientId, Amended::Id])
        .filter(Amended::ArrivalId.eq(arrival.0))
        .order_by_asc(Amended::ClientId);
    Ok(query.into_tuple().all(&store.reader().0).await?)
}

/// A small unit, after which the database is others' for as long as it was kept from them. Whoever waits for SQLite's write lock in
/// another process asks for it now and then, and would go on missing a gap of no length.
struct DiscardStep {
    unit: Unit,
    began: Instant,
}

impl DiscardStep {
    async fn begin(store: &Store) -> Result<Self, StoreError> {
        Ok(Self { unit: store.begin().await?, began: Instant::now() })
    }

    async fn end(self) -> Result<(), StoreError> {
        self.unit.commit().await?;
        sleep(self.began.elapsed().max(GAP_MIN)).await;
        Ok(())
    }
}

/// The ids of the rows with this mark, read without keeping anybody from writing.
async fn marked<E: EntityTrait>(
    store: &Store,
    mark: E::Column,
    id: E::Column,
    arrival: Arrival,
) -> Result<Vec<Uuid>, StoreError> {
    let reader = store.reader();
    let query = E::find().select_only().column(id).filter(mark.eq(arrival.0));
    Ok(query.into_tuple().all(&reader.0).await?)
}

async fn delete<E: EntityTrait>(store: &Store, by: E::Column, ids: &[Uuid]) -> Result<(), StoreError> {
    delete_those::<E>(store, by, ids, Condition::all()).await
}

/// Of the rows with these ids, those of which `which` holds.
async fn delete_those<E: EntityTrait>(
    store: &Store,
    by: E::Column,
    ids: &[Uuid],
    which: Condition,
) -> Result<(), StoreError> {
    for some in ids.chunks(SOME) {
        let step = DiscardStep::begin(store).await?;
        let delete = E::delete_many().filter(by.is_in(some.iter().copied())).filter(which.clone());
        delete.exec(step.unit.connection()).await?;
        step.end().await?;
    }
    Ok(())
}
