use std::io::{IsTerminal, stdin};
use std::process::ExitCode;

use anyhow::{Context, Result};
use domain::password;
use secrecy::SecretString;

use super::opening::open;
use crate::clock::Clock;
use crate::config::PersonSettings;
use crate::ids::Ids;
use crate::service::logins;
use crate::service::passwords::Passwords;

/// Sets a person's password to the first line of the standard input.
pub async fn run(settings: &PersonSettings) -> Result<ExitCode> {
    let whose = settings.whose.whose()?;
    let store = open(&settings.stored).await?;
    if stdin().is_terminal() {
        eprintln!("Type the new password and press Enter. It is shown as you type.");
    }
    let mut line = String::new();
    stdin().read_line(&mut line).context("no password could be read from the standard input")?;
    let password = line.trim_end_matches(['\r', '\n']);
    password::check(password)?;
    let hash = Passwords::new(1).hash(SecretString::from(password)).await?;
    let clock = Clock::system();
    let ids = Ids::new(clock.clone());
    match logins::set_password(&store, &ids, (&clock, &clock), &whose, hash).await {
        Ok(set) => {
            println!("The password of {} is set. All their devices are signed out.", set.person);
            println!("They sign in with {}.", set.email);
            if set.person.known.is_gone {
                println!("They are gone from the practice's export and can sign in all the same.");
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            // The standard error may be kept as a log: people are named on the standard output only.
            error.told().iter().for_each(|line| println!("{line}"));
            Err(error.into())
        }
    }
}
