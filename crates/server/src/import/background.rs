//! What the desk knows, as rows that others can refer to: those which were set aside name people who were imported since.

use std::collections::HashMap;

use domain::PracticeId;
use store::{Access, StoreError, clients, payers, practices, staff};

use super::clients::ClientRow;
use super::files::Files;
use super::payers::PayerRow;
use super::practices::PracticeRow;
use super::rows::{At, Rows};
use super::staff::StaffRow;

/// Rows that stand for what is in the desk. They are referred to and not imported.
#[derive(Debug)]
pub struct Background {
    pub(super) practices: Rows<PracticeRow>,
    pub(super) staff: Rows<StaffRow>,
    pub(super) payers: Rows<PayerRow>,
    pub(super) clients: Rows<ClientRow>,
}

impl Background {
    /// That of a whole export, whose rows name each other only.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            practices: Rows::new(super::practices::FILE),
            staff: Rows::new(super::staff::FILE),
            payers: Rows::new(super::payers::FILE),
            clients: Rows::new(super::clients::FILE),
        }
    }

    /// That of these files: of rows that were set aside, what the desk knows of their practices.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(files: &Files, access: &impl Access) -> Result<Self, StoreError> {
        let Some(keys) = files.set_aside_of() else { return Ok(Self::nothing()) };
        let mut there = practices::all(access).await?;
        there.retain(|it| keys.is_none_or(|keys| keys.contains(&it.external_key)));
        let rows = there.iter().map(|it| (it.external_key.clone(), super::practices::in_desk(it)));
        let practices = Rows::over(super::practices::FILE, rows);
        let by_key = practices.with_desk().map(|(at, row)| (row.key.as_str(), at));
        let by_key: HashMap<&str, At<PracticeRow>> = by_key.collect();
        let places: Vec<(PracticeId, At<PracticeRow>)> =
            there.iter().filter_map(|it| Some((it.id, *by_key.get(it.external_key.as_str())?))).collect();
        let (mut people, mut insurers, mut whom) = (Vec::new(), Vec::new(), Vec::new());
        for (id, at) in places {
            let found = staff::of_practice(access, id).await?;
            people.extend(found.iter().map(|it| (it.external_key.clone(), super::staff::in_desk(it, at))));
            let found = payers::of_practice(access, id).await?;
            insurers.extend(found.iter().map(|it| (it.external_key.clone(), super::payers::in_desk(it, at))));
            let found = clients::of_practice(access, id).await?;
            whom.extend(found.iter().map(|it| (it.external_key.clone(), super::clients::in_desk(it, at))));
        }
        Ok(Self {
            practices,
            staff: Rows::over(super::staff::FILE, people),
            payers: Rows::over(super::payers::FILE, insurers),
            clients: Rows::over(super::clients::FILE, whom),
        })
    }
}
