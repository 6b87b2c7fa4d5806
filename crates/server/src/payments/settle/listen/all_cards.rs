//! Asks of each customer which cards they have, where something may have become of cards of which the processor does not tell any more.

use chrono::{DateTime, Utc};
use futures_util::{StreamExt, TryStreamExt, stream};
use store::payment_methods;
use store::sweeps::{self, SweptList};

use crate::desk::Desk;
use crate::payments::settle::cards::follow_customer;
use crate::service::Failure;

/// Customers asked about in one turn, at the same time: what charges ask meanwhile is answered as well.
const SOME: u64 = 8;

/// How far it is.
#[derive(Debug)]
pub(super) struct AllCards {
    /// Up to when what became of cards is known, once it is through.
    until: DateTime<Utc>,
    /// The customer who was asked about last.
    after: Option<String>,
}

impl AllCards {
    pub(super) const fn until(until: DateTime<Utc>) -> Self {
        Self { until, after: None }
    }

    /// Goes on by some customers; whether it is through.
    pub(super) async fn go_on(&mut self, desk: &Desk) -> Result<bool, Failure> {
        let some = payment_methods::customers(&desk.store.reader(), self.after.as_deref(), SOME).await?;
        let Some(last) = some.last().cloned() else {
            let unit = desk.store.begin().await?;
            sweeps::sweep(&unit, SweptList::Cards, self.until).await?;
            unit.commit().await?;
            return Ok(true);
        };
        let at_once = some.len();
        let asked = some.into_iter().map(|customer| async move { follow_customer(desk, &customer).await });
        stream::iter(asked).buffer_unordered(at_once).try_collect::<Vec<()>>().await?;
        self.after = Some(last);
        Ok(false)
    }
}
