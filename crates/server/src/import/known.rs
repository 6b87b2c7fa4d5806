//! What the desk knows of the practices in an export before anything is written, and the ids of all rows.

use std::collections::HashMap;

use domain::client::Client;
use domain::payer::Payer;
use domain::payment_method::PaymentMethod;
use domain::practice::Practice;
use domain::staff::StaffMember;
use domain::{ClientId, CoverageId, PayerId, PaymentMethodId, PracticeId, StaffId};
use store::{Access, StoreError, clients, coverages, payers, payment_methods, practices, staff};
use uuid::Uuid;

use super::clients::ClientRow;
use super::coverages::{CoverageRow, KnownCoverages, Which};
use super::lasting;
use super::payers::PayerRow;
use super::payment_methods::MethodRow;
use super::practices::PracticeRow;
use super::records::Records;
use super::rows::ForEach;
use super::staff::StaffRow;

/// What is there, by the keys of the practice's system.
pub(super) struct KnownRows {
    /// All of them, also those that the export does not mention.
    pub(super) practices: Vec<Practice>,
    pub(super) staff: HashMap<(PracticeId, String), StaffMember>,
    pub(super) payers: HashMap<(PracticeId, String), Payer>,
    pub(super) clients: HashMap<(PracticeId, String), Client>,
    pub(super) coverages: KnownCoverages,
    /// By the processor's id.
    pub(super) methods: HashMap<(ClientId, String), PaymentMethod>,
}

/// The ids of rows: those of what is there, and new ones.
#[derive(Debug)]
pub(super) struct KnownIds {
    pub(super) practices: ForEach<PracticeRow, PracticeId>,
    pub(super) staff: ForEach<StaffRow, StaffId>,
    pub(super) payers: ForEach<PayerRow, PayerId>,
    pub(super) clients: ForEach<ClientRow, ClientId>,
    pub(super) coverages: ForEach<CoverageRow, CoverageId>,
    pub(super) methods: ForEach<MethodRow, PaymentMethodId>,
}

impl KnownRows {
    /// Reads it.
    pub(super) async fn read(access: &impl Access, records: &Records) -> Result<Self, StoreError> {
        let mut known = Self {
            practices: practices::all(access).await?,
            staff: HashMap::new(),
            payers: HashMap::new(),
            clients: HashMap::new(),
            coverages: KnownCoverages::default(),
            methods: HashMap::new(),
        };
        let rows = records.practices.with_desk();
        let ids: Vec<PracticeId> = rows.filter_map(|(_, row)| Some(known.practice(&row.key)?.id)).collect();
        for id in ids {
            let people = staff::of_practice(access, id).await?;
            known.staff.extend(people.into_iter().map(|it| ((id, it.external_key.clone()), it)));
            let payers = payers::of_practice(access, id).await?;
            known.payers.extend(payers.into_iter().map(|it| ((id, it.external_key.clone()), it)));
            let clients = clients::of_practice(access, id).await?;
            known.clients.extend(clients.into_iter().map(|it| ((id, it.external_key.clone()), it)));
            known.coverages.extend(coverages::of_practice(access, id).await?);
            let methods = payment_methods::of_practice(access, id).await?;
            known
                .methods
                .extend(methods.into_iter().map(|it| ((it.client, it.processor_method.clone()), it)));
        }
        Ok(known)
    }

    /// The practice of this key.
    pub(super) fn practice(&self, key: &str) -> Option<&Practice> {
        self.practices.iter().find(|it| it.external_key == key)
    }

    /// The processor's customers, each with the client whose it is: as themselves, or through a card.
    pub(super) fn held_customers(&self) -> impl Iterator<Item = (PracticeId, &str, ClientId)> {
        let theirs = self.clients.values();
        let theirs = theirs.filter_map(|it| Some((it.practice, it.processor_customer.as_deref()?, it.id)));
        let of_cards = self.methods.values();
        theirs.chain(of_cards.map(|it| (it.practice, it.processor_customer.as_str(), it.client)))
    }

    /// The key of a client.
    pub(super) fn key_of(&self, client: ClientId) -> Option<&str> {
        self.clients.values().find(|it| it.id == client).map(|it| it.external_key.as_str())
    }
}

impl KnownIds {
    /// Those that are known, and new ones for the other rows.
    pub(super) fn of(records: &Records, known: &KnownRows, make_id: &mut dyn FnMut() -> Uuid) -> Self {
        let practices = records
            .practices
            .for_each(|row| known.practice(&row.key).map_or_else(|| lasting::practice(&row.key), |it| it.id));
        let staff = records.staff.for_each(|row| {
            let there = known.staff.get(&(practices[row.practice], row.key.clone()));
            there.map_or_else(|| StaffId::new(make_id()), |it| it.id)
        });
        let payers = records.payers.for_each(|row| {
            let there = known.payers.get(&(practices[row.practice], row.key.clone()));
            there.map_or_else(|| PayerId::new(make_id()), |it| it.id)
        });
        let clients = records.clients.for_each(|row| {
            let there = known.clients.get(&(practices[row.practice], row.key.clone()));
            there.map_or_else(|| ClientId::new(make_id()), |it| it.id)
        });
        let practice = |row: &CoverageRow| practices[records.clients[row.client].practice];
        let which =
            Which { known: &known.coverages, practice: &practice, clients: &clients, payers: &payers };
        let coverages = which.ids(&records.coverages, || CoverageId::new(make_id()));
        let methods = records.payment_methods.for_each(|row| {
            let there = known.methods.get(&(clients[row.client], row.processor_method.clone()));
            there.map_or_else(|| PaymentMethodId::new(make_id()), |it| it.id)
        });
        Self { practices, staff, payers, clients, coverages, methods }
    }
}
