use std::collections::HashMap;

use domain::ChargeId;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::here;
use crate::rows::charges::Column;
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError};

/// The keys of these charges in their practice's system.
///
/// # Errors
/// When the database cannot be read.
pub async fn external_keys(
    access: &impl Access,
    ids: &[ChargeId],
) -> Result<HashMap<ChargeId, String>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(KEYS_MAX) {
        let rows: Vec<(Uuid, String)> = here()
            .select_only()
            .column(Column::Id)
            .column(Column::ExternalKey)
            .filter(Column::Id.is_in(some.iter().map(|id| id.uuid())))
            .into_tuple()
            .all(access.connection())
            .await?;
        found.extend(rows.into_iter().map(|(id, key)| (ChargeId::new(id), key)));
    }
    Ok(found)
}
