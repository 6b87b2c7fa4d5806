//! What mails about charges are written from, read at once.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::Charge;
use domain::client::Client;
use domain::payment_method::PaymentMethod;
use domain::policy::Policy;
use domain::practice::Practice;
use domain::{ChargeId, ClientId, PracticeId};
use store::{Access, StoreError, charges, clients, coverages, payment_methods, policies, practices};
use texts::Texts;

use super::About;

/// Whom a mail goes to, about which charge, if about one, and in whose name.
#[derive(Clone, Copy, Debug)]
pub struct Concerned {
    /// The charge; none for what concerns none.
    pub charge: Option<ChargeId>,
    /// The client.
    pub client: ClientId,
    /// Their practice.
    pub practice: PracticeId,
}

/// What mails are written from, as it is now.
#[derive(Debug)]
pub struct Gathered {
    /// When it was read, on the business clock.
    pub now: DateTime<Utc>,
    charges: HashMap<ChargeId, Charge>,
    /// What clients and support call them.
    references: HashMap<ChargeId, String>,
    /// Those whose client has another one of the same session.
    of_shared_sessions: HashSet<ChargeId>,
    clients: HashMap<ClientId, Client>,
    methods: HashMap<ClientId, PaymentMethod>,
    practices: HashMap<PracticeId, Practice>,
    /// The policies that hold today.
    policies: HashMap<PracticeId, Policy>,
    /// Clients without a card who are not asked for one.
    without_card: Vec<ClientId>,
}

/// What one mail is written from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What the letter is about.
    pub about: About<'a>,
    /// Whom it goes to.
    pub client: &'a Client,
    /// The policy that holds today.
    pub policy: &'a Policy,
}

impl Gathered {
    /// Reads what the mails about these are written from at `now`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(
        access: &impl Access,
        now: DateTime<Utc>,
        concerned: &[Concerned],
    ) -> Result<Self, StoreError> {
        let ids: Vec<ChargeId> = concerned.iter().filter_map(|it| it.charge).collect();
        let mut clients: Vec<ClientId> = concerned.iter().map(|it| it.client).collect();
        clients.sort_unstable();
        clients.dedup();
        let charges = charges::find_many(access, &ids).await?;
        let mut gathered = Self {
            now,
            of_shared_sessions: charges::sharing_their_session(access, charges.values()).await?,
            charges,
            references: charges::external_keys(access, &ids).await?,
            clients: clients::find_many(access, &clients).await?,
            methods: payment_methods::defaults_of_clients(access, &clients).await?,
            practices: HashMap::new(),
            policies: HashMap::new(),
            without_card: Vec::new(),
        };
        for Concerned { practice: id, .. } in concerned {
            if gathered.practices.contains_key(id) {
                continue;
            }
            if let Some(practice) = practices::find(access, *id).await? {
                let today = practice.zone.day(now);
                gathered.policies.insert(*id, policies::at(access, *id, today).await?);
                gathered.practices.insert(*id, practice);
            }
        }
        for client in clients {
            if !gathered.methods.contains_key(&client) && !gathered.asks_for_card(access, client).await? {
                gathered.without_card.push(client);
            }
        }
        Ok(gathered)
    }

    /// The same with this charge as it will be.
    #[must_use]
    pub fn with(mut self, charge: Charge) -> Self {
        self.charges.insert(charge.id, charge);
        self
    }

    /// What one of the mails is written from; none where something of it is not there.
    #[must_use]
    pub fn source<'a>(&'a self, concerned: Concerned, public_url: &'a str) -> Option<Source<'a>> {
        let client = self.clients.get(&concerned.client)?;
        let charge = match concerned.charge {
            Some(id) => Some(self.charges.get(&id)?),
            None => None,
        };
        let about = About {
            charge,
            reference: concerned.charge.and_then(|id| self.references.get(&id)).map(String::as_str),
            shares_session: charge.is_some_and(|it| self.of_shared_sessions.contains(&it.id)),
            first_name: client.name.first(),
            practice: self.practices.get(&concerned.practice)?,
            card: self.methods.get(&client.id).map(|method| &method.card),
            card_good_until: self.methods.get(&client.id).map(PaymentMethod::good_until),
            card_required: !self.without_card.contains(&client.id),
            now: self.now,
            public_url,
            texts: Texts::of(client.language.unwrap_or_default()),
        };
        Some(Source { about, client, policy: self.policies.get(&concerned.practice)? })
    }

    async fn asks_for_card(&self, access: &impl Access, client: ClientId) -> Result<bool, StoreError> {
        let Some(today) = self.today(client) else { return Ok(true) };
        let payer = coverages::primary_of_client(access, client, today).await?;
        Ok(payer.is_none_or(|(_, payer)| payer.flags.card_required))
    }

    fn today(&self, client: ClientId) -> Option<NaiveDate> {
        let practice = self.practices.get(&self.clients.get(&client)?.practice)?;
        Some(practice.zone.day(self.now))
    }
}
