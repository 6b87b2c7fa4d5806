//! Which session each charge is for, to tell a second copy from a second charge.

use chrono::{NaiveDate, NaiveTime};
use domain::charge::ChargeKind;
use domain::{ClientId, StaffId};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::here;
use crate::columns::{read, word};
use crate::rows::charges::Column;
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError};

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
