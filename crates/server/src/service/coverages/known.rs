//! What is known of a client's insurance when they enter something about it.

use chrono::NaiveDate;
use domain::client::Client;
use domain::coverage::change::{self, DayProblem, Effect, Held};
use domain::coverage::{Card, CardEntry, CardProblem, Coverage, member_id};
use domain::name::composed;
use domain::payer::{Payer, Program};
use domain::{CoverageId, PayerId};
use store::{clients, coverages, payers};

use super::change::{ChangeError, NewCoverage};
use crate::desk::Desk;
use crate::service::practices;
use crate::service::sessions::ClientAccess;

/// A client, their coverages and whom their practice deals with, on a day.
pub(super) struct Known {
    pub client: Client,
    pub coverages: Vec<Coverage>,
    pub payers: Vec<Payer>,
    pub today: NaiveDate,
}

impl Known {
    /// As it is now, for who writes nothing.
    pub async fn of(desk: &Desk, access: &ClientAccess) -> Result<Self, ChangeError> {
        let (reader, now) = (desk.store.reader(), desk.business.now());
        let client = clients::find(&reader, access.client()).await?.ok_or(ChangeError::NotFound)?;
        let coverages = coverages::of_client(&reader, client.id).await?;
        let payers = payers::of_practice(&reader, client.practice).await?;
        let today = practices::of(desk, client.practice).await?.zone.day(now);
        Ok(Self { client, coverages, payers, today })
    }

    /// The payer of this id. Paying without one is no insurance.
    pub fn insurer(&self, id: PayerId) -> Result<&Payer, ChangeError> {
        self.payer(id).filter(|it| it.program != Program::SelfPay).ok_or(ChangeError::NoPayer)
    }

    /// What stands on the card of a new coverage with `payer`, and what comes of it.
    pub fn read(
        &self,
        new: &NewCoverage,
        payer: &Payer,
    ) -> (Result<Card, Vec<CardProblem>>, Result<Effect, DayProblem>) {
        let is_asking = (new.position, payer.flags.card_required);
        (
            new.card.map(composed).parse(false, self.today),
            change::add_from(&self.held(), &new.from, is_asking, self.today),
        )
    }

    /// A coverage as it is, and with this on its card.
    pub fn corrected(&self, id: CoverageId, card: &CardEntry) -> Result<(Coverage, Coverage), ChangeError> {
        let before = self.coverages.iter().find(|it| it.id == id && !self.is_self_pay(it)).cloned();
        let before = before.filter(|it| !it.term().is_void()).ok_or(ChangeError::NotFound)?;
        let card = card.map(composed).parse(true, self.today);
        let Card { plan, member_id, group_number, subscriber } =
            card.map_err(|problems| ChangeError::Entry(problems, None))?;
        let member_id = member_id.unwrap_or_else(|| before.member_id.clone());
        let after = Coverage { plan, member_id, group_number, subscriber, ..before.clone() };
        Ok((before, after))
    }

    /// Whether the client has said so already.
    pub fn has(&self, new: &NewCoverage, card: &Card) -> bool {
        let from = domain::day_entry::parse(&new.from).ok();
        self.coverages.iter().any(|it| {
            (it.payer, it.position, Some(it.from)) == (new.payer, new.position, from)
                && (&it.plan, &it.group_number, &it.subscriber)
                    == (&card.plan, &card.group_number, &card.subscriber)
                && card.member_id.as_ref().is_some_and(|number| member_id::is_same(number, &it.member_id))
                && !it.term().is_void()
        })
    }

    pub fn payer_name(&self, id: PayerId) -> String {
        self.payer(id).map(|it| it.name.clone()).unwrap_or_default()
    }

    pub fn held(&self) -> Vec<Held> {
        let held = |it: &Coverage| Held {
            id: it.id,
            position: it.position,
            term: it.term(),
            is_self_pay: self.is_self_pay(it),
            card_required: self.payer(it.payer).is_none_or(|it| it.flags.card_required),
        };
        self.coverages.iter().map(held).collect()
    }

    fn payer(&self, id: PayerId) -> Option<&Payer> {
        self.payers.iter().find(|it| it.id == id)
    }

    fn is_self_pay(&self, coverage: &Coverage) -> bool {
        self.payer(coverage.payer).is_some_and(|it| it.program == Program::SelfPay)
    }
}
