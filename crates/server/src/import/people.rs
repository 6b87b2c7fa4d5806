//! What an export brings beside charges: practices, staff, payers, clients, their coverages and cards.

use std::collections::HashSet;

use domain::client::Client;
use domain::coverage::Coverage;
use domain::payer::Payer;
use domain::payment_method::PaymentMethod;
use domain::practice::Practice;
use domain::staff::StaffMember;
use domain::{ClientId, PracticeId};
use store::{
    Access, StoreError, Unit, charges, client_providers, clients, coverages, payers, payment_methods,
    practices, staff,
};

use super::apply::{AllTerms, Bringing};
use super::arriving::Arriving;
use super::clients::{ClientRow, Links};
use super::coverages::CoverageRow;
use super::known::{KnownIds, KnownRows};
use super::payers::PayerRow;
use super::payment_methods::MethodRow;
use super::practices::PracticeRow;
use super::records::Records;
use super::sorted::{Sorted, only};
use super::staff::StaffRow;
use super::summary::Summary;

/// All of it, by what it has to say.
#[derive(Debug)]
pub(super) struct People {
    practices: Sorted<PracticeRow, Practice>,
    staff: Sorted<StaffRow, StaffMember>,
    payers: Sorted<PayerRow, Payer>,
    clients: Sorted<ClientRow, Client>,
    /// Clients whose address was refused and is brought again.
    reachable_again: Vec<ClientId>,
    links: Links,
    coverages: Sorted<CoverageRow, Coverage>,
    methods: Sorted<MethodRow, PaymentMethod>,
    /// Practices whose days begin at another hour now.
    rezoned: Vec<PracticeId>,
    /// Cards in whose place another is the default.
    replaced: Vec<PaymentMethod>,
    /// Clients who are not there yet. What hangs on them is seen by nobody either.
    new: HashSet<ClientId>,
}

impl People {
    /// Compares the rows with what is there.
    pub(super) async fn sorted(
        access: &impl Access,
        records: &Records,
        ids: &KnownIds,
        known: &KnownRows,
    ) -> Result<Self, StoreError> {
        let links = Links::compared(access, &records.clients, ids).await?;
        let clients = super::clients::sorted(records, ids, known, &links);
        let practices = super::practices::sorted(records, ids, known);
        let is_rezoned =
            |it: &Practice| known.practice(&it.external_key).is_some_and(|before| before.zone != it.zone);
        Ok(Self {
            rezoned: practices.changed.iter().filter(|(_, it)| is_rezoned(it)).map(|(_, it)| it.id).collect(),
            practices,
            staff: super::staff::sorted(records, ids, known),
            payers: super::payers::sorted(records, ids, known),
            new: clients.fresh.iter().map(|(_, client)| client.id).collect(),
            clients,
            reachable_again: super::clients::reachable_again(records, ids, known),
            links,
            coverages: super::coverages::sorted(records, ids, known),
            methods: super::payment_methods::sorted(records, ids, known),
            replaced: super::payment_methods::replaced(records, ids, known),
        })
    }

    /// Whether anything is new by itself, and not only on what is there.
    pub(super) fn has_new(&self) -> bool {
        let counts = [
            self.practices.fresh.len(),
            self.staff.fresh.len(),
            self.payers.fresh.len(),
            self.clients.fresh.len(),
        ];
        counts.iter().any(|count| *count > 0)
    }

