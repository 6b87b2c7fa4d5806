//! What rows say of sessions for insurers alone. No money depends on it, so it has nothing to do with what may be said of a charge: it may
//! come and change at any time, whatever became of the charge, and what cannot be right is passed over.

use domain::session_codes::{Diagnosis, Modifier, PlaceOfService, SessionCodes, Units};
use store::charges::Imported;
use store::session_codes::{self, CodesOfCharge};
use store::{Access, StoreError};

use super::ChargeRow;
use crate::import::cell;
use crate::import::row::CsvRow;
use crate::import::rows::{At, Rows};

/// What a row says; none where it says nothing of it, which changes nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct SaidCodes {
    diagnoses: Option<Vec<Diagnosis>>,
    place: Option<Option<PlaceOfService>>,
    modifiers: Option<Vec<Modifier>>,
    units: Option<Option<Units>>,
}

impl SaidCodes {
    pub(super) fn read(row: &mut CsvRow<'_>) -> Self {
        let diagnoses = row.said("diagnosis_codes", cell::diagnoses);
        let place = row.said("place_of_service", cell::place_of_service);
        let modifiers = row.said("modifiers", cell::modifiers);
        let units = row.said("units", cell::units);
        Self {
            diagnoses: diagnoses.map(Option::unwrap_or_default),
            place,
            modifiers: modifiers.map(Option::unwrap_or_default),
            units,
        }
    }

    const fn says_something(&self) -> bool {
        self.diagnoses.is_some() || self.place.is_some() || self.modifiers.is_some() || self.units.is_some()
    }

    /// What holds after it, where this held before.
    fn over(&self, before: SessionCodes) -> SessionCodes {
        let Self { diagnoses, place, modifiers, units } = self.clone();
        SessionCodes {
            diagnoses: diagnoses.unwrap_or(before.diagnoses),
            place: place.unwrap_or(before.place),
            modifiers: modifiers.unwrap_or(before.modifiers),
            units: units.unwrap_or(before.units),
        }
    }
}

impl ChargeRow {
    /// What is said of the session of a charge that is not there yet.
    pub(super) fn first_codes(&self) -> Option<SessionCodes> {
        Some(self.codes.over(SessionCodes::default())).filter(|codes| *codes != SessionCodes::default())
    }
}

/// What is to be written of charges that are there: where a row says something else for insurers than was said before.
pub(super) async fn news(
    access: &impl Access,
    rows: &Rows<ChargeRow>,
    there: &[(At<ChargeRow>, Imported)],
) -> Result<Vec<(At<ChargeRow>, CodesOfCharge)>, StoreError> {
    let saying = there.iter().filter(|(at, _)| rows[*at].codes.says_something());
    let charges: Vec<_> = saying.clone().map(|(_, it)| (it.client, it.id)).collect();
    let mut before = session_codes::of_charges(access, &charges).await?;
    let news = saying.filter_map(|(at, it)| {
        let before = before.remove(&it.id).unwrap_or_default();
        let codes = rows[*at].codes.over(before.clone());
        (codes != before).then_some((*at, CodesOfCharge { client: it.client, charge: it.id, codes }))
    });
    Ok(news.collect())
}
