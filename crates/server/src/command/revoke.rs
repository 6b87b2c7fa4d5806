use std::process::ExitCode;

use anyhow::Result;

use super::opening::open;
use crate::clock::Clock;
use crate::config::PersonSettings;
use crate::ids::Ids;
use crate::service::logins;

/// Shuts a person out until a password is set for them.
pub async fn run(settings: &PersonSettings) -> Result<ExitCode> {
    let whose = settings.whose.whose()?;
    let store = open(&settings.stored).await?;
    let clock = Clock::system();
    let ids = Ids::new(clock.clone());
    match logins::revoke(&store, &ids, (&clock, &clock), &whose).await {
        Ok(revoked) => {
            let devices = match revoked.devices {
                0 => "No device was signed in".to_owned(),
                1 => "1 device is signed out".to_owned(),
                many => format!("{many} devices are signed out"),
            };
            println!("{}, cannot sign in any more. {devices}.", revoked.person);
            println!("almoner set-password {} lets them in again.", revoked.person.flag());
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            // The standard error may be kept as a log: people are named on the standard output only.
            error.told().iter().for_each(|line| println!("{line}"));
            Err(error.into())
        }
    }
}
