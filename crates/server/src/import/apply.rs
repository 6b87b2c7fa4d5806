//! Writing what was read, in one transaction.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::ChargeState;
use domain::policy::Policy;
use domain::zone::PracticeZone;
use domain::{ClientId, PayerId, PracticeId, StaffId};
use indicatif::ProgressBar;
use store::{Store, StoreError, Unit, policies};
use uuid::Uuid;

use super::clients::ClientRow;
use super::payers::PayerRow;
use super::practices::PracticeRow;
use super::problem::Problems;
use super::records::{FILES, Records};
use super::rows::ForEach;
use super::staff::StaffRow;
use super::summary::Summary;
use super::{addresses, charges, clients, coverages, payers, payment_methods, practices, staff};

/// Makes ids of version 7.
pub type MakeId<'a> = dyn FnMut() -> Uuid + Send + 'a;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Rows that do not fit what is there.
    #[error("the rows do not fit what is there")]
    Refused(#[source] Problems),
    /// The store failed.
    #[error("the import could not be written")]
    Store(#[from] StoreError),
}

/// What the files need while they are written.
pub(super) struct Bringing<'a> {
    pub(super) unit: &'a Unit,
    pub(super) now: DateTime<Utc>,
    pub(super) make_id: &'a mut MakeId<'a>,
    pub(super) problems: &'a mut Problems,
    pub(super) progress: &'a ProgressBar,
}

/// The ids of rows that others refer to.
pub(super) struct Ids {
    pub(super) practices: ForEach<PracticeRow, PracticeId>,
    pub(super) staff: ForEach<StaffRow, StaffId>,
    pub(super) payers: ForEach<PayerRow, PayerId>,
    pub(super) clients: ForEach<ClientRow, ClientId>,
}

/// In which zone and under which policy a practice's charges come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    zone: PracticeZone,
    policy: Policy,
}

/// Those of each practice.
pub(super) type AllTerms = HashMap<PracticeId, Terms>;

impl Terms {
    /// When a worker has to look at a charge in this state.
    pub(super) fn due_at(&self, state: &ChargeState) -> Option<DateTime<Utc>> {
        state.due_at(self.zone, &self.policy)
    }

    /// The instant on a day at which the practice takes charges, for days of which no more is known.
    pub(super) fn at(&self, day: NaiveDate) -> DateTime<Utc> {
        self.zone.instant(day, self.policy.charge_time)
    }
}

/// Writes the records over what is there: all of them, or nothing. Again it changes nothing.
///
/// `now` is on the business clock. The bar counts charges.
///
/// # Errors
/// [`ImportError::Refused`] names the rows that would change what is past changing. Then nothing is written.
pub async fn apply(
    store: &Store,
    records: &Records,
    now: DateTime<Utc>,
    make_id: &mut MakeId<'_>,
    progress: &ProgressBar,
) -> Result<Summary, ImportError> {
    let unit = store.begin().await?;
    let mut problems = Problems::default();
    let mut make_id = || make_id();
    let mut bringing =
        Bringing { unit: &unit, now, make_id: &mut make_id, problems: &mut problems, progress };
    let summary = put(records, &mut bringing).await?;
    if !problems.is_empty() {
        return Err(ImportError::Refused(problems.sorted(&FILES)));
    }
    unit.commit().await?;
    Ok(summary)
}

async fn put(records: &Records, bringing: &mut Bringing<'_>) -> Result<Summary, StoreError> {
    let (practice_ids, practices) = practices::put(&records.practices, bringing).await?;
    let (staff_ids, staff) = staff::put(&records.staff, &practice_ids, bringing).await?;
    let (payer_ids, payers) = payers::put(&records.payers, &practice_ids, bringing).await?;
    let clients = clients::put(&records.clients, &practice_ids, &staff_ids, bringing).await?;
    let ids = Ids { practices: practice_ids, staff: staff_ids, payers: payer_ids, clients: clients.ids };
    let coverages = coverages::put(&records.coverages, &records.clients, &ids, bringing).await?;
    let payment_methods =
        payment_methods::put(&records.payment_methods, &records.clients, &ids, bringing).await?;
    let terms = terms(records, &ids, bringing).await?;
    let charges = charges::put(&records.charges, &records.clients, &ids, &terms, bringing).await?;
    addresses::announce_again(bringing.unit, &clients.readdressed, &terms).await?;
    let clients = clients.tally;
    Ok(Summary { practices, staff, payers, clients, coverages, payment_methods, charges })
}

async fn terms(records: &Records, ids: &Ids, bringing: &Bringing<'_>) -> Result<AllTerms, StoreError> {
    let mut terms = AllTerms::new();
    for (at, row) in records.practices.iter() {
        let (id, zone) = (ids.practices[at], row.zone);
        let policy = policies::at(bringing.unit, id, zone.day(bringing.now)).await?;
        terms.insert(id, Terms { zone, policy });
    }
    Ok(terms)
}
