//! A client's plans with payers, as they see them.

use chrono::{Duration, NaiveDate};
use domain::CoverageId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::coverage::Coverage;
use domain::payer::Payer;
use store::coverages;

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
    /// Each with its payer, the latest start first.
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
    let zone = practice.zone;
    let (today, coverages) = (zone.day(now), coverages::with_payers(&reader, view.client()).await?);
    let asked = eligibility::of_coverages(desk, view, (&practice, today), &coverages).await?;
    Ok(Covered { today, holds_for: holds_for([], zone, now), coverages, asked })
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
