//! Taking away what an import left that never came to its end.

use std::collections::BTreeMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::Arrival;
use crate::rows::{
    arrivals, audit, charge_amendments, charges, client_providers, clients, coverages, payers,
    payment_methods, practices, staff,
};
use crate::{Store, StoreError};

/// Rows taken away in one unit.
const SOME: usize = 250;

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

    clear(store).await?;
    let audit = marked::<audit::Entity>(store, audit::Column::ArrivalId, audit::Column::Id, arrival).await?;
    delete::<audit::Entity>(store, audit::Column::Id, &audit).await?;
    // In the order in which rows hang on each other: those first on which nothing hangs.
    let charges =
        marked::<charges::Entity>(store, charges::Column::ArrivalId, charges::Column::Id, arrival).await?;
    delete::<charges::Entity>(store, charges::Column::Id, &charges).await?;
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
    let dead = charge_amendments::Entity::find()
        .select_only()
        .column(charge_amendments::Column::ArrivalId)
        .column(charge_amendments::Column::Id)
        .filter(charge_amendments::Column::ArrivalId.not_in_subquery(under_way));
    let dead: Vec<(Uuid, Uuid)> = dead.into_tuple().all(&store.reader().0).await?;
    let mut by_arrival: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for (arrival, charge) in dead {
        by_arrival.entry(arrival).or_default().push(charge);
    }
    for (arrival, charges) in by_arrival {
        for some in charges.chunks(SOME) {
            let unit = store.begin().await?;
            charge_amendments::Entity::delete_many()
                .filter(charge_amendments::Column::ArrivalId.eq(arrival))
                .filter(charge_amendments::Column::Id.is_in(some.iter().copied()))
                .exec(unit.connection())
                .await?;
            unit.commit().await?;
        }
    }
    Ok(())
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
    for some in ids.chunks(SOME) {
        let unit = store.begin().await?;
        E::delete_many().filter(by.is_in(some.iter().copied())).exec(unit.connection()).await?;
        unit.commit().await?;
    }
    Ok(())
}
