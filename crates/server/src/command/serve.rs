use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use secrecy::ExposeSecret;
use tokio::sync::Mutex;

use super::desk::desk;
use super::opening::{connect, open};
use super::{simulated, stopping};
use crate::clock::Clock;
use crate::config::{Addresses, ServeSettings};
use crate::demo;
use crate::http::state::{AppState, Dev, Serving};
use crate::http::{listening, metrics, router};
use crate::service::passwords::Passwords;
use crate::service::{processor_events, sessions};
use crate::worker::Worker;

/// How often it is forgotten what is past: who asked how much, sessions that ended, messages that were heard.
const TIDIED_EVERY: Duration = Duration::from_secs(60);

/// Serves, and works unless that is left to others, until told to stop.
pub async fn run(mut settings: ServeSettings) -> Result<ExitCode> {
    let stop = stopping::on_signal().context("signals could not be listened to")?;
    let demo = if settings.demo { Some(demo::preset(&mut settings)?) } else { None };
    let addresses = Addresses::of(settings.port, &settings.listen, settings.public_url.as_deref())?;
    // The port first: that it is taken is the likeliest trouble, and known before anything is done.
    let listeners = listening::bind(&addresses)
        .await
        .with_context(|| format!("port {} could not be listened on", settings.port))?;
    let port = listeners.first().map(|it| it.local_addr()).transpose()?.map_or(settings.port, |it| it.port());
    let addresses = Addresses::of(port, &settings.listen, settings.public_url.as_deref())?;
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
    let worker = Worker::new(desk.clone(), settings.mail.mailer()?);
    let passwords = Passwords::new(settings.limits.passwords_at_once);
    let dev = Dev {
        mail_directory: settings.mail.mail_directory.clone(),
        worker: worker.clone(),
        turn: Mutex::default(),
    };
    let serving = Serving {
        limits: settings.limits,
        trusted_proxies: settings.trusted_proxy,
        webhook_secret: settings.processor.webhook_secret,
        static_directory: settings.static_directory,
        dev: settings.dev.then_some(dev),
    };
    let app = AppState::new(desk.clone(), passwords.clone(), serving);
    // Serving begins before the demo's week passes, since the simulated processor sends its messages here.
    let serving = tokio::spawn(listening::serve(listeners, router(&app), settings.limits, stop.clone()));
    if let Some(folder) = &demo {
        let preparing = demo::prepare(&desk, &passwords, &worker, folder.path());
        if let Some(prepared) = stop.run_until_cancelled(preparing).await {
            prepared?;
            demo::print(&addresses.public_url);
        }
    } else {
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

    serving.await.context("serving ended")?;
    tidying.abort();
    if let Some(working) = working {
        working.await.context("the worker ended")?;
    }
    if let Some(simulator) = simulator {
        simulator.stop().await;
    }
    Ok(ExitCode::SUCCESS)
}

async fn tidy(app: AppState) {
    loop {
        tokio::time::sleep(TIDIED_EVERY).await;
        app.limits.tidy();
        let forgotten = async {
            sessions::forget_ended(&app.desk).await?;
            processor_events::forget_old(&app.desk).await
        };
        if let Err(error) = forgotten.await {
            tracing::warn!(error = &error as &dyn std::error::Error, "what is past could not be forgotten");
        }
    }
}
