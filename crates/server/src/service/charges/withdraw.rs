//! What holding, waiving and settling a charge have in common: nothing may be taken any more before it holds.

use chrono::{DateTime, Duration, Utc};
use domain::ChargeId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, StateName};
use domain::withdrawal::{Standing, Withdrawal, Withdrawn};
use store::{charges, withdrawals};

use super::acting::{ActError, After, Done, Kept, Preview, stale, telling};
use crate::desk::Desk;
use crate::payments::{CameTo, withdraw_at_once};
use crate::service::Failure;
use crate::service::agents::Agent;
use crate::service::told::Told;
use crate::work::{Saved, Work};

/// For so long workers leave to the one who said something of a charge to carry it out.
const MINE: Duration = Duration::seconds(60);

pub(super) async fn preview(
    desk: &Desk,
    agent: &Agent,
    charge: Charge,
    to: &Withdrawn,
    now: DateTime<Utc>,
) -> Result<Preview, ActError> {
    let (after, told) = match to.standing(&charge.state) {
        Standing::Over => return Err(ActError::State(charge.state.name())),
        Standing::UnderWay => (After::OnceTried, Told::Nothing),
        Standing::Ready(before) => {
            let state = to.of(*before, agent.actor(), now);
            let told = telling(desk, &charge, now).await?.of_withdrawal(to, &charge.state, &state);
            (After::State(Box::new(state)), told)
        }
    };
    Ok(Preview { charge, after, told, reminder_at: None })
}

/// Keeps what is said of the charge as it was seen, so that nobody begins anything at it and a worker goes on should this process
/// end; then carries it out.
pub(super) async fn withdraw(
    desk: &Desk,
    agent: &Agent,
    charge: Charge,
    to: Withdrawn,
    now: DateTime<Utc>,
) -> Result<Done, ActError> {
    let by = agent.actor();
    let expected = match to.standing(&charge.state) {
        Standing::Over => return Err(ActError::State(charge.state.name())),
        Standing::UnderWay => None,
        Standing::Ready(before) => Some(to.of(*before, by, now).name()),
    };
    let said = Withdrawal { charge: charge.id, client: charge.client, at: now, by, to };
    let mut work = Work::begin_in(&desk.store, &desk.ids, by, now).await?;
    let saved = match expected {
        // It goes on being looked at. Should it end at this very moment, what is said holds for how it ends.
        None => still_there(&work, &charge).await?,
        Some(_) => Saved::of(charges::halt(work.unit(), charge.id, charge.version).await)?,
    };
    if saved == Saved::Stale {
        drop(work);
        return Err(stale(desk, charge.id).await);
    }
    // What the practice's export said last is not carried out now. Were it not heard anew, nobody would know of it: a check that was paid,
    // and of which the charge says nothing once it is released.
    let waiting = withdrawals::of_charge(work.unit(), charge.id).await?;
    if waiting.is_some_and(|it| it.by == Actor::Practice) {
        charges::hear_anew(work.unit(), charge.id).await?;
    }
    withdrawals::put(work.unit(), &said).await?;
    if expected.is_none() {
        // Should the money be taken, nothing else would tell who said this, and why.
        work.record(&charge, wished(&said));
    } else {
        withdrawals::defer(work.unit(), charge.id, now + MINE).await?;
    }
    work.commit().await?;
    let Some(expected) = expected else { return Ok(Done::Kept(Kept::UnderWay)) };
    match withdraw_at_once(desk, &said).await {
        Ok(CameTo::CarriedOut) => done(desk, &charge).await,
        Ok(CameTo::Taken) => Err(ActError::Taken),
        Ok(CameTo::UnderWay) => kept(desk, &charge, &said, Kept::UnderWay).await,
        Ok(CameTo::NotLetGo) => kept(desk, &charge, &said, Kept::NotLetGo).await,
        Ok(CameTo::Over | CameTo::Overtaken) => overtaken(desk, &said, expected).await,
        Err(Failure::Unavailable(error)) => {
            log_unavailable(charge.id, &*error);
            kept(desk, &charge, &said, Kept::NotAnswering).await
        }
        Err(error @ (Failure::Unknown(_) | Failure::Changed | Failure::Broken(_))) => {
            Err(error.after_commit().into())
        }
    }
}

fn log_unavailable(charge: ChargeId, error: &(dyn std::error::Error + 'static)) {
    tracing::warn!(%charge, error, "a charge cannot be withdrawn yet");
}

async fn still_there(work: &Work, charge: &Charge) -> Result<Saved, ActError> {
    let present = charges::hold(work.unit(), charge.id).await?.ok_or(ActError::NotFound)?;
    Ok(if present.version == charge.version { Saved::Written } else { Saved::Stale })
}

async fn done(desk: &Desk, charge: &Charge) -> Result<Done, ActError> {
    let present = charges::find(&desk.store.reader(), charge.id).await;
    let present = present.map_err(|error| Failure::from(error).after_commit())?;
    Ok(Done::Now(Box::new(present.ok_or(ActError::NotFound)?)))
}

fn wished(said: &Withdrawal) -> Action {
    Action::Wished { wish: said.to.wish(), reason: said.to.reason().map(str::to_owned), taken_back: false }
}

/// A worker goes on with it at once, unless the processor is to be left alone for a while.
async fn kept(desk: &Desk, charge: &Charge, said: &Withdrawal, why: Kept) -> Result<Done, ActError> {
    let at_once = async {
        let mut work = Work::begin_in(&desk.store, &desk.ids, said.by, said.at).await?;
        work.record(charge, wished(said));
        if why != Kept::NotLetGo {
            withdrawals::defer(work.unit(), said.charge, said.at).await?;
        }
        work.commit().await
    };
    // Where that fails, it is carried out a minute later.
    if let Err(error) = at_once.await {
        tracing::warn!(error = &error as &dyn std::error::Error, "a withdrawal waits longer than it has to");
    }
    desk.wake.notify_one();
    Ok(Done::Kept(why))
}

/// Somebody else wrote the charge: a worker, which carried it out, or the processor's word that the money was taken, or others.
async fn overtaken(desk: &Desk, said: &Withdrawal, expected: StateName) -> Result<Done, ActError> {
    let reader = desk.store.reader();
    // Others went on writing the charge; it is still to be carried out.
    if withdrawals::of_charge(&reader, said.charge).await?.is_some_and(|kept| kept.to == said.to) {
        let present = charges::find(&reader, said.charge).await?.ok_or(ActError::NotFound)?;
        return kept(desk, &present, said, Kept::NotAnswering).await;
    }
    let present = charges::find(&reader, said.charge).await?.ok_or(ActError::NotFound)?;
    let name = present.state.name();
    if name == expected {
        Ok(Done::Now(Box::new(present)))
    } else if present.state.is_taken() {
        Err(ActError::Taken)
    } else {
        Err(ActError::Stale(name))
    }
}
