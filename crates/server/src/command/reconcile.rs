use std::process::ExitCode;

use anyhow::Result;
use domain::Money;
use processor::Processor;
use store::Store;

use super::desk::desk;
use super::opening::open;
use crate::config::ReconcileSettings;
use crate::counted::counted;
use crate::service::reconcile::{self, Comparison};

/// Prints where our books and the processor's differ, after what could be repaired was, and fails if they do.
pub async fn run(settings: &ReconcileSettings) -> Result<ExitCode> {
    let (store, processor) = (open(&settings.stored).await?, settings.processor.client()?);
    let mut found = compare(settings, &store, &processor).await?;
    if settings.repair && !found.differences.is_empty() {
        let desk = desk(store, processor, settings.clock.clock(), "");
        let before = found.differences;
        reconcile::repair(&desk, &before).await?;
        found = compare(settings, &desk.store, &desk.processor).await?;
        let put_right = found.put_right(&before);
        println!(
            "{put_right} of {} put right by what the processor says.",
            counted(before.len() as u64, "difference")
        );
    }
    for difference in &found.differences {
        println!("{difference}");
        if settings.repair {
            println!("    {}", difference.to_do());
        }
    }
    println!(
        "{} and {} compared, {} taken and kept; {}.",
        counted(found.charges, "charge"),
        counted(found.intents, "payment intent"),
        Money::usd(found.taken_cents),
        counted(found.differences.len() as u64, "difference")
    );
    Ok(if found.differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn compare(settings: &ReconcileSettings, store: &Store, processor: &Processor) -> Result<Comparison> {
    let mut found = reconcile::compare(store, processor).await?;
    if settings.cards {
        found.differences.extend(reconcile::compare_cards(store, processor).await?);
    }
    Ok(found)
}
