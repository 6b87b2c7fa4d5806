//! How long an import takes, and how long others wait for it:
//! `cargo run --release -p server --example import_bench [CHARGES] [DATABASE_URL]`.
//!
//! The first round fills an empty database, the second brings the same again. The third changes what is still to be taken, the
//! fourth brings as many charges more, and all the while somebody else reads and writes. It fails when they waited too long.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use server::clock::Clock;
use server::ids::Ids;
use server::import::{self, progress_bar};
use store::charges::{HistoryFilter, history_of_client};
use store::{Options, Store, clients, practices};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

const CLIENTS: usize = 2_000;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let charges: usize =
        arguments.next().map_or(Ok(100_000), |it| it.parse()).context("CHARGES is a number")?;
    let folder = tempfile::tempdir()?;
    export(folder.path(), charges)?;
    let here = format!("sqlite://{}", folder.path().join("bench.db").display());
    let url = arguments.next().unwrap_or(here);
    let store = Store::connect(&url, &Options::default()).await?;
    store.migrate().await?;

    let ids = Ids::new(Clock::system());
    let now = "2025-11-24T13:00:00Z".parse()?;
    let mut took = Vec::new();
    for round in ["first", "again"] {
        let started = Instant::now();
        let mut records = import::read(folder.path())?;
        let read = started.elapsed();
        let bar = progress_bar();
        let summary = import::apply(&store, &mut records, now, &mut || ids.uuid(), &bar).await?;
        bar.finish_and_clear();
        took.push(started.elapsed());
        println!("{round}: {charges} charges, read {read:.2?}, all {:.2?}\n{summary}", started.elapsed());
    }
    ensure!(took[1] < took[0], "to find nothing new took longer than to bring everything");
    let alone = waits(&url, std::future::pending::<Result<()>>(), Some(ALONE)).await?;
    println!("others alone: {alone}");
    let mut too_long = Vec::new();
    for (round, more) in [("changed", More::Changes), ("more", More::Sessions)] {
        rewrite(folder.path(), charges, more)?;
        let started = Instant::now();
        let import = async {
            let mut records = import::read(folder.path())?;
            let summary =
                import::apply(&store, &mut records, now, &mut || ids.uuid(), &progress_bar()).await?;
            println!("{round}: all {:.2?}\n{summary}", started.elapsed());
            Ok(())
        };
        let meanwhile = waits(&url, import, None).await?;
        println!("others meanwhile: {meanwhile}");
        too_long.extend(meanwhile.too_long(&alone).map(|what| format!("{round}: {what}")));
    }
    ensure!(too_long.is_empty(), "others waited too long: {}", too_long.join("; "));
    Ok(())
}

/// The longest that a write may wait for an import.
const WRITE_MAX: Duration = Duration::from_millis(500);

/// How much longer than without an import the slowest read may take.
const READ_MORE_MAX: Duration = Duration::from_millis(50);

/// What others met, each sorted.
struct Waits {
    writes: Vec<Duration>,
    reads: Vec<Duration>,
}

impl Waits {
    fn too_long(&self, alone: &Self) -> impl Iterator<Item = String> {
        let slowest = |took: &[Duration]| took.last().copied().unwrap_or_default();
        let (write, read) = (slowest(&self.writes), slowest(&self.reads));
        let read_max = slowest(&alone.reads) + READ_MORE_MAX;
        let write = (write > WRITE_MAX).then(|| format!("a write {write:.1?} of {WRITE_MAX:.1?}"));
        let read = (read > read_max).then(|| format!("a read {read:.1?} of {read_max:.1?}"));
        write.into_iter().chain(read)
    }
}

impl std::fmt::Display for Waits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "writes {}; reads {}", spread(&self.writes), spread(&self.reads))
    }
}

/// How long others are watched without an import, to compare with.
const ALONE: Duration = Duration::from_secs(3);

/// What else an export brings.
#[derive(Clone, Copy)]
enum More {
    /// As many sessions again, two hours later.
    Sessions,
    /// Another day for what is scheduled.
    Changes,
}

fn rewrite(folder: &Path, charges: usize, more: More) -> Result<()> {
    let path = folder.join("charges.csv");
    let rows = fs::read_to_string(&path)?;
    let text = match more {
        More::Sessions => {
            let again = rows.lines().skip(1).take(charges);
            let again = again.map(|row| format!("again-{}\n", row.replacen(",15:00,", ",17:00,", 1)));
            rows.clone() + &again.collect::<String>()
        }
        More::Changes => rows.replace(",2025-12-02,", ",2025-12-03,"),
    };
    Ok(fs::write(path, text)?)
}

