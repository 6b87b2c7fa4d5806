//! What clients say of their coverages: that they have another, that something else stands on a card, that they pay alone.

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::Version;
use domain::client::Client;
use domain::coverage::change::{self, DayProblem, Effect, Held};
use domain::coverage::{Card, CardEntry, CardPart, CardProblem, Coverage, Position, member_id};
use domain::name::composed;
use domain::payer::{Payer, Program};
use domain::subject::Subject;
use domain::task::{CoverageChange, CoverageNews};
use domain::{CoverageId, PayerId};
use store::{StoreError, clients, coverages, payers};

use super::{Covered, of_client, version_of};
use crate::desk::Desk;
use crate::service::Failure;
use crate::service::sessions::ClientAccess;
use crate::work::Work;

/// A coverage that a client says they have, as entered.
#[derive(Clone, Debug)]
pub struct NewCoverage {
    /// With whom.
    pub payer: PayerId,
    /// Whether it is asked first or second.
    pub position: Position,
    /// The first day.
    pub from: String,
    /// What stands on the card.
    pub card: CardEntry,
}

/// Why nothing is changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no such coverage of the client's.
    #[error("there is no such coverage")]
    NotFound,
    /// The practice has no such payer.
    #[error("the practice has no such payer")]
    NoPayer,
    /// What is entered of the card, or the day, is not taken.
    #[error("a rule refused the entry")]
    Entry(Vec<CardProblem>, Option<DayProblem>),
    /// The coverages were changed since they were seen; these they are now.
    #[error("they were changed since they were seen")]
    Stale(Box<Covered>),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Adds the coverage, and ends what it takes the place of, if the rules let it through. What is there already changes nothing.
///
/// # Errors
/// The refusal, with how the coverages are now where they are not as they were seen at `seen`.
pub async fn add(
    desk: &Desk,
    access: &ClientAccess,
    seen: Version,
    new: NewCoverage,
) -> Result<Covered, ChangeError> {
    let mut open = Opened::of(desk, access).await?;
    let payer = open.payer(new.payer).filter(|it| it.program != Program::SelfPay);
    let payer = payer.ok_or(ChangeError::NoPayer)?.clone();
    let card = new.card.map(composed).parse(false, open.today);
    let is_asking = (new.position, payer.flags.card_required);
    let effect = change::add_from(&open.held(), &new.from, is_asking, open.today);
    let (card, effect) = match (card, effect) {
        // Sent again because the answer was lost, it changes what it found by something that is there by now.
        (Ok(card), _) if open.has(&new, &card) => return open.unchanged(desk, access).await,
        (Ok(card), Ok(effect)) => (card, effect),
        (card, effect) => return Err(ChangeError::Entry(card.err().unwrap_or_default(), effect.err())),
    };
    if open.version() != seen {
        return open.stale(desk, access).await;
    }
    let mut news = open.end(&effect).await?;
    if let Some(term) = effect.adds {
        let (id, position) = (open.work.make(), new.position);
        let Card { plan, member_id, group_number, subscriber } = card;
        let coverage = Coverage {
            id,
            practice: open.client.practice,
            client: open.client.id,
            payer: payer.id,
            external_key: None,
            version: 1,
            plan,
            member_id: member_id.unwrap_or_default(),
            group_number,
            subscriber,
            position,
            from: term.from,
            to: term.to,
            exported: None,
        };
        coverages::insert(open.work.changing(Subject::Coverage(id)), &coverage).await?;
        let (from, to) = (term.from, term.to);
        let action = Action::CoverageAdded { payer: payer.id, position, from, to };
        open.work.record_coverage(&coverage, action);
        let change = CoverageChange::Added { position, from, to };
        news.push(CoverageNews { coverage: id, payer: payer.name, change });
    }
    open.done(desk, access, news).await
}

/// Has something else stand on the card of a coverage; the payer and the days stay. As [`add`].
///
/// # Errors
/// As for [`add`]; [`ChangeError::NotFound`] where there is no such coverage.
pub async fn correct(
    desk: &Desk,
    access: &ClientAccess,
    (id, seen): (CoverageId, Version),
    card: CardEntry,
) -> Result<Covered, ChangeError> {
    let mut open = Opened::of(desk, access).await?;
    let before = open.coverages.iter().find(|it| it.id == id && !open.is_self_pay(it)).cloned();
    let before = before.filter(|it| !it.term().is_void()).ok_or(ChangeError::NotFound)?;
    let card = card.map(composed).parse(true, open.today);
    let Card { plan, member_id, group_number, subscriber } =
        card.map_err(|problems| ChangeError::Entry(problems, None))?;
    let member_id = member_id.unwrap_or_else(|| before.member_id.clone());
    let coverage = Coverage { plan, member_id, group_number, subscriber, ..before.clone() };
    let parts = differing(&before, &coverage);
    if parts.is_empty() {
        return open.unchanged(desk, access).await;
    }
    if open.version() != seen {
        return open.stale(desk, access).await;
    }
    coverages::save(open.work.changing(Subject::Coverage(id)), &coverage).await?;
    open.work.record_coverage(&coverage, Action::CoverageCorrected { parts: parts.clone() });
    open.work.coverage_is(&coverage).await?;
    let payer = open.payer_name(coverage.payer);
    let news = CoverageNews { coverage: id, payer, change: CoverageChange::Corrected { parts } };
    open.done(desk, access, vec![news]).await
}

