//! What an operator does with a charge: it is shown first what would come of it, then they are asked, then it is done.

use std::process::ExitCode;

use anyhow::{Result, bail};
use chrono::NaiveDate;
use domain::ChargeId;
use domain::charge::Version;
use domain::reason::Reason;

use super::confirm::{Answer, ask};
use super::{meant, outcome, preview};
use crate::command::desk::desk;
use crate::command::opening::open;
use crate::command::printing::print;
use crate::config::ActSettings;
use crate::desk::Desk;
use crate::payments::ToGiveBack;
use crate::service::agents::Agent;
use crate::service::charges::{self, ActError, After, Done, PaidSo, Preview};
use crate::service::practices;

/// What is done with a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act<'a> {
    Hold,
    Release,
    Waive,
    Settle(PaidSo),
    /// It was not paid by another way after all.
    Owe,
    Move(NaiveDate),
    Refund(ToGiveBack<'a>),
}

/// Says what would come of it, asks, and does it.
pub async fn run(settings: &ActSettings, act: Act<'_>) -> Result<ExitCode> {
    let reason = Reason::parse(&settings.reason)?;
    let store = open(&settings.stored).await?;
    let public_url = settings.public_url.trim_end_matches('/');
    let desk = desk(store, settings.processor.client()?, settings.clock.clock(), public_url);
    let reader = desk.store.reader();
    let named = meant(&reader, &settings.which).await?;
    let agent = match &settings.agent.by {
        None => Agent::operator(),
        Some(who) => Agent::named(&reader, named.practice, who).await?,
    };
    let seen = match act.preview(&desk, &agent, named.id, &reason).await {
        Ok(seen) => seen,
        Err(error) => bail!(outcome::refused(act, &error)),
    };
    print(&preview::drawn(&desk, &named, &seen, &agent, &reason).await?)?;
    if seen.after == After::Unchanged {
        return Ok(ExitCode::SUCCESS);
    }
    if settings.dry_run {
        print("\nThis was a dry run. Nothing was done.\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let answer = if settings.yes { Answer::Yes } else { ask(act.question())? };
    match answer {
        Answer::Yes => {}
        Answer::No => bail!("nothing was done"),
        Answer::NobodyThere => {
            bail!("nothing was done: nobody can be asked without a terminal; --yes does it")
        }
    }
    match act.carry_out(&desk, &agent, (named.id, seen.charge.version), &reason).await {
        Ok(done) => {
            let zone = practices::of(&desk, seen.charge.practice).await?.zone;
            print(&format!("\n{}\n", outcome::done(act, &done, zone)))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(ActError::Failed(failure)) => Err(failure.into()),
        Err(error) => bail!(outcome::refused(act, &error)),
    }
}

impl Act<'_> {
    async fn preview(
        self,
        desk: &Desk,
        agent: &Agent,
        id: ChargeId,
        reason: &Reason,
    ) -> Result<Preview, ActError> {
        match self {
            Self::Hold => charges::preview_hold(desk, agent, id, reason).await,
            Self::Release => charges::preview_release(desk, agent, id).await,
            Self::Waive => charges::preview_waive(desk, agent, id, reason).await,
            Self::Settle(paid) => charges::preview_settle(desk, agent, id, paid, reason).await,
            Self::Owe => charges::preview_owe(desk, agent, id).await,
            Self::Move(to) => charges::preview_move(desk, agent, id, to).await,
            Self::Refund(what) => charges::preview_refund(desk, agent, id, what, reason).await,
        }
    }

    async fn carry_out(
        self,
        desk: &Desk,
        agent: &Agent,
        (id, seen): (ChargeId, Version),
        reason: &Reason,
    ) -> Result<Done, ActError> {
        match self {
            Self::Hold => charges::hold(desk, agent, id, seen, reason).await,
            Self::Release => charges::release(desk, agent, id, seen, reason).await,
            Self::Waive => charges::waive(desk, agent, id, seen, reason).await,
            Self::Settle(paid) => charges::settle(desk, agent, id, seen, paid, reason).await,
            Self::Owe => charges::owe_after_all(desk, agent, id, seen, reason).await,
            Self::Move(to) => charges::move_day(desk, agent, id, seen, to, reason).await,
            Self::Refund(what) => charges::refund(desk, agent, id, seen, what, reason).await,
        }
    }

    const fn question(self) -> &'static str {
        match self {
            Self::Hold => "Put this charge on hold?",
            Self::Release => "Release this charge?",
            Self::Waive => "Waive this charge?",
            Self::Settle(_) => "Book this charge as paid another way?",
            Self::Owe => "Take back that this charge was paid?",
            Self::Move(_) => "Move this charge?",
            Self::Refund(_) => "Give this money back?",
        }
    }
}
