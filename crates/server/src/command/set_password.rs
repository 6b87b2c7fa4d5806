use std::io::{IsTerminal, stdin};
use std::process::ExitCode;

use anyhow::{Context, Result};
use domain::contact::Email;
use domain::password;
use secrecy::SecretString;

use super::opening::open;
use crate::clock::Clock;
use crate::config::PasswordSettings;
use crate::ids::Ids;
use crate::service::logins;
use crate::service::passwords::Passwords;

/// Sets a person's password to the first line of the standard input.
pub async fn run(settings: &PasswordSettings) -> Result<ExitCode> {
    let email = Email::parse(&settings.email)?;
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
    let login = logins::set_password(&store, &ids, (&clock, &clock), &email, hash).await?;
    println!("The password of {} is set. All their devices are signed out.", login.email);
    Ok(ExitCode::SUCCESS)
}
