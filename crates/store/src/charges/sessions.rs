//! Which session each charge is for, to tell a second copy from a second charge.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};
use domain::charge::{Charge, ChargeKind};
use domain::{ChargeId, ClientId, StaffId};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::here;
use crate::columns::{day, read, time, word};
use crate::rows::charges::Column;
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError};

/// Asked about in one query.
const SESSIONS_MAX: usize = 100;

/// The session that a charge is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfSession {
    /// The charge's key in the practice's system.
    pub external_key: String,
    /// Whose session.
    pub client: ClientId,
    /// With whom.
    pub provider: StaffId,
    /// On which day, in the practice's zone.
    pub day: NaiveDate,
    /// When it began, on the practice's clock.
    pub start: NaiveTime,
    /// The code of the service.
    pub cpt_code: String,
    /// What is charged for it.
    pub kind: ChargeKind,
}

/// The sessions of all charges of these clients.
///
/// # Errors
/// When the database cannot be read.
pub async fn sessions_of_clients(
    access: &impl Access,
    clients: &[ClientId],
) -> Result<Vec<OfSession>, StoreError> {
    let mut found = Vec::new();
    for some in clients.chunks(KEYS_MAX) {
        let rows: Vec<(String, Uuid, Uuid, String, String, String, String)> = here()
            .select_only()
            .columns([Column::ExternalKey, Column::ClientId, Column::ProviderId])
            .columns([Column::SessionDay, Column::SessionStart, Column::CptCode, Column::Kind])
            .filter(Column::ClientId.is_in(some.iter().map(|id| id.uuid())))
            .into_tuple()
            .all(access.connection())
            .await?;
        for (external_key, client, provider, day, start, cpt_code, kind) in rows {
            found.push(OfSession {
                external_key,
                client: ClientId::new(client),
                provider: StaffId::new(provider),
                day: read("charges.session_day", &day)?,
                start: read("charges.session_start", &start)?,
                cpt_code,
                kind: word("charges.kind", &kind)?,
            });
        }
    }
    Ok(found)
}

/// Those of these charges whose client has another one of the same day and time.
///
/// # Errors
/// When the database cannot be read.
pub async fn sharing_their_session<'a>(
    access: &impl Access,
    of: impl IntoIterator<Item = &'a Charge>,
) -> Result<HashSet<ChargeId>, StoreError> {
    let charges: Vec<&Charge> = of.into_iter().collect();
    let mut shared = HashSet::new();
    for some in charges.chunks(SESSIONS_MAX) {
        let session = |charge: &&Charge| {
            Condition::all()
                .add(Column::ClientId.eq(charge.client.uuid()))
                .add(Column::SessionDay.eq(day(charge.session.day)))
                .add(Column::SessionStart.eq(time(charge.session.start)))
        };
        let rows: Vec<(Uuid, String, String)> = here()
            .select_only()
            .columns([Column::ClientId, Column::SessionDay, Column::SessionStart])
            .filter(some.iter().map(session).fold(Condition::any(), Condition::add))
            .into_tuple()
            .all(access.connection())
            .await?;
        let mut counts: HashMap<_, usize> = HashMap::new();
        for row in rows {
            *counts.entry(row).or_default() += 1;
        }
        let is_shared = |charge: &&&Charge| {
            let Charge { client, session, .. } = charge;
            let key = (client.uuid(), day(session.day), time(session.start));
            counts.get(&key).is_some_and(|count| *count > 1)
        };
        shared.extend(some.iter().filter(is_shared).map(|charge| charge.id));
    }
    Ok(shared)
}