/// What others met who read and wrote while `work` was done, each over connections of their own.
async fn waits(url: &str, work: impl Future<Output = Result<()>>, most: Option<Duration>) -> Result<Waits> {
    let stop = CancellationToken::new();
    // On threads of their own, as other processes are: reading an export keeps a thread busy for seconds.
    let crowd = [true, false].map(|writes| {
        let (url, stop) = (url.to_owned(), stop.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(others(url, writes, stop))
        })
    });
    match most {
        Some(most) => tokio::select! { done = work => done?, () = tokio::time::sleep(most) => {} },
        None => work.await?,
    }
    stop.cancel();
    let [writes, reads] = crowd;
    let ended = |them: JoinHandle<Result<Vec<Duration>>>| {
        them.join().unwrap_or_else(|_| Err(anyhow!("somebody panicked")))
    };
    let (mut writes, mut reads) = (ended(writes)?, ended(reads)?);
    writes.sort_unstable();
    reads.sort_unstable();
    Ok(Waits { writes, reads })
}

async fn others(url: String, writes: bool, stop: CancellationToken) -> Result<Vec<Duration>> {
    let store = Store::connect(&url, &Options::default()).await?;
    let practice = *practices::keys(&store.reader()).await?.get("p").context("the practice")?;
    let clients = clients::keys(&store.reader(), practice).await?;
    let (mut took, mut turn) = (Vec::new(), clients.values().cycle());
    let since = "2025-01-01".parse()?;
    while !stop.is_cancelled() {
        let client = *turn.next().context("a client")?;
        let began = Instant::now();
        if writes {
            let unit = store.begin().await?;
            clients::set_processor_customer(&unit, client, "cus_of_bench").await?;
            unit.commit().await?;
        } else {
            history_of_client(&store.reader(), client, &HistoryFilter::all(since, 50)).await?;
        }
        took.push(began.elapsed());
        tokio::time::sleep(Duration::from_millis(3)).await;
    }
    Ok(took)
}

fn spread(took: &[Duration]) -> String {
    let at = |part: usize| took.get((took.len() * part / 1_000).min(took.len().saturating_sub(1)));
    let [half, most, all] = [500, 990, 1_000].map(|part| at(part).copied().unwrap_or_default());
    format!("{} in all, p50 {half:.1?}, p99 {most:.1?}, slowest {all:.1?}", took.len())
}

/// The last weeks, whose charges are still to be taken.
const OPEN_WEEKS: usize = 4;

/// Writes an export in which each client comes every week and most charges are paid.
fn export(folder: &Path, charges: usize) -> Result<()> {
    let put = |name: &str, text: String| fs::write(folder.join(name), text);
    put(
        "practices.csv",
        "practice_id,name,time_zone,support_phone,support_email,support_hours\n\
         p,Bench Practice,America/Chicago,(312) 555-0100,help@bench.example,Weekdays\n"
            .to_owned(),
    )?;
    put(
        "staff.csv",
        "staff_id,practice_id,name,role,email\ns,p,Dr. Bench,provider,dr@bench.example\n".to_owned(),
    )?;
    put("payers.csv", "payer_id,practice_id,name,program\na,p,Aetna,commercial\n".to_owned())?;
    let mut clients =
        "client_id,practice_id,provider_ids,legal_first_name,legal_last_name,date_of_birth,email,\
                       processor_customer_id\n"
            .to_owned();
    let mut coverages = "coverage_id,client_id,payer_id,plan,member_id,subscriber,relationship,position,\
                         effective_from\n"
        .to_owned();
    let mut methods = "processor_method_id,client_id,brand,last4,exp_month,exp_year,is_default\n".to_owned();
    for n in 0..CLIENTS {
        writeln!(clients, "c{n},p,s,Client,Number {n},1990-01-01,c{n}@bench.example,cus_{n}")?;
        writeln!(coverages, "v{n},c{n},a,Plan,M{n},Client Number {n},self,primary,2020-01-01")?;
        writeln!(methods, "pm_card_visa_{n},c{n},Visa,4242,8,2030,true")?;
    }
    put("clients.csv", clients)?;
    put("coverages.csv", coverages)?;
    put("payment_methods.csv", methods)?;
    let mut rows =
        "charge_id,client_id,provider_id,session_date,session_time,cpt_code,kind,state,billed,allowed,\
                    insurer_paid,copay,answered_on,first_day,paid_on,card_brand,card_last4,receipt\n"
            .to_owned();
    let first = "2023-11-06".parse::<chrono::NaiveDate>()?;
    for n in 0..charges {
        let (client, week) = (n % CLIENTS, n / CLIENTS);
        let day = first + chrono::Days::new(week as u64 % 98 * 7);
        let answered = day + chrono::Days::new(10);
        let paid = week + OPEN_WEEKS < charges.div_ceil(CLIENTS);
        let state = if paid { "paid" } else { "scheduled" };
        write!(rows, "h{n},c{client},s,{day},15:00,90837,insurance,{state},180,125,100,25,{answered},")?;
        if paid {
            writeln!(rows, ",{},Visa,4242,R-{n}", answered + chrono::Days::new(8))?;
        } else {
            writeln!(rows, "2025-12-02,,,,")?;
        }
    }
    put("charges.csv", rows)?;
    Ok(())
}
