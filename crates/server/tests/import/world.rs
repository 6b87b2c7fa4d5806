//! A database to import into.

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::charge::{Charge, Exported, StateName, Version};
use domain::task::{DisputedDetail, Task, TaskReason, Team};
use domain::testing::{at, day};
use domain::{ClientId, PracticeId, StaffId};
use indicatif::ProgressBar;
use server::clock::Clock;
use server::ids::Ids;
use server::import::{
    self, Background, Files, ImportError, ImportPlan, Problems, Records, SetAsideFile, Summary,
    UnknownColumns,
};
use store::charges::Imported;
use store::tasks::TaskFilter;
use store::{charges, clients, practices, staff, tasks};
use test_support::{Export, Fresh, Kind, TestStore, lines};

pub struct World {
    pub store: TestStore,
    pub ids: Ids,
}

/// When the imports of these tests happen: on the morning of 24 November in New York.
pub fn now() -> DateTime<Utc> {
    at("2025-11-24T13:00:00Z")
}

impl Fresh for World {
    async fn fresh(kind: Kind) -> Self {
        Self { store: TestStore::empty(kind).await, ids: Ids::new(Clock::system()) }
    }
}

impl World {
    pub async fn import_folder(&self, folder: &Path) -> Result<Summary, ImportError> {
        self.apply(import::read(folder).unwrap_or_else(|problems| panic!("{problems}"))).await
    }

    /// What is imported of a folder or of a file of rows that were set aside, and what is set aside of it.
    pub async fn setting_aside(&self, from: &Path, file: &Path) -> Result<Summary, ImportError> {
        let records = self.read_aside(from, file).await.unwrap_or_else(|problems| panic!("{problems}"));
        self.apply(records).await
    }

    pub async fn read_aside(&self, from: &Path, file: &Path) -> Result<Records, Problems> {
        let file = SetAsideFile::at(file, from).expect("a place to set rows aside");
        let files = Files::at(from).expect("something to import").keeping_rows(true);
        let background = Background::of(&files, &self.store.reader()).await.expect("what is there");
        import::read_files(&files, background, UnknownColumns::Refused).setting_aside(file)
    }

    pub async fn apply(&self, mut records: Records) -> Result<Summary, ImportError> {
        let mut make_id = || self.ids.uuid();
        import::apply(&self.store, &mut records, now(), &mut make_id, &ProgressBar::hidden()).await
    }

    /// What an import is going to write.
    pub async fn compare<'a>(&self, records: &'a mut Records) -> ImportPlan<'a> {
        let mut make_id = || self.ids.uuid();
        let plan = import::compare(&self.store, records, now(), &mut make_id, &ProgressBar::hidden()).await;
        plan.unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    pub async fn write(&self, plan: &ImportPlan<'_>) -> Result<Summary, ImportError> {
        let mut make_id = || self.ids.uuid();
        plan.write(&self.store, now(), &mut make_id, &ProgressBar::hidden()).await
    }

    /// What is said when what was compared no longer holds, a line each.
    pub async fn refused_writing(&self, plan: &ImportPlan<'_>) -> Vec<String> {
        match self.write(plan).await {
            Err(ImportError::Refused(problems)) => lines(&problems),
            other => panic!("refused, not {other:?}"),
        }
    }

    pub async fn import(&self, export: &Export) -> Summary {
        self.import_folder(export.path()).await.expect("imported")
    }

    /// What an import that is refused says, a line each.
    pub async fn refused(&self, export: &Export) -> Vec<String> {
        let records = match import::read(export.path()) {
            Ok(records) => records,
            Err(problems) => return lines(&problems),
        };
        match self.apply(records).await {
            Err(ImportError::Refused(problems)) => lines(&problems),
            other => panic!("refused, not {other:?}"),
        }
    }

    pub async fn practice(&self) -> PracticeId {
        let keys = practices::keys(&self.store.reader()).await.expect("practices");
        *keys.get("lake").expect("the practice")
    }

    pub async fn client(&self, key: &str) -> ClientId {
        let keys = clients::keys(&self.store.reader(), self.practice().await).await.expect("clients");
        *keys.get(key).expect("the client")
    }

    pub async fn provider(&self, key: &str) -> StaffId {
        let keys = staff::keys(&self.store.reader(), self.practice().await).await.expect("staff");
        *keys.get(key).expect("the provider")
    }

    pub async fn imported(&self, key: &str) -> Imported {
        let practice = self.practice().await;
        let found = charges::by_external_keys(&self.store.reader(), practice, &[key]).await;
        found.expect("charges").remove(key).expect("the charge")
    }

    pub async fn charge(&self, key: &str) -> Charge {
        let id = self.imported(key).await.id;
        charges::find(&self.store.reader(), id).await.expect("charges").expect("the charge")
    }

    /// The days that desk and export disagree about, as support is asked: the desk's and the export's.
    pub async fn days_disputed(&self) -> Vec<(String, String)> {
        let open = tasks::list(&self.store.reader(), &TaskFilter::default()).await.expect("tasks");
        let days = |task: Task| match task.reason {
            TaskReason::DetailDisputed { details } => match details[..] {
                [DisputedDetail::FirstDay { desk, export }] => {
                    assert_eq!(task.team, Team::ClientBillingSupport);
                    Some((desk.to_string(), export.to_string()))
                }
                _ => None,
            },
            _ => None,
        };
        open.into_iter().filter_map(days).collect()
    }

    /// The practice's export had said last that the charge `soon` stands so, for Dec 2.
    pub async fn has_said(&self, state: StateName) {
        let (id, first_day) = (self.imported("soon").await.id, Some(day("2025-12-02")));
        let said = Exported { state, first_day, payment: None };
        self.store.write(async |unit| charges::hear(unit, id, "another row", &said).await).await;
    }

    pub async fn save(&self, charge: &Charge) -> Version {
        self.store.write(async |unit| charges::save(unit, charge, None).await).await
    }
}
