//! A client's plans with payers, as they see and change them.

mod change;
mod known;
mod unsaved;

use chrono::{Duration, NaiveDate};
use domain::CoverageId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::Version;
use domain::coverage::Coverage;
use domain::payer::{Apart, Payer, Program, apart};
use store::coverages;

pub use change::{ChangeError, NewCoverage, add, correct, pay_alone};
pub use unsaved::{question_of_corrected, question_of_new};

use super::charges::holds_for;
use super::eligibility::Asked;
use super::sessions::{ClientAccess, ClientView};
use super::{Failure, eligibility, practices};
use crate::desk::Desk;
use crate::work::Work;

/// All coverages of a client as of a day.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Today in the practice's zone.
    pub today: NaiveDate,
    /// How long it is that day.
    pub holds_for: Duration,
    /// Counts the changes of all of them.
    pub version: Version,
    /// Each with its payer, the latest start first. Those that never began are left out.
    pub coverages: Vec<(Coverage, Payer)>,
    /// What the payer of each can be asked, and has said.
    pub asked: Vec<Asked>,
}

/// The client's coverages: past, present and next.
///
/// # Errors
/// When the store fails.
pub async fn of_client(desk: &Desk, view: &ClientView) -> Result<Covered, Failure> {
    let (reader, now) = (desk.store.reader(), desk.business.now());
    let practice = practices::of(desk, view.practice()).await?;
    let (today, holds_for) = (practice.zone.day(now), holds_for([], practice.zone, now));
    let mut coverages = coverages::with_payers(&reader, view.client()).await?;
    let version = coverages.iter().map(|(it, _)| it.version).sum();
    coverages.retain(|(it, _)| !it.term().is_void());
    let asked = eligibility::of_coverages(desk, view, (&practice, today), &coverages).await?;
    Ok(Covered { today, holds_for, version, coverages, asked })
}

/// Counts the changes of all of a client's coverages. None is ever taken away, so that each change makes it another.
fn version_of(coverages: &[Coverage]) -> Version {
    coverages.iter().map(|it| it.version).sum()
}

/// A payer of which a client may say that it is theirs.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The payer.
    pub payer: Payer,
    /// What tells it from others of its name.
    pub apart: Apart,
    /// Whether it can be asked about somebody's plan.
    pub is_askable: bool,
}

/// The payers with whom the client's practice deals, by name. Paying without one is no payer.
///
/// # Errors
/// When the store fails.
pub async fn payers(desk: &Desk, view: &ClientView) -> Result<Vec<Offered>, Failure> {
    let mut found = store::payers::of_practice(&desk.store.reader(), view.practice()).await?;
    let practice = practices::of(desk, view.practice()).await?;
    found.retain(|it| it.program != Program::SelfPay);
    found.sort_by_cached_key(|it| (it.name.to_lowercase(), it.program.as_str(), it.id));
    let apart = apart(&found);
    let offered = found.into_iter().zip(apart).map(|(payer, apart)| {
        let is_askable = eligibility::is_askable(desk, &practice, &payer);
        Offered { payer, apart, is_askable }
    });
    Ok(offered.collect())
}

/// The member ID of one of the client's coverages in full; none of another client's. That it was shown is on the record.
///
/// # Errors
/// When the store fails.
pub async fn show_member_id(
    desk: &Desk,
    access: &ClientAccess,
    id: CoverageId,
) -> Result<Option<String>, Failure> {
    let found = coverages::find_of_client(&desk.store.reader(), access.client(), id).await?;
    let Some(coverage) = found else { return Ok(None) };
    let mut work = Work::begin(desk, Actor::Client).await?;
    work.record_coverage(&coverage, Action::MemberIdShown);
    work.commit().await?;
    Ok(Some(coverage.member_id))
}
