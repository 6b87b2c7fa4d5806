//! A desk with a practice, a processor and a clock that stands until it is moved.

pub mod people;
pub mod portal;
pub mod smtp;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, StateName};
use domain::subject::Subject;
use domain::{ChargeId, ClientId};
use processor::Processor;
use processor_simulator::{Books, Config, Simulator};
use server::clock::Clock;
use server::desk::Desk;
use server::ids::Ids;
use server::mail::Mailer;
use server::mail::mailbox::{self, Mail};
use server::service::reconcile;
use server::worker::Worker;
use store::{Options, Store, audit, charges, tasks};
use store_testing::{Kind, TestDatabase};
use tempfile::TempDir;
use tokio::sync::Notify;

/// 09:30 in New York on Mon, Dec 1.
pub const MORNING: &str = "2025-12-01T14:30:00Z";

/// How long a call to the processor may take, where nothing else is said. The machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often, and how far apart, one looks whether other processes are done: two minutes in all.
const OTHERS_LOOKS: u32 = 2_400;
const OTHERS_LOOK: Duration = Duration::from_millis(50);

pub struct Bench {
    pub desk: Desk,
    pub simulator: Simulator,
    pub worker: Worker,
    mailer: Mailer,
    folder: TempDir,
    database: TestDatabase,
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant such as 2025-12-01T14:30:00Z")
}

/// A number from the environment, for longer runs of the same test.
pub fn asked_for(name: &str, usually: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usually)
}

/// A database with the practice and nobody else in it.
async fn prepared(url: &str) -> Store {
    let store = Store::connect(url, &Options::default()).await.expect("a database");
    store.migrate().await.expect("the tables");
    people::practice(&store).await;
    store
}

impl Bench {
    /// On SQLite, mails as files.
    pub async fn new() -> Self {
        Self::on(Kind::Sqlite).await
    }

    pub async fn on(kind: Kind) -> Self {
        Self::made(kind, PATIENCE).await
    }

    /// Calls to the processor are given up after this long.
    pub async fn impatient(patience: Duration) -> Self {
        Self::made(Kind::Sqlite, patience).await
    }

