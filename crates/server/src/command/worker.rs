use std::process::ExitCode;

use anyhow::{Context, Result};

use super::desk::desk;
use super::opening::open;
use super::{photos, stopping};
use crate::config::WorkerSettings;
use crate::desk::Desk;
use crate::worker::Worker;

/// Works until told to stop.
pub async fn run(settings: &WorkerSettings) -> Result<ExitCode> {
    let stop = stopping::on_signal().context("signals could not be listened to")?;
    let public_url = settings.public_url.trim_end_matches('/');
    let mailer = settings.mail.mailer(public_url)?;
    let store = open(&settings.stored).await?;
    let photos = photos::open(&store, &settings.photos).await?;
    let desk = desk(store, settings.processor.client()?, settings.clock.clock(), public_url);
    Worker::new(Desk { photos, ..desk }, mailer).run(stop).await;
    Ok(ExitCode::SUCCESS)
}