/// Ends what the client has on a day, so that they pay themselves. As [`add`].
///
/// # Errors
/// As for [`add`].
pub async fn pay_alone(
    desk: &Desk,
    access: &ClientAccess,
    seen: Version,
    last_day: &str,
) -> Result<Covered, ChangeError> {
    let mut open = Opened::of(desk, access).await?;
    let effect = change::self_pay_after(&open.held(), last_day, open.today);
    let effect = match effect {
        Ok(effect) => effect,
        // What was sent again is done by now.
        Err(DayProblem::Change(change::ChangeProblem::NothingToEnd)) if open.version() != seen => {
            return open.stale(desk, access).await;
        }
        Err(problem) => return Err(ChangeError::Entry(Vec::new(), Some(problem))),
    };
    if open.version() != seen {
        return open.stale(desk, access).await;
    }
    let news = open.end(&effect).await?;
    open.done(desk, access, news).await
}

fn differing(before: &Coverage, now: &Coverage) -> Vec<CardPart> {
    let differs = |part: &CardPart| match part {
        CardPart::Plan => before.plan != now.plan,
        CardPart::MemberId => before.member_id != now.member_id,
        CardPart::GroupNumber => before.group_number != now.group_number,
        CardPart::Subscriber => before.subscriber != now.subscriber,
    };
    CardPart::ALL.into_iter().filter(differs).collect()
}

/// A client's coverages, which nobody else writes meanwhile.
struct Opened {
    work: Work,
    client: Client,
    coverages: Vec<Coverage>,
    payers: Vec<Payer>,
    today: NaiveDate,
}

impl Opened {
    async fn of(desk: &Desk, access: &ClientAccess) -> Result<Self, ChangeError> {
        let mut work = Work::begin(desk, Actor::Client).await?;
        // The client as well: two that add a coverage each would not see the other's.
        let client = clients::hold_many(work.unit(), &[access.client()]).await?.remove(&access.client());
        let client = client.ok_or(ChangeError::NotFound)?;
        let coverages = coverages::hold_of_client(work.unit(), client.id).await?;
        let payers = payers::of_practice(work.unit(), client.practice).await?;
        let (zone, _) = work.terms(client.practice).await?;
        let today = zone.day(work.now());
        Ok(Self { work, client, coverages, payers, today })
    }

    fn version(&self) -> Version {
        version_of(&self.coverages)
    }

    fn payer(&self, id: PayerId) -> Option<&Payer> {
        self.payers.iter().find(|it| it.id == id)
    }

    fn payer_name(&self, id: PayerId) -> String {
        self.payer(id).map(|it| it.name.clone()).unwrap_or_default()
    }

    fn is_self_pay(&self, coverage: &Coverage) -> bool {
        self.payer(coverage.payer).is_some_and(|it| it.program == Program::SelfPay)
    }

    fn held(&self) -> Vec<Held> {
        let held = |it: &Coverage| Held {
            id: it.id,
            position: it.position,
            term: it.term(),
            is_self_pay: self.is_self_pay(it),
            card_required: self.payer(it.payer).is_none_or(|it| it.flags.card_required),
        };
        self.coverages.iter().map(held).collect()
    }

    /// Whether the client has said so already.
    fn has(&self, new: &NewCoverage, card: &Card) -> bool {
        let from = domain::day_entry::parse(&new.from).ok();
        self.coverages.iter().any(|it| {
            (it.payer, it.position, Some(it.from)) == (new.payer, new.position, from)
                && (&it.plan, &it.group_number, &it.subscriber)
                    == (&card.plan, &card.group_number, &card.subscriber)
                && card.member_id.as_ref().is_some_and(|number| member_id::is_same(number, &it.member_id))
                && !it.term().is_void()
        })
    }

    /// Writes the last days, and says which.
    async fn end(&mut self, effect: &Effect) -> Result<Vec<CoverageNews>, ChangeError> {
        let mut news = Vec::with_capacity(effect.ends.len());
        for (id, to) in &effect.ends {
            let Some(before) = self.coverages.iter().find(|it| it.id == *id).cloned() else { continue };
            let coverage = Coverage { to: Some(*to), ..before.clone() };
            coverages::save(self.work.changing(Subject::Coverage(*id)), &coverage).await?;
            self.work.record_coverage(&coverage, Action::CoverageEnded { was: before.to, to: *to });
            self.work.coverage_is(&coverage).await?;
            let never = coverage.term().is_void();
            let change = if never { CoverageChange::Dropped } else { CoverageChange::Ended { to: *to } };
            news.push(CoverageNews { coverage: *id, payer: self.payer_name(coverage.payer), change });
        }
        Ok(news)
    }

    async fn done(
        self,
        desk: &Desk,
        access: &ClientAccess,
        news: Vec<CoverageNews>,
    ) -> Result<Covered, ChangeError> {
        self.work.ask_to_take_over(&self.client, news).await?;
        self.work.commit().await?;
        Ok(of_client(desk, &access.view()).await?)
    }

    async fn unchanged(self, desk: &Desk, access: &ClientAccess) -> Result<Covered, ChangeError> {
        // What is held is let go of before it is read anew.
        drop(self.work);
        Ok(of_client(desk, &access.view()).await?)
    }

    async fn stale(self, desk: &Desk, access: &ClientAccess) -> Result<Covered, ChangeError> {
        Err(ChangeError::Stale(self.unchanged(desk, access).await?.into()))
    }
}
