use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use tokio::time::{Instant, interval_at};

use super::desk::desk;
use super::listeners::{self, Listeners};
use super::opening::open;
#[cfg(feature = "demo")]
use super::trial::Trial;
use super::{open_files, photos, stopping};
use crate::config::{Limits, ServeSettings};
use crate::desk::Desk;
use crate::ended::why_ended;
use crate::http::state::{AppState, Serving};
use crate::http::{listening, metrics, operations, router};
use crate::service::passwords::Passwords;
use crate::service::{Failure, processor_events, sessions};
use crate::worker::Worker;

/// How often it is forgotten who asked how much, and sessions are ended that were idle for too long.
const TIDIED_EVERY: Duration = Duration::from_secs(60);

/// How often it is deleted what is past: sessions that ended, messages that were heard. It is kept for weeks.
const PRUNED_EVERY: Duration = Duration::from_secs(60 * 60);

/// Serves, and works unless that is left to others, until told to stop.
pub async fn run(settings: ServeSettings) -> Result<ExitCode> {
    let stop = stopping::on_signal().context("signals could not be listened to")?;
    #[cfg(feature = "demo")]
    let mut settings = settings;
    #[cfg(feature = "demo")]
    let mut trial = Trial::begin(&mut settings)?;
    let listeners = listeners::open(&settings).await?;
    #[cfg(feature = "demo")]
    let port = listeners.port;
    let Listeners { public, addresses, operations, operations_url, .. } = listeners;
    listeners::warn(&settings, &addresses);
    let limits = allowed(settings.limits);
    metrics::start();

    let business = settings.clock.clock();
    #[cfg(feature = "demo")]
    trial.start(&mut settings, &business, port).await?;
    let store = open(&settings.stored).await?;
    let clearinghouse =
        settings.eligibility.client().context("the settings of the eligibility service cannot be used")?;
    let photos = photos::open(&store, &settings.photos).await?;
    let desk = desk(store, settings.processor.client()?, business, &addresses.public_url);
    let desk = Desk { clearinghouse, photos, ..desk };
    let worker = Worker::new(desk.clone(), settings.mail.mailer(&addresses.public_url)?);
    let passwords = Passwords::new(settings.limits.passwords_at_once);
    let serving = Serving {
        limits,
        #[cfg(feature = "demo")]
        dev: Trial::pages(&settings, &worker),
        trusted_proxies: settings.trusted_proxy.clone(),
        webhook_secret: settings.processor.webhook_secret,
        static_directory: settings.static_directory,
    };
    let app = AppState::new(desk.clone(), passwords.clone(), serving);
    // Serving begins before the demo's week passes, since the simulated processor sends its messages here.
    let trusted = settings.trusted_proxy;
    let serving = tokio::spawn(listening::serve(public, router(&app), limits, trusted, stop.clone()));
    let operating = tokio::spawn(operations::serve(operations, &app, limits, stop.clone()));
    #[cfg(feature = "demo")]
    let ready = trial.ready(&desk, &passwords, &worker, &operations_url);
    #[cfg(feature = "demo")]
    stop.run_until_cancelled(ready).await.transpose()?;
    #[cfg(not(feature = "demo"))]
    say(&addresses.public_url, &operations_url);
    let working = (!settings.no_worker).then(|| {
        let stop = stop.clone();
        tokio::spawn(async move { worker.run(stop).await })
    });
    let tidying = tokio::spawn(tidy(app));

    serving.await.map_err(|error| anyhow!("serving ended: {}", why_ended(&error)))?;
    operating.await.map_err(|error| anyhow!("serving health and figures ended: {}", why_ended(&error)))?;
    tidying.abort();
    if let Some(working) = working {
        working.await.map_err(|error| anyhow!("the worker ended: {}", why_ended(&error)))?;
    }
    #[cfg(feature = "demo")]
    trial.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// Where the desk is.
pub fn say(public_url: &str, operations_url: &str) {
    println!("Health and figures are at {operations_url}");
    println!("Almoner is at {public_url}");
}

/// The limits, with as many connections as the system lets us have.
fn allowed(limits: Limits) -> Limits {
    let connections_max = open_files::room_for(limits.connections_max);
    if connections_max < limits.connections_max {
        tracing::warn!(
            connections_max,
            "the system allows too few open files for --connections-max, so fewer are taken"
        );
    }
    Limits { connections_max, ..limits }
}

async fn tidy(app: AppState) {
    let first = Instant::now() + TIDIED_EVERY;
    let (mut tidying, mut pruning) = (interval_at(first, TIDIED_EVERY), interval_at(first, PRUNED_EVERY));
    loop {
        tokio::select! {
            _ = tidying.tick() => {
                app.limits.tidy();
                end_idle(&app.desk).await;
            }
            _ = pruning.tick() => prune(&app.desk).await,
        }
    }
}

async fn end_idle(desk: &Desk) {
    if let Err(error) = sessions::end_idle(desk).await {
        let error = &error as &dyn std::error::Error;
        tracing::warn!(error, "sessions that were idle for too long could not be ended");
    }
}

async fn prune(desk: &Desk) {
    let pruned = async {
        let sessions = sessions::prune(desk).await?;
        Ok::<_, Failure>((sessions, processor_events::prune(desk).await?))
    };
    match pruned.await {
        Ok((sessions, events)) => tracing::debug!(sessions, events, "what is past was forgotten"),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "what is past could not be forgotten");
        }
    }
}
