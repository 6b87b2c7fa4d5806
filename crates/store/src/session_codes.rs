//! What practices say of sessions for insurers alone. It is read for superbills, and compared by imports; nothing else has it.

use std::collections::HashMap;

use domain::session_codes::{Diagnosis, Modifier, SessionCodes, Units, diagnoses, modifiers};
use domain::{ChargeId, ClientId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::columns::parsed_of;
use crate::rows::session_codes::{Column, Entity, Model};
use crate::upsert::{KEYS_MAX, insert_over};
use crate::{Access, StoreError, Unit};

/// What is said of the session of one charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodesOfCharge {
    /// Whose charge it is.
    pub client: ClientId,
    /// The charge.
    pub charge: ChargeId,
    /// What is said.
    pub codes: SessionCodes,
}

/// What is said of the sessions of these charges, each of its client; those of which nothing is said are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_charges(
    access: &impl Access,
    charges: &[(ClientId, ChargeId)],
) -> Result<HashMap<ChargeId, SessionCodes>, StoreError> {
    let mut found = HashMap::new();
    for some in charges.chunks(KEYS_MAX) {
        let rows = Entity::find()
            .filter(Column::ClientId.is_in(some.iter().map(|(client, _)| client.uuid())))
            .filter(Column::ChargeId.is_in(some.iter().map(|(_, charge)| charge.uuid())))
            .all(access.connection())
            .await?;
        for row in rows {
            let (client, charge) = (ClientId::new(row.client_id), ChargeId::new(row.charge_id));
            if some.contains(&(client, charge)) {
                found.insert(charge, record(&row)?);
            }
        }
    }
    Ok(found)
}

/// Writes what is said of sessions, over what was said before.
///
/// # Errors
/// [`StoreError::Failed`] when a charge is not there.
pub async fn put(unit: &Unit, said: &[CodesOfCharge]) -> Result<(), StoreError> {
    let over = OnConflict::columns([Column::ClientId, Column::ChargeId])
        .update_columns([Column::DiagnosisCodes, Column::PlaceOfService, Column::Modifiers, Column::Units])
        .to_owned();
    insert_over::<Entity>(unit, said.iter().map(row).collect(), &over).await?;
    Ok(())
}

fn row(it: &CodesOfCharge) -> Model {
    let SessionCodes { diagnoses, place, modifiers, units } = &it.codes;
    Model {
        client_id: it.client.uuid(),
        charge_id: it.charge.uuid(),
        diagnosis_codes: joined(diagnoses.iter().map(Diagnosis::as_str)),
        place_of_service: place.as_ref().map(|place| place.as_str().to_owned()),
        modifiers: joined(modifiers.iter().map(Modifier::as_str)),
        units: units.map(|units| i32::from(units.get())),
    }
}

fn record(row: &Model) -> Result<SessionCodes, StoreError> {
    let units = row.units.map(|units| units.to_string());
    Ok(SessionCodes {
        diagnoses: parsed_of("session_codes.diagnosis_codes", row.diagnosis_codes.as_deref(), diagnoses)?
            .unwrap_or_default(),
        place: parsed_of("session_codes.place_of_service", row.place_of_service.as_deref(), str::parse)?,
        modifiers: parsed_of("session_codes.modifiers", row.modifiers.as_deref(), modifiers)?
            .unwrap_or_default(),
        units: parsed_of("session_codes.units", units.as_deref(), str::parse::<Units>)?,
    })
}

/// Codes with a semicolon between them; none where there is none.
fn joined<'a>(codes: impl Iterator<Item = &'a str>) -> Option<String> {
    let codes: Vec<&str> = codes.collect();
    (!codes.is_empty()).then(|| codes.join(";"))
}