    async fn made(kind: Kind, patience: Duration) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mailer =
            Mailer::folder(folder.path().join("mails"), "billing@desk.example").expect("a folder for mails");
        Self::with(kind, folder, mailer, patience).await
    }

    /// On SQLite in this folder, mails as files elsewhere.
    #[cfg(target_os = "linux")]
    pub async fn in_folder(place: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mails = folder.path().join("mails");
        let mailer = Mailer::folder(mails, "billing@desk.example").expect("a folder for mails");
        let database = TestDatabase::in_folder(place);
        Self::over(prepared(database.url()).await, database, folder, mailer, PATIENCE).await
    }

    /// Mails through this server.
    pub async fn mailing(server: &smtp::MailServer) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mailer = Mailer::smtp(&server.url().into(), "billing@desk.example").expect("a mail server");
        Self::with(Kind::Sqlite, folder, mailer, PATIENCE).await
    }

    async fn with(kind: Kind, folder: TempDir, mailer: Mailer, patience: Duration) -> Self {
        let database = TestDatabase::prepared(kind, "practice", async |url| {
            let store = prepared(url).await;
            store.close().await.expect("a close");
        });
        let database = database.await.unwrap_or_else(|error| panic!("{}", error.with_causes()));
        let store = Store::connect(database.url(), &Options::default()).await.expect("a database");
        Self::over(store, database, folder, mailer, patience).await
    }

    async fn over(
        store: Store,
        database: TestDatabase,
        folder: TempDir,
        mailer: Mailer,
        patience: Duration,
    ) -> Self {
        let (business, real) = (Clock::standing_at(at(MORNING)), Clock::system());
        let (shown, truth) = (business.clone(), real.clone());
        let config = Config::new(Arc::new(move || shown.now()), Arc::new(move || truth.now()));
        let simulator = Simulator::start(config).await.expect("a free port");
        let config = processor::Config {
            base_url: simulator.base_url(),
            secret: "sk_test_1".into(),
            timeout: patience,
        };
        let desk = Desk {
            store,
            business,
            ids: Ids::new(real.clone()),
            real,
            processor: Processor::new(&config).expect("a client"),
            public_url: "https://desk.example.com".into(),
            wake: Arc::new(Notify::new()),
        };
        let worker = Worker::new(desk.clone(), mailer.clone());
        Self { desk, simulator, worker, mailer, folder, database }
    }

    /// A copy of the database as it is now, while nobody writes; only of a SQLite file.
    pub fn copy_of_books(&self) -> PathBuf {
        let file = self.database.url().trim_start_matches("sqlite://");
        let file = file.split('?').next().expect("a path");
        let copy = self.folder.path().join("backup.db");
        for suffix in ["", "-wal"] {
            std::fs::copy(format!("{file}{suffix}"), format!("{}{suffix}", copy.display())).expect("a copy");
        }
        copy
    }

    /// Goes on with other books, as after a restart.
    pub async fn use_books(&mut self, file: &Path) {
        let url = format!("sqlite://{}", file.display());
        self.desk.store = Store::connect(&url, &Options::default()).await.expect("the copy");
        self.restart();
    }

    /// Another worker comes in the place of the one there was.
    pub fn restart(&mut self) {
        self.worker = Worker::new(self.desk.clone(), self.mailer.clone());
    }

    /// Where another process finds the same database.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Lets so much real time pass that nobody holds what a dead worker had claimed.
    pub fn claims_lapse(&self) {
        self.desk.real.set(self.desk.real.now() + chrono::Duration::seconds(16));
    }

    /// Does all that is due now.
    pub async fn work(&self) {
        self.worker.run_until_idle().await.expect("the store works");
    }

    /// As [`Self::work`], until the processor's payments were compared with the books, which a short patience may not be enough
    /// for on a busy machine.
    pub async fn work_until_compared(&self) {
        for _ in 0..OTHERS_LOOKS {
            self.work().await;
            if store::sweeps::swept_until(&self.desk.store.reader()).await.expect("readable").is_some() {
                return;
            }
            tokio::time::sleep(OTHERS_LOOK).await;
        }
        panic!("the processor never said what was taken");
    }

    /// Sets the clock and does all that is due then.
    pub async fn work_at(&self, instant: &str) {
        self.desk.business.set(at(instant));
        self.work().await;
    }

    /// Lets the time pass up to then, doing what is due on the way.
    pub async fn play_until(&self, instant: &str) {
        self.worker.play_until(at(instant)).await.expect("the store works");
    }

    pub async fn charge(&self, id: ChargeId) -> Charge {
        charges::find(&self.desk.store.reader(), id).await.expect("readable").expect("the charge is there")
    }

    pub async fn state(&self, id: ChargeId) -> ChargeState {
        self.charge(id).await.state
    }

    /// Waits until others have brought all of these charges into this state.
    pub async fn all_are(&self, ids: &[ChargeId], state: StateName) {
        let mut states = BTreeMap::<&str, u32>::new();
        for _ in 0..OTHERS_LOOKS {
            let found = charges::find_many(&self.desk.store.reader(), ids).await.expect("readable");
            states.clear();
            for charge in found.values() {
                *states.entry(charge.state.name().as_str()).or_default() += 1;
            }
            if found.values().all(|charge| charge.state.name() == state) {
                return;
            }
            tokio::time::sleep(OTHERS_LOOK).await;
        }
        panic!("not all are {}: {states:?}", state.as_str());
    }

    /// Waits until others have sent so many mails.
    pub async fn mails_are(&self, count: usize) {
        for _ in 0..OTHERS_LOOKS {
            if self.mails().len() >= count {
                return;
            }
            tokio::time::sleep(OTHERS_LOOK).await;
        }
        panic!("{} mails and not {count}", self.mails().len());
    }

    /// Waits until others have left no mail to be sent now.
    pub async fn every_mail_is_sent(&self) {
        for _ in 0..OTHERS_LOOKS {
            let next = store::outbox::next_due(&self.desk.store.reader()).await.expect("readable");
            if next.is_none_or(|at| at > self.desk.business.now()) {
                return;
            }
            tokio::time::sleep(OTHERS_LOOK).await;
        }
        panic!("mails wait to be sent");
    }

    pub async fn state_name(&self, id: ChargeId) -> StateName {
        self.state(id).await.name()
    }

    /// The names of what the audit record says of a charge, in order.
    pub async fn record(&self, id: ChargeId) -> Vec<&'static str> {
        self.entries(id).await.iter().map(Action::as_str).collect()
    }

    pub async fn entries(&self, id: ChargeId) -> Vec<Action> {
        let charge = self.charge(id).await;
        let entries = audit::about(&self.desk.store.reader(), charge.client, Subject::Charge(id))
            .await
            .expect("readable");
        entries.into_iter().map(|entry| entry.action).collect()
    }

    /// The topics of what support is asked about a client.
    pub async fn tasks(&self, client: ClientId) -> Vec<&'static str> {
        let tasks = tasks::open_of_client(&self.desk.store.reader(), client).await.expect("readable");
        tasks.iter().map(|task| task.reason.topic().as_str()).collect()
    }

    pub fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mails")
    }

    /// The mails written as files, the oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        let mut mails = mailbox::list(&self.mail_folder()).expect("readable");
        mails.reverse();
        mails
    }

    pub fn subjects(&self) -> Vec<String> {
        self.mails().into_iter().map(|mail| mail.subject).collect()
    }

    pub fn books(&self) -> Books {
        self.simulator.books()
    }

    /// Our books and the processor's agree, and nothing was taken twice.
    pub async fn agrees(&self) {
        self.simulator.clear_faults();
        let found = reconcile::compare(&self.desk.store, &self.desk.processor).await.expect("both readable");
        assert!(found.differences.is_empty(), "{:?}", found.differences);
        assert_eq!(self.books().doubles, Vec::<String>::new());
    }
}
