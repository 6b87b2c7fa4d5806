//! What a turn's mails are written from, read at once.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::Charge;
use domain::client::Client;
use domain::payment_method::PaymentMethod;
use domain::policy::Policy;
use domain::practice::Practice;
use domain::{ChargeId, ClientId, PracticeId};
use store::outbox::OutboxMessage;
use store::{StoreError, charges, clients, coverages, payment_methods, policies, practices};

use crate::desk::Desk;

/// What mails are written from, as it is now.
#[derive(Debug)]
pub(super) struct Gathered {
    /// When it was read, on the business clock.
    pub now: DateTime<Utc>,
    pub charges: HashMap<ChargeId, Charge>,
    pub clients: HashMap<ClientId, Client>,
    pub methods: HashMap<ClientId, PaymentMethod>,
    pub practices: HashMap<PracticeId, Practice>,
    /// The policies that hold today.
    pub policies: HashMap<PracticeId, Policy>,
    /// Clients without a card who are not asked for one.
    pub without_card: Vec<ClientId>,
}

impl Gathered {
    /// Reads what these mails are written from.
    pub(super) async fn of(desk: &Desk, rows: &[OutboxMessage]) -> Result<Self, StoreError> {
        let (reader, now) = (desk.store.reader(), desk.business.now());
        let ids: Vec<ChargeId> = rows.iter().filter_map(|row| row.subject.charge()).collect();
        let mut clients: Vec<ClientId> = rows.iter().filter_map(|row| row.recipient.client()).collect();
        clients.sort_unstable();
        clients.dedup();
        let mut gathered = Self {
            now,
            charges: charges::find_many(&reader, &ids).await?,
            clients: clients::find_many(&reader, &clients).await?,
            methods: payment_methods::defaults_of_clients(&reader, &clients).await?,
            practices: HashMap::new(),
            policies: HashMap::new(),
            without_card: Vec::new(),
        };
        for row in rows {
            if gathered.practices.contains_key(&row.practice) {
                continue;
            }
            if let Some(practice) = practices::find(&reader, row.practice).await? {
                let today = practice.zone.day(now);
                gathered.policies.insert(row.practice, policies::at(&reader, row.practice, today).await?);
                gathered.practices.insert(row.practice, practice);
            }
        }
        for client in clients {
            if !gathered.methods.contains_key(&client) && !gathered.asks_for_card(desk, client).await? {
                gathered.without_card.push(client);
            }
        }
        Ok(gathered)
    }

    async fn asks_for_card(&self, desk: &Desk, client: ClientId) -> Result<bool, StoreError> {
        let Some(today) = self.today(client) else { return Ok(true) };
        let payer = coverages::primary_of_client(&desk.store.reader(), client, today).await?;
        Ok(payer.is_none_or(|(_, payer)| payer.flags.card_required))
    }

    fn today(&self, client: ClientId) -> Option<NaiveDate> {
        let practice = self.practices.get(&self.clients.get(&client)?.practice)?;
        Some(practice.zone.day(self.now))
    }
}
