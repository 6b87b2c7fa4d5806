//! A worker against a real database and a processor that keeps books, by clocks that stand until they are moved.

pub mod clients;
mod elsewhere;
mod portal;
mod process;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::audit::Action;
use domain::charge::{Charge, ChargeState, StateName};
use domain::subject::Subject;
use domain::{ChargeId, ClientId};
use processor_simulator::{Books, Config, Simulator};
use server::clock::Clock;
use server::desk::Desk;
use server::mail::Mailer;
use server::mail::mailbox::{self, Mail};
use server::worker::Worker;
use store::{audit, charges, tasks};
use tempfile::TempDir;

pub use process::Death;

use crate::desk::{business, desk, processor};
use crate::sample::at;
use crate::{Fresh, Kind, MailServer, TestStore, until};

/// How long a call to the processor may take, where nothing else is said. The machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

const FROM: &str = "billing@desk.example";

/// The desk of the sample's practice, whose first charges come with its clients.
#[derive(Debug)]
pub struct Bench {
    pub desk: Desk,
    pub simulator: Simulator,
    pub worker: Worker,
    pub store: TestStore,
    mailer: Mailer,
    folder: TempDir,
}

impl Bench {
    /// On SQLite, mails as files.
    pub async fn new() -> Self {
        Self::on(Kind::Sqlite).await
    }

    pub async fn on(kind: Kind) -> Self {
        Self::over(TestStore::fresh(kind).await, None, PATIENCE).await
    }

    /// Calls to the processor are given up after this long.
    pub async fn impatient(patience: Duration) -> Self {
        Self::over(TestStore::fresh(Kind::Sqlite).await, None, patience).await
    }

    /// On SQLite in this folder, mails as files elsewhere.
    pub async fn in_folder(place: &Path) -> Self {
        Self::over(TestStore::in_folder(place).await, None, PATIENCE).await
    }

    /// Mails through this server.
    pub async fn mailing(server: &MailServer) -> Self {
        Self::over(TestStore::fresh(Kind::Sqlite).await, Some(server), PATIENCE).await
    }

    async fn over(store: TestStore, smtp: Option<&MailServer>, patience: Duration) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mailer = match smtp {
            Some(server) => Mailer::smtp(&server.url().into(), FROM).expect("a mail server"),
            None => Mailer::folder(folder.path().join("mails"), FROM).expect("a folder for mails"),
        };
        let (business, real) = (business(), Clock::system());
        let (shown, truth) = (business.clone(), real.clone());
        let config = Config::new(Arc::new(move || shown.now()), Arc::new(move || truth.now()));
        let simulator = Simulator::start(config).await.expect("a free port");
        let processor = processor(simulator.base_url(), patience);
        let desk = desk(&store, business, real, processor, "https://desk.example.com");
        let worker = Worker::new(desk.clone(), mailer.clone());
        Self { desk, simulator, worker, store, mailer, folder }
    }

    /// Another worker comes in the place of the one there was.
    pub fn restart(&mut self) {
        self.worker = Worker::new(self.desk.clone(), self.mailer.clone());
    }

    /// Lets so much real time pass that nobody holds what a dead worker had claimed.
    pub fn claims_lapse(&self) {
        self.desk.real.set(self.desk.real.now() + chrono::Duration::seconds(16));
    }

    /// Does all that is due now.
    pub async fn work(&self) {
        self.worker.run_until_idle().await.expect("the store works");
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

    pub async fn state_name(&self, id: ChargeId) -> StateName {
        self.state(id).await.name()
    }

    /// Waits until others have brought all of these charges into this state.
    pub async fn all_are(&self, ids: &[ChargeId], state: StateName) {
        until(async || {
            let found = charges::find_many(&self.desk.store.reader(), ids).await.expect("readable");
            let names = found.values().map(|it| it.state.name());
            let others: Vec<_> = names.filter(|it| *it != state).collect();
            if others.is_empty() { Ok(()) } else { Err(format!("{state:?} are all but {others:?}")) }
        })
        .await;
    }

    /// Waits until others have sent so many mails.
    pub async fn mails_are(&self, count: usize) {
        until(async || match self.mails().len() {
            sent if sent >= count => Ok(()),
            sent => Err(format!("{sent} mails and not {count}")),
        })
        .await;
    }

    /// The names of what the audit record says of a charge, in order.
    pub async fn record(&self, id: ChargeId) -> Vec<&'static str> {
        self.entries(id).await.iter().map(Action::as_str).collect()
    }

    pub async fn entries(&self, id: ChargeId) -> Vec<Action> {
        let (reader, about) = (self.desk.store.reader(), Subject::Charge(id));
        let entries = audit::about(&reader, self.charge(id).await.client, about).await.expect("readable");
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

    /// What the mails are about, without the session that their subjects name in brackets.
    pub fn subjects(&self) -> Vec<String> {
        let about = |subject: String| subject.split(" (").next().unwrap_or_default().to_owned();
        self.mails().into_iter().map(|mail| about(mail.subject)).collect()
    }

    pub fn books(&self) -> Books {
        self.simulator.books()
    }

    /// Our books and the processor's agree, and nothing was taken twice.
    pub async fn agrees(&self) {
        self.simulator.clear_faults();
        let found = self.compared().await;
        assert!(found.differences.is_empty(), "{:?}", found.differences);
        assert_eq!(self.books().doubles, Vec::<String>::new());
    }
}
