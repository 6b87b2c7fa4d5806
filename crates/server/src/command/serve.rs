use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::sync::Notify;

use super::opening::open;
use super::stopping;
use crate::clock::Clock;
use crate::config::{Addresses, ServeSettings};
use crate::desk::Desk;
use crate::http::state::{AppState, Serving};
use crate::http::{listening, metrics, router};
use crate::ids::Ids;
use crate::service::passwords::Passwords;

/// How often it is forgotten who asked how much.
const TIDIED_EVERY: Duration = Duration::from_secs(60);

/// Serves until told to stop.
pub async fn run(settings: ServeSettings) -> Result<ExitCode> {
    let stop = stopping::on_signal().context("signals could not be listened to")?;
    let addresses = Addresses::of(settings.port, &settings.listen, settings.public_url.as_deref())?;
    // The port first: that it is taken is the likeliest trouble, and known before anything is done.
    let listeners = listening::bind(&addresses)
        .await
        .with_context(|| format!("port {} could not be listened on", settings.port))?;
    metrics::start();
    let store = open(&settings.stored).await?;
    let real = Clock::system();
    let desk = Desk {
        store,
        business: settings.clock.clock(),
        ids: Ids::new(real.clone()),
        real,
        processor: settings.processor.client()?,
        public_url: addresses.public_url.into(),
        texts: texts::english(),
        wake: Arc::new(Notify::new()),
    };
    let limits = settings.limits;
    let serving = Serving {
        limits,
        trusted_proxies: settings.trusted_proxy,
        webhook_secret: settings.processor.webhook_secret,
        static_directory: settings.static_directory,
        dev: None,
    };
    let passwords = Passwords::new(limits.passwords_at_once)?;
    let app = AppState::new(desk, passwords, serving);
    let tidying = tokio::spawn(tidy(app.clone()));
    listening::serve(listeners, router(&app), limits, stop).await;
    tidying.abort();
    Ok(ExitCode::SUCCESS)
}

async fn tidy(app: AppState) {
    loop {
        tokio::time::sleep(TIDIED_EVERY).await;
        app.limits.tidy();
    }
}
