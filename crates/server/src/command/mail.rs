//! `almoner mail`: what comes back, and addresses that work again.

use std::io::{Read, stdin};
use std::process::ExitCode;

use anyhow::{Context, Result};
use domain::actor::Actor;
use domain::contact::Email;

use super::opening::open;
use crate::clock::Clock;
use crate::config::{BouncedSettings, ClearSettings, MailCommand};
use crate::ids::Ids;
use crate::mail::report::Report;
use crate::service::addresses;
use crate::service::returned_mail::{self, Noted, ReturnError};
use crate::work::Work;

/// The input cannot be used, now or later: `EX_DATAERR` to whoever pipes mail into programs.
const BAD_INPUT: u8 = 65;

/// Later it may work, so the mail is to be kept: `EX_TEMPFAIL`.
const LATER: u8 = 75;

/// More than any report; what lies behind is not read.
const REPORT_MAX: u64 = 10 << 20;

/// Does what was asked.
pub async fn run(command: &MailCommand) -> Result<ExitCode> {
    match command {
        MailCommand::Bounced(settings) => Ok(bounced(settings).await),
        MailCommand::Clear(settings) => clear(settings).await,
    }
}

/// Nothing that is said names anybody: the mail server that started us logs it.
async fn bounced(settings: &BouncedSettings) -> ExitCode {
    let mut mail = Vec::new();
    if stdin().take(REPORT_MAX).read_to_end(&mut mail).is_err() {
        return refuse("the report could not be read from the standard input", LATER);
    }
    let report = match Report::read(&mail) {
        Ok(report) => report,
        Err(problem) => return refuse(&format!("{problem}; nothing was changed"), BAD_INPUT),
    };
    let noted = async {
        let store = open(&settings.stored).await?;
        let ids = Ids::new(Clock::system());
        let work = Work::begin_in(&store, &ids, Actor::System, settings.clock.clock().now()).await?;
        Ok::<_, anyhow::Error>(returned_mail::note(work, &report).await)
    };
    match noted.await {
        Ok(Ok(noted)) => {
            println!("{}", said(noted));
            ExitCode::SUCCESS
        }
        Ok(Err(problem @ ReturnError::Unknown)) => {
            refuse(&format!("{problem}; nothing was changed"), BAD_INPUT)
        }
        Ok(Err(problem)) => refuse(&format!("{:#}", anyhow::Error::new(problem)), LATER),
        Err(error) => refuse(&format!("{error:#}"), LATER),
    }
}

fn refuse(sentence: &str, code: u8) -> ExitCode {
    eprintln!("almoner: {sentence}");
    ExitCode::from(code)
}

fn said(noted: Noted) -> String {
    match noted {
        Noted::NotFailed => "The email has not failed, so nothing changes.".to_owned(),
        Noted::Failed { reply, address_spoilt, announced_anew } => {
            let address = if address_spoilt {
                "its address is not written to any more"
            } else {
                "its address is written to as before"
            };
            let charge = if announced_anew { ", and its charge will be announced anew" } else { "" };
            format!("The email failed ({reply}): {address}{charge}.")
        }
    }
}

async fn clear(settings: &ClearSettings) -> Result<ExitCode> {
    let address = Email::parse(&settings.address)?;
    let store = open(&settings.stored).await?;
    let cleared = addresses::clear(&store, settings.clock.clock().now(), &address)
        .await
        .context("the address could not be cleared")?;
    let (sentence, code) = match (cleared.clients, cleared.cleared) {
        (0, _) => ("No client has this address.", ExitCode::FAILURE),
        (_, 0) => ("The address was written to all along.", ExitCode::SUCCESS),
        _ => {
            ("The address is written to again, and what waited for it is looked at again.", ExitCode::SUCCESS)
        }
    };
    println!("{sentence}");
    Ok(code)
}
