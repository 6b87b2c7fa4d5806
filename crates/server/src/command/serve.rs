use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use tokio::time::{Instant, interval_at};

use super::desk::desk;
use super::doors::{self, Doors};
use super::opening::{connect, open};
use super::{open_files, simulated, stopping};
use crate::clock::Clock;
use crate::config::{Limits, ServeSettings};
use crate::demo;
use crate::desk::Desk;
use crate::ended::why_ended;
use crate::http::state::{AppState, Dev, Serving};
use crate::http::{listening, metrics, operations, router};
use crate::service::passwords::Passwords;
use crate::service::{Failure, processor_events, sessions};
use crate::worker::Worker;

/// How often it is forgotten who asked how much, and sessions are ended that were idle for too long.
const TIDIED_EVERY: Duration = Duration::from_secs(60);

/// How often it is deleted what is past: sessions that ended, messages that were heard. It is kept for weeks.
const PRUNED_EVERY: Duration = Duration::from_secs(60 * 60);

/// Serves, and works unless that is left to others, until told to stop.
pub async fn run(mut settings: ServeSettings) -> Result<ExitCode> {
    let stop = stopping::on_signal().context("signals could not be listened to")?;
    let demo = if settings.demo { Some(demo::preset(&mut settings)?) } else { None };
    let Doors { public, addresses, port, operations, operations_url } = doors::open(&settings).await?;
    doors::warn(&settings, &addresses);
    let limits = allowed(settings.limits);
    metrics::start();

    let business = settings.clock.clock();
    let simulator = if settings.simulator {
        Some(simulated::start(&mut settings.processor, &business, &Clock::system(), port).await?)
    } else {
        None
    };
    let simulator_key = settings.processor.processor_secret.clone();
    let store =
        if demo.is_some() { connect(&settings.stored).await? } else { open(&settings.stored).await? };
    let desk = desk(store, settings.processor.client()?, business, &addresses.public_url);
    let worker = Worker::new(desk.clone(), settings.mail.mailer(&addresses.public_url)?);
    let passwords = Passwords::new(settings.limits.passwords_at_once);
    let dev = Dev {
        mail_directory: settings.mail.mail_directory.clone(),
        worker: worker.clone(),
        turn: Mutex::default(),
    };
    let serving = Serving {
        limits,
        trusted_proxies: settings.trusted_proxy.clone(),
        webhook_secret: settings.processor.webhook_secret,
        static_directory: settings.static_directory,
        dev: settings.dev.then_some(dev),
    };
    let app = AppState::new(desk.clone(), passwords.clone(), serving);
    // Serving begins before the demo's week passes, since the simulated processor sends its messages here.
    let trusted = settings.trusted_proxy;
    let serving = tokio::spawn(listening::serve(public, router(&app), limits, trusted, stop.clone()));
    let operating = tokio::spawn(operations::serve(operations, &app, limits, stop.clone()));
    if let Some(folder) = &demo {
        let preparing = demo::prepare(&desk, &passwords, &worker, folder.path());
        if let Some(prepared) = stop.run_until_cancelled(preparing).await {
            prepared?;
            demo::print(&addresses.public_url, &operations_url);
        }
    } else {
        println!("Health and figures are at {operations_url}");
        println!("Almoner is at {}", addresses.public_url);
        if let Some((simulator, key)) = simulator.as_ref().zip(simulator_key) {
            // Whoever compares its books with ours, or wants a card declined, has to find it. Its key opens nothing else.
            let key = key.expose_secret();
            println!("The simulated payment processor is at {} (key {key})", simulator.base_url());
        }
    }
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
    if let Some(simulator) = simulator {
        simulator.stop().await;
    }
    Ok(ExitCode::SUCCESS)
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
