//! Which providers see which clients, as the rows say.

use std::collections::HashSet;

use domain::{ClientId, PracticeId, StaffId};
use store::{Access, StoreError, Unit, client_providers};

use super::ClientRow;
use crate::import::known::KnownIds;
use crate::import::rows::Rows;

/// What has to change for the links to be those of the rows.
#[derive(Debug)]
pub(in crate::import) struct Links(Vec<OfPractice>);

#[derive(Debug)]
struct OfPractice {
    practice: PracticeId,
    fresh: Vec<(ClientId, StaffId)>,
    ended: Vec<(ClientId, StaffId)>,
}

impl Links {
    /// Compares the rows with what is there. Links of clients who are not among the rows stay, and of those whose row does not say them.
    pub(in crate::import) async fn compared(
        access: &impl Access,
        rows: &Rows<ClientRow>,
        ids: &KnownIds,
    ) -> Result<Self, StoreError> {
        let mut links = Vec::new();
        for practice in ids.practices.iter().copied() {
            let here = || rows.iter().filter(|(_, row)| ids.practices[row.practice] == practice);
            let said = || here().filter_map(|(at, row)| Some((ids.clients[at], row.providers.as_ref()?)));
            let clients: HashSet<ClientId> = said().map(|(client, _)| client).collect();
            let wanted: HashSet<(ClientId, StaffId)> =
                said().flat_map(|(client, all)| all.iter().map(move |it| (client, ids.staff[*it]))).collect();
            let there = client_providers::of_practice(access, practice).await?;
            let fresh = wanted.difference(&there).copied().collect();
            let ended = there.difference(&wanted).filter(|(client, _)| clients.contains(client));
            links.push(OfPractice { practice, fresh, ended: ended.copied().collect() });
        }
        Ok(Self(links))
    }

    /// The clients whose links change.
    pub(super) fn clients(&self) -> HashSet<ClientId> {
        let all = self.0.iter().flat_map(|it| it.fresh.iter().chain(&it.ended));
        all.map(|(client, _)| *client).collect()
    }

    /// Those of clients who are new, by practice.
    pub(in crate::import) fn of_new<'a>(
        &'a self,
        new: &'a HashSet<ClientId>,
    ) -> impl Iterator<Item = (PracticeId, Vec<(ClientId, StaffId)>)> + 'a {
        self.0.iter().map(move |it| {
            let theirs = it.fresh.iter().filter(|(client, _)| new.contains(client));
            (it.practice, theirs.copied().collect())
        })
    }

    /// Writes the change for all others. A provider who is no longer named no longer sees the client.
    pub(in crate::import) async fn change(
        &self,
        new: &HashSet<ClientId>,
        unit: &Unit,
    ) -> Result<(), StoreError> {
        for OfPractice { practice, fresh, ended } in &self.0 {
            client_providers::remove(unit, ended).await?;
            let fresh: Vec<_> = fresh.iter().filter(|(client, _)| !new.contains(client)).copied().collect();
            client_providers::upsert(unit, *practice, &fresh).await?;
        }
        Ok(())
    }
}
