//! What `almoner serve` has besides where it can be tried out: the demo's practice, the simulated payment processor and
//! eligibility service, and the /dev pages.

mod simulated;

use anyhow::Result;
use processor_simulator::Simulator;
use secrecy::ExposeSecret;
use tokio::sync::Mutex;

use super::opening::connect;
use super::serve::say;
use crate::clock::Clock;
use crate::config::ServeSettings;
use crate::demo::{self, Demo, PEOPLE};
use crate::desk::Desk;
use crate::http::state::Dev;
use crate::service::passwords::Passwords;
use crate::worker::Worker;

/// What of it was asked for.
pub struct Trial {
    /// The demo, whose files are deleted with this.
    demo: Option<Demo>,
    /// The simulated processor, and the line that says where it is.
    simulator: Option<(Simulator, String)>,
    /// The simulated eligibility service, which ends with this.
    payers: Option<eligibility_simulator::Simulator>,
}

impl Trial {
    /// Sets `settings` to the demo, if that was asked for.
    pub fn begin(settings: &mut ServeSettings) -> Result<Self> {
        let demo = if settings.trial.demo { Some(demo::preset(settings)?) } else { None };
        Ok(Self { demo, simulator: None, payers: None })
    }

    /// Makes the demo's database, and starts the simulated services; the processor sends its messages to `port`.
    pub async fn start(&mut self, settings: &mut ServeSettings, business: &Clock, port: u16) -> Result<()> {
        if settings.trial.simulator {
            let processor = &mut settings.processor;
            let simulator = simulated::start(processor, business, &Clock::system(), port).await?;
            // Whoever compares its books with ours, or wants a card declined, has to find it. Its key opens nothing else.
            let key = processor.processor_secret.as_ref().map_or("", |it| it.expose_secret());
            let line = format!("The simulated payment processor is at {} (key {key})", simulator.base_url());
            self.simulator = Some((simulator, line));
            self.payers = Some(simulated::payers(&mut settings.eligibility, business).await?);
        }
        if self.demo.is_some() {
            demo::make(&connect(&settings.stored).await?).await?;
        }
        Ok(())
    }

    /// What the /dev pages work with, if they are served.
    pub fn pages(settings: &ServeSettings, worker: &Worker) -> Option<Dev> {
        settings.trial.dev.then(|| Dev {
            mail_directory: settings.mail.mail_directory.clone(),
            worker: worker.clone(),
            people: if settings.trial.demo { &PEOPLE } else { &[] },
            turn: Mutex::default(),
        })
    }

    /// Lets the demo's week pass, and says where everything is.
    pub async fn ready(
        &self,
        desk: &Desk,
        passwords: &Passwords,
        worker: &Worker,
        operations_url: &str,
    ) -> Result<()> {
        if let Some(demo) = &self.demo {
            demo::prepare(desk, passwords, worker, demo).await?;
            demo::print(&desk.public_url, operations_url);
        } else {
            say(&desk.public_url, operations_url);
            if let Some((_, line)) = &self.simulator {
                println!("{line}");
            }
        }
        Ok(())
    }

    /// Ends the simulated processor.
    pub async fn stop(self) {
        if let Some((simulator, _)) = self.simulator {
            simulator.stop().await;
        }
    }
}
