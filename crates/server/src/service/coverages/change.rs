//! What clients say of their coverages: that they have another, that something else stands on a card, that they pay alone.

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::Version;
use domain::coverage::change::{self, DayProblem, Effect};
use domain::coverage::{Card, CardEntry, CardPart, CardProblem, Coverage, Position};
use domain::subject::Subject;
use domain::task::{CoverageChange, CoverageNews};
use domain::{CoverageId, PayerId};
use store::{StoreError, clients, coverages, payers};

use super::known::Known;
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
    /// What is entered of the card, or the day, is not taken; with the day beside what is wrong with it stands today.
    #[error("a rule refused the entry")]
    Entry(Vec<CardProblem>, Option<(DayProblem, NaiveDate)>),
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
    let payer = open.known.insurer(new.payer)?.clone();
    let (card, effect) = match open.known.read(&new, &payer) {
        // Sent again because the answer was lost, it changes what it found by something that is there by now.
        (Ok(card), _) if open.known.has(&new, &card) => return open.unchanged(desk, access).await,
        (Ok(card), Ok(effect)) => (card, effect),
        (card, effect) => {
            let of_day = effect.err().map(|it| (it, open.known.today));
            return Err(ChangeError::Entry(card.err().unwrap_or_default(), of_day));
        }
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
            practice: open.known.client.practice,
            client: open.known.client.id,
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
    let (before, coverage) = open.known.corrected(id, &card)?;
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
    let payer = open.known.payer_name(coverage.payer);
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
    let effect = change::self_pay_after(&open.known.held(), last_day, open.known.today);
    let effect = match effect {
        Ok(effect) => effect,
        // What was sent again is done by now.
        Err(DayProblem::Change(change::ChangeProblem::NothingToEnd)) if open.version() != seen => {
            return open.stale(desk, access).await;
        }
        Err(problem) => return Err(ChangeError::Entry(Vec::new(), Some((problem, open.known.today)))),
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
    known: Known,
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
        Ok(Self { work, known: Known { client, coverages, payers, today } })
    }

    fn version(&self) -> Version {
        version_of(&self.known.coverages)
    }

    /// Writes the last days, and says which.
    async fn end(&mut self, effect: &Effect) -> Result<Vec<CoverageNews>, ChangeError> {
        let mut news = Vec::with_capacity(effect.ends.len());
        for (id, to) in &effect.ends {
            let Some(before) = self.known.coverages.iter().find(|it| it.id == *id).cloned() else { continue };
            let coverage = Coverage { to: Some(*to), ..before.clone() };
            coverages::save(self.work.changing(Subject::Coverage(*id)), &coverage).await?;
            self.work.record_coverage(&coverage, Action::CoverageEnded { was: before.to, to: *to });
            self.work.coverage_is(&coverage).await?;
            let never = coverage.term().is_void();
            let change = if never { CoverageChange::Dropped } else { CoverageChange::Ended { to: *to } };
            news.push(CoverageNews { coverage: *id, payer: self.known.payer_name(coverage.payer), change });
        }
        Ok(news)
    }

    async fn done(
        self,
        desk: &Desk,
        access: &ClientAccess,
        news: Vec<CoverageNews>,
    ) -> Result<Covered, ChangeError> {
        self.work.ask_to_take_over(&self.known.client, news).await?;
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