    /// Writes what is new, unseen: by itself, or as that of a client whom nobody sees.
    pub(super) async fn arrive(&self, arriving: &Arriving<'_>) -> Result<(), StoreError> {
        let mark = arriving.arrival;
        let fresh = only(&self.practices.fresh);
        arriving.each(&fresh, async |unit, some| practices::bring(unit, mark, some).await).await?;
        let fresh = only(&self.staff.fresh);
        arriving.each(&fresh, async |unit, some| staff::bring(unit, mark, some).await).await?;
        let fresh = only(&self.payers.fresh);
        arriving.each(&fresh, async |unit, some| payers::bring(unit, mark, some).await).await?;
        let fresh = only(&self.clients.fresh);
        arriving.each(&fresh, async |unit, some| clients::bring(unit, mark, some).await).await?;
        for (practice, links) in self.links.of_new(&self.new) {
            let write = async |unit: &Unit, some: &[_]| client_providers::insert(unit, practice, some).await;
            arriving.each(&links, write).await?;
        }
        let (of_new, _) = self.fresh_coverages();
        let write = async |unit: &Unit, some: &[_]| coverages::upsert(unit, some).await.map(drop);
        arriving.each(&of_new, write).await?;
        let (of_new, _) = self.fresh_methods();
        let write = async |unit: &Unit, some: &[_]| payment_methods::upsert(unit, some).await.map(drop);
        arriving.each(&of_new, write).await
    }

    /// The coverages that are not there: those of new clients, and those of others.
    fn fresh_coverages(&self) -> (Vec<Coverage>, Vec<Coverage>) {
        only(&self.coverages.fresh).into_iter().partition(|it| self.new.contains(&it.client))
    }

    /// The cards that are not there: those of new clients, and those of others.
    fn fresh_methods(&self) -> (Vec<PaymentMethod>, Vec<PaymentMethod>) {
        only(&self.methods.fresh).into_iter().partition(|it| self.new.contains(&it.client))
    }

    /// Whether anything that is there changes, or gets something new.
    pub(super) fn has_changes(&self) -> bool {
        let counts = [
            self.practices.changed.len(),
            self.staff.changed.len(),
            self.payers.changed.len(),
            self.clients.changed.len(),
            self.reachable_again.len(),
            self.coverages.changed.len(),
            self.methods.changed.len(),
            self.replaced.len(),
        ];
        let of_others = !self.fresh_coverages().1.is_empty() || !self.fresh_methods().1.is_empty();
        of_others || counts.iter().any(|count| *count > 0)
    }

    /// Changes what is there, in the unit in which the new appears; gives back clients who have another address now, or one that
    /// is written to again.
    pub(super) async fn change(
        &self,
        records: &Records,
        bringing: &mut Bringing<'_>,
    ) -> Result<Vec<ClientId>, StoreError> {
        let unit = bringing.unit;
        practices::upsert(unit, &only(&self.practices.changed)).await?;
        super::staff::change(&self.staff.changed, bringing).await?;
        payers::upsert(unit, &only(&self.payers.changed)).await?;
        let mut readdressed = super::clients::change(&self.clients.changed, bringing).await?;
        for client in &self.reachable_again {
            clients::clear_refused_email(unit, *client).await?;
        }
        readdressed.extend_from_slice(&self.reachable_again);
        self.links.change(&self.new, unit).await?;
        let (_, of_others) = self.fresh_coverages();
        super::coverages::change(&self.coverages.changed, &of_others, records, bringing).await?;
        let (_, mut of_others) = self.fresh_methods();
        of_others.extend(only(&self.methods.changed));
        of_others.extend(self.replaced.iter().cloned());
        payment_methods::upsert(unit, &of_others).await?;
        Ok(readdressed)
    }

    /// Clients are told of charges by the clock of their practice: where that is another one now, at another instant. What they were told
    /// before holds, by the clock of then.
    pub(super) async fn tell_by_their_clock(&self, unit: &Unit, terms: &AllTerms) -> Result<(), StoreError> {
        for practice in &self.rezoned {
            for day in charges::days_to_announce(unit, *practice).await? {
                charges::announce_at(unit, *practice, day, terms[practice].notice_due(day)).await?;
            }
        }
        Ok(())
    }

    /// What became of all rows but the charges.
    pub(super) fn summary(&self) -> Summary {
        let mut payment_methods = self.methods.tally();
        payment_methods.changed += self.replaced.len() as u64;
        Summary {
            practices: self.practices.tally(),
            staff: self.staff.tally(),
            payers: self.payers.tally(),
            clients: self.clients.tally(),
            coverages: self.coverages.tally(),
            payment_methods,
            ..Summary::default()
        }
    }
}
