use std::process::ExitCode;

use anyhow::Result;
use domain::Money;

use super::opening::open;
use crate::config::ReconcileSettings;
use crate::service::reconcile;

/// Prints where our books and the processor's differ, and fails if they do.
pub async fn run(settings: &ReconcileSettings) -> Result<ExitCode> {
    let (store, processor) = (open(&settings.stored).await?, settings.processor.client()?);
    let found = reconcile::compare(&store, &processor).await?;
    for difference in &found.differences {
        println!("{difference}");
    }
    println!(
        "{} charges and {} payment intents compared, {} taken and kept; {} differences.",
        found.charges,
        found.intents,
        Money::usd(found.taken_cents),
        found.differences.len()
    );
    Ok(if found.differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
