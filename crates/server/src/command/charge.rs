//! `almoner charge`: what an operator sees of a charge, and what they do with it.

mod acts;
mod confirm;
mod facts;
mod json;
mod outcome;
mod preview;
mod show;
mod words;

use std::process::ExitCode;

use anyhow::{Context, Result};
use domain::Money;
use store::Access;

use crate::config::{ChargeCommand, WhichSettings};
use crate::payments::ToGiveBack;
use crate::service::charges::{NamedCharge, NamedError, PaidSo, named};
use acts::Act;

/// Does what was asked.
pub async fn run(command: &ChargeCommand) -> Result<ExitCode> {
    match command {
        ChargeCommand::Show(settings) => show::run(settings).await,
        ChargeCommand::Hold(settings) => acts::run(settings, Act::Hold).await,
        ChargeCommand::Release(settings) => acts::run(settings, Act::Release).await,
        ChargeCommand::Waive(settings) => acts::run(settings, Act::Waive).await,
        ChargeCommand::Settle(settings) => {
            let act = match settings.how {
                Some(how) => Act::Settle(PaidSo { how: how.into(), on: settings.on }),
                // One of the two is given.
                None => Act::Owe,
            };
            acts::run(&settings.act, act).await
        }
        ChargeCommand::Refund(settings) => {
            let amount = settings.amount.as_deref().map(Money::parse_usd).transpose();
            let amount = amount.context("--amount")?;
            acts::run(&settings.act, Act::Refund(ToGiveBack { beside: settings.payment.as_deref(), amount }))
                .await
        }
        ChargeCommand::Move(settings) => acts::run(&settings.act, Act::Move(settings.to)).await,
    }
}

/// The charge that is meant. Of several each is named, since one of them has to be chosen.
async fn meant(access: &impl Access, which: &WhichSettings) -> Result<NamedCharge> {
    let found = named(access, &which.charge, which.practice.as_deref()).await;
    if let Err(NamedError::Several(charges)) = &found {
        for it in charges {
            println!("{} of {}: {}", it.key, it.practice_key, it.id);
        }
    }
    Ok(found?)
}
