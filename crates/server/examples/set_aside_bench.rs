//! How long it takes to import a large export in which two rows of a hundred are wrong, setting those aside, and then the rest:
//! `cargo run --release -p server --example set_aside_bench [CHARGES]`. It fails when the first takes longer than it may.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use server::clock::Clock;
use server::ids::Ids;
use server::import::{self, Background, Files, Records, SetAsideFile, Summary, UnknownColumns};
use store::{Options, Store};
use test_support::Blemished;
use tokio::time::Instant;

/// The longest that a hundred thousand charges may take.
const MOST: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> Result<()> {
    let charges = std::env::args().nth(1);
    let charges: usize = charges.map_or(Ok(100_000), |it| it.parse()).context("CHARGES is a number")?;
    let folder = tempfile::tempdir()?;
    let blemished = Blemished::of(charges);
    let url = format!("sqlite://{}", folder.path().join("bench.db").display());
    let store = Store::connect(&url, &Options::default()).await?;
    store.migrate().await?;

    let (first, second) = (folder.path().join("first.csv"), folder.path().join("second.csv"));
    let (summary, took) = imported(&store, blemished.export.path(), &first).await?;
    println!("{charges} charges, {} rows of all kinds wrong: {took:.2?}\n{summary}", blemished.wrong);
    ensure!(took < MOST, "it took {took:.2?}, and may take {MOST:.2?}");
    blemished.correct(&first);
    let (summary, took) = imported(&store, &first, &second).await?;
    println!("the rest, corrected: {took:.2?}\n{summary}");
    ensure!(summary.aside() == 0, "of the rest all is right");
    let (summary, took) = imported(&store, blemished.good.path(), &second).await?;
    println!("all of it again: {took:.2?}\n{summary}");
    ensure!(summary.total().created + summary.total().changed == 0, "nothing is left to import");
    Ok(())
}

async fn imported(store: &Store, from: &Path, file: &Path) -> Result<(Summary, Duration)> {
    let (ids, now) = (Ids::new(Clock::system()), "2025-11-24T13:00:00Z".parse()?);
    let started = Instant::now();
    let mut records = read(store, from, file).await?;
    let bar = import::progress_bar();
    let summary = import::apply(store, &mut records, now, &mut || ids.uuid(), &bar).await?;
    bar.finish_and_clear();
    let took = started.elapsed();
    if let Some(aside) = &summary.set_aside {
        println!("{aside}");
    }
    Ok((summary, took))
}

async fn read(store: &Store, from: &Path, file: &Path) -> Result<Records> {
    let file = SetAsideFile::at(file, from)?;
    let files = Files::at(from)?.keeping_rows(true);
    let background = Background::of(&files, &store.reader()).await?;
    Ok(import::read_files(&files, background, UnknownColumns::Refused).setting_aside(file)?)
}
