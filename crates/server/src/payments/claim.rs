//! One turn at the charges that are due: takes some of them and does what is due for each.

use std::collections::HashSet;

use domain::ChargeId;
use domain::actor::Actor;
use domain::charge::{Charge, ChargeState};
use store::{charges, withdrawals};

use super::settle::sweep::Ready;
use super::{Asking, Listening, Sweep, begin, give_back, retry, run, withdraw};
use crate::crash_points::{CrashPoint, reached};
use crate::desk::Desk;
use crate::leases::Leases;
use crate::service::{Failure, notices};
use crate::work::Work;

/// Charges taken in one turn. All of them are with the processor at the same time.
const AT_ONCE: u64 = 16;

/// The charges of a turn, by what is due for them.
#[derive(Debug, Default)]
struct DueCharges {
    to_announce: Vec<Charge>,
    to_try: Vec<Charge>,
    /// Attempts that were left open.
    open: Vec<Charge>,
    /// Nothing: how they stand now is nobody's to go on with.
    none: Vec<Charge>,
}

/// Takes some of the charges that are due and does what is due for them; how many there were.
///
/// # Errors
/// When the store fails.
pub async fn turn(
    desk: &Desk,
    leases: &Leases,
    (sweep, listening): (&Sweep, &Listening),
    asking: &Asking,
) -> Result<usize, Failure> {
    let mut ready = sweep.ready(desk).await?;
    if ready == Ready::GoOn {
        return Ok(1);
    }
    // Nobody is charged by books that have not heard of a payment by hand, of a card that is gone, or of a refund.
    if ready == Ready::Yes && !listening.has_looked(desk) {
        ready = Ready::Later;
    }
    if ready == Ready::Yes {
        let withdrawn = withdraw::some(desk).await?;
        let given_back = give_back::some(desk).await?;
        if withdrawn + given_back > 0 {
            return Ok(withdrawn + given_back);
        }
    }
    // Looked at before: a unit of work keeps the database's only writer from others, whether there is something to do or not.
    let next = charges::next_free(&desk.store.reader(), desk.real.now()).await?;
    if next.is_none_or(|at| at > desk.business.now()) {
        return Ok(0);
    }
    let mut work = Work::begin(desk, Actor::System).await?;
    let lease = leases.begin(desk);
    let claim = lease.claim(desk, AT_ONCE);
    let claimed = match ready {
        Ready::Yes => charges::claim_due(work.unit(), &claim).await?,
        // Clients are told in time, whether the processor answers or not.
        Ready::GoOn | Ready::Later => charges::claim_to_announce(work.unit(), &claim).await?,
    };
    if claimed.is_empty() {
        return Ok(0);
    }
    let count = claimed.len();
    // Of what is to be withdrawn nobody is told and nothing is begun.
    let withdrawn = withdrawals::among(work.unit(), &ids(&claimed)).await?;
    let due = DueCharges::of(claimed, &withdrawn);
    notices::ask_for(&mut work, &due.to_announce).await?;
    let mut attempts = begin::begin(&mut work, due.to_try).await?;
    for charge in &due.none {
        let _ = work.look_again(charge, None).await?;
    }
    work.commit().await?;
    if !attempts.begun.is_empty() {
        reached(CrashPoint::AttemptStored);
    }
    asking.about(desk, attempts.to_confirm);
    attempts.begun.extend(retry::left_open(desk, &lease, due.open).await?);
    run::run(desk, &lease, attempts.begun).await;
    Ok(count)
}

impl DueCharges {
    fn of(claimed: Vec<Charge>, withdrawn: &HashSet<ChargeId>) -> Self {
        let mut due = Self::default();
        for charge in claimed {
            let lane = match charge.state {
                // What was begun is ended, whatever was said since.
                ChargeState::Scheduled(_) | ChargeState::Upcoming(_) | ChargeState::Failed(_)
                    if withdrawn.contains(&charge.id) =>
                {
                    &mut due.none
                }
                ChargeState::Scheduled(_) => &mut due.to_announce,
                ChargeState::Upcoming(_) | ChargeState::Failed(_) => &mut due.to_try,
                ChargeState::Processing(_) => &mut due.open,
                ChargeState::AwaitingInsurer
                | ChargeState::NothingDue(_)
                | ChargeState::Paid(_)
                | ChargeState::OnHold(_)
                | ChargeState::Waived(_)
                | ChargeState::PartiallyRefunded(_)
                | ChargeState::Refunded(_)
                | ChargeState::SettledElsewhere(_)
                | ChargeState::Disputed(_)
                | ChargeState::ChargedBack(_) => &mut due.none,
            };
            lane.push(charge);
        }
        due
    }
}

/// The ids of these charges.
pub(super) fn ids(charges: &[Charge]) -> Vec<ChargeId> {
    charges.iter().map(|charge| charge.id).collect()
}
