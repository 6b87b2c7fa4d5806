//! A month of nightly exports between what the practice books, what its client and support change in the desk, and what is done at the
//! processor: in the end books, desk and export agree.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use domain::Money;
use domain::charge::{Charge, PaidHow, StateName};
use domain::reason::Reason;
use domain::testing::day;
use domain::zone::PracticeZone;
use indicatif::ProgressBar;
use processor::RefundStatus;
use server::import;
use server::service::agents::Agent;
use server::service::changes::{self, ChangesQuery, Told};
use server::service::charges::{Done, PaidSo, move_day, owe_after_all, settle, waive};
use store::{charges, practices};
use test_support::{Bench, Export, Kind};

const NIGHTS: u64 = 30;

/// The practice's own system: its rows by key, as it exports them.
struct System {
    header: Vec<String>,
    rows: BTreeMap<String, BTreeMap<String, String>>,
    heard_until: DateTime<Utc>,
    /// The days that support chose of charges whose amount changes twice afterwards.
    chosen: BTreeMap<String, NaiveDate>,
}

impl System {
    fn new(export: &Export) -> Self {
        let text = export.text("charges.csv");
        let mut header: Vec<String> =
            text.lines().next().expect("a header").split(',').map(Into::into).collect();
        header.push("paid_how".to_owned());
        let (rows, chosen) = (BTreeMap::new(), BTreeMap::new());
        Self { header, rows, heard_until: DateTime::UNIX_EPOCH, chosen }
    }

    fn set(&mut self, key: &str, cells: &[(&str, &str)]) {
        let row = self.rows.entry(key.to_owned()).or_default();
        for (column, value) in cells {
            row.insert((*column).to_owned(), (*value).to_owned());
        }
    }

    fn says(&self, key: &str, column: &str) -> &str {
        self.rows[key].get(column).map_or("", String::as_str)
    }

    fn export(&self, export: Export) -> Export {
        let line = |row: &BTreeMap<String, String>| {
            let cells = self.header.iter().map(|it| row.get(it).cloned().unwrap_or_default());
            cells.collect::<Vec<_>>().join(",")
        };
        let rows: Vec<String> = self.rows.values().map(line).collect();
        export.with("charges.csv", format!("{}\n{}\n", self.header.join(","), rows.join("\n")))
    }

    /// Takes over what was changed in the desk since it last asked, cell by cell. What was done at that instant may come after the answer.
    async fn hear(&mut self, bench: &Bench) {
        let since =
            PracticeZone::NEW_YORK.day(self.heard_until.max(bench.desk.business.now() - Duration::days(3)));
        let asked = ChangesQuery { since, practice: Some("lake".to_owned()) };
        let all = changes::list(&bench.desk.store, &asked).await.expect("the changes");
        for change in all.into_iter().filter(|it| it.at >= self.heard_until) {
            let is = match change.is {
                Told::Nothing => String::new(),
                Told::Exact(text) | Told::Text(text) => text,
            };
            let key = change.charge.expect("only charges change here");
            self.rows.get_mut(&key).expect("a row of its own").insert(change.column.to_owned(), is);
        }
        self.heard_until = bench.desk.business.now();
    }
}

/// The `k`th session, of an insurer who has not answered.
fn session(k: u64, on: NaiveDate) -> Vec<(&'static str, String)> {
    let key = format!("n{k:02}");
    [
        ("charge_id", key.as_str()),
        ("client_id", "ana"),
        ("provider_id", "maya"),
        ("session_date", &on.to_string()),
        ("session_time", "15:00"),
        ("cpt_code", "90837"),
        ("kind", "insurance"),
        ("state", "awaiting_insurer"),
    ]
    .map(|(column, value)| (column, value.to_owned()))
    .to_vec()
}

fn answered(copay: &str, allowed: &str, on: NaiveDate, first_day: NaiveDate) -> Vec<(&'static str, String)> {
    [
        ("state", "scheduled"),
        ("billed", "180"),
        ("allowed", allowed),
        ("insurer_paid", "100"),
        ("copay", copay),
        ("amount", copay),
        ("answered_on", &on.to_string()),
        ("first_day", &first_day.to_string()),
    ]
    .map(|(column, value)| (column, value.to_owned()))
    .to_vec()
}

async fn charge(bench: &Bench, key: &str) -> Charge {
    let reader = bench.desk.store.reader();
    let practice = practices::keys(&reader).await.expect("practices")["lake"];
    let found = charges::by_external_keys(&reader, practice, &[key]).await.expect("charges");
    bench.charge(found[key].id).await
}

/// What an import changed of the charges.
async fn imported(bench: &Bench, system: &System) -> u64 {
    let export = system.export(Export::good());
    let mut records = import::read(export.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let mut make_id = || bench.desk.ids.uuid();
    let now = bench.desk.business.now();
    let done =
        import::apply(&bench.desk.store, &mut records, now, &mut make_id, &ProgressBar::hidden()).await;
    let tally = done.unwrap_or_else(|error| panic!("{now}: {error:?}")).charges;
    tally.created + tally.changed
}

/// What the practice, its client, support and the processor do on the day before this night.
async fn a_day(bench: &Bench, system: &mut System, night: u64, today: NaiveDate) {
    let yesterday = today - Days::new(1);
    let owned = |cells: Vec<(&'static str, String)>| cells;
    let new = owned(session(night, yesterday));
    let borrowed: Vec<(&str, &str)> = new.iter().map(|(a, b)| (*a, b.as_str())).collect();
    system.set(&format!("n{night:02}"), &borrowed);
    for k in 0..night {
        let key = format!("n{k:02}");
        let age = night - k;
        let cells = match (k % 5, age) {
            // The practice took it itself, and gives it back days later.
            (4, 1) => vec![
                ("state", "paid".to_owned()),
                ("kind", "self_pay".to_owned()),
                ("amount", "140.00".to_owned()),
                ("paid_on", yesterday.to_string()),
                ("receipt", format!("R-{k}")),
            ],
            (4, 6) => vec![
                ("state", "refunded".to_owned()),
                ("refund_amount", "140.00".to_owned()),
                ("refunded_on", yesterday.to_string()),
                ("refund_reason", "Session was cancelled".to_owned()),
            ],
            (4, _) => continue,
            (_, 2) => answered("25.00", "125", yesterday, today + Days::new(4)),
            // In the room, after it was announced.
            (1, 5) => vec![
                ("state", "paid".to_owned()),
                ("first_day", String::new()),
                ("paid_on", yesterday.to_string()),
                ("receipt", format!("C-{k}")),
                ("paid_how", "check".to_owned()),
            ],
            // Another answer, after it was announced.
            (2, 5) if k % 10 == 2 => answered("30.00", "130", yesterday, today + Days::new(1)),
            // And another, after support moved it: the day is the one that the practice has heard of since.
            (2, 6) if k % 10 == 7 => answered("30.00", "130", yesterday, said_day(system, &key)),
            (2, 7) if k % 10 == 7 => answered("35.00", "135", yesterday, said_day(system, &key)),
            _ => {
                if (k % 10, age) == (7, 5) && k < NIGHTS - 10 {
                    system.chosen.insert(key.clone(), today + Days::new(6));
                }
                by_hand(bench, &key, k, age, today).await;
                continue;
            }
        };
        let borrowed: Vec<(&str, &str)> = cells.iter().map(|(a, b)| (*a, b.as_str())).collect();
        system.set(&key, &borrowed);
    }
}

fn said_day(system: &System, key: &str) -> NaiveDate {
    day(system.says(key, "first_day"))
}

/// What support does, and what is done at the processor.
async fn by_hand(bench: &Bench, key: &str, k: u64, age: u64, today: NaiveDate) {
    let it = charge(bench, key).await;
    let (desk, agent) = (&bench.desk, Agent::operator());
    let why = Reason::parse("On holiday").expect("a reason");
    let done = match (k, age) {
        _ if (k % 5 == 3 || k % 10 == 7) && age == 5 => {
            assert_eq!(it.state.name(), StateName::Upcoming, "{key}");
            move_day(desk, &agent, it.id, it.version, today + Days::new(6), &why).await
        }
        _ if k % 10 == 5 && age == 5 => {
            let paid = PaidSo { how: PaidHow::Check, on: None };
            settle(desk, &agent, it.id, it.version, paid, &why).await
        }
        (15, 7) => owe_after_all(desk, &agent, it.id, it.version, &why).await,
        (10, 5) => waive(desk, &agent, it.id, it.version, &why).await,
        (0 | 20, 9) => {
            assert_eq!(it.state.name(), StateName::Paid, "{key}");
            let intent = bench.intent_of(it.id).await;
            bench.simulator.refund(&intent, Some(1_000), RefundStatus::Succeeded).expect("it is left");
            return;
        }
        (0, 11) => {
            let [refund] = it.state.refunds() else { panic!("one refund of {key}") };
            let id = refund.processor_id.as_deref().expect("made at the processor");
            assert!(bench.simulator.set_refund(id, RefundStatus::Failed), "{key}");
            return;
        }
        _ => return,
    };
    assert!(matches!(done, Ok(Done::Now(_))), "{key}: {done:?}");
}

async fn a_month(kind: Kind) {
    let bench = Bench::on(kind).await;
    let mut system = System::new(&Export::good());
    let first = day("2025-12-02");
    for night in 0..NIGHTS {
        let today = first + Days::new(night);
        // Half past ten in the evening in New York.
        bench.play_until(&format!("{today}T03:30:00Z")).await;
        if night > 0 {
            system.hear(&bench).await;
        }
        a_day(&bench, &mut system, night, today).await;
        assert!(imported(&bench, &system).await > 0);
        assert_eq!(imported(&bench, &system).await, 0, "the same export says nothing new");
    }
    bench.play_until("2026-02-01T03:30:00Z").await;
    system.heard_until -= Duration::days(1);
    let asked = ChangesQuery { since: day("2025-12-30"), practice: Some("lake".to_owned()) };
    for change in changes::list(&bench.desk.store, &asked).await.expect("the changes") {
        let (Told::Exact(is) | Told::Text(is)) = change.is else { continue };
        system.set(&change.charge.expect("a charge's"), &[(change.column, &is)]);
    }
    assert_eq!(imported(&bench, &system).await, 0, "books, desk and export agree");
    let mut states = BTreeMap::<&str, u32>::new();
    for key in system.rows.keys() {
        let it = charge(&bench, key).await;
        let desk = match it.state.name() {
            StateName::SettledElsewhere => StateName::Paid,
            name => name,
        };
        assert_eq!(system.says(key, "state"), desk.as_str(), "{key}: {:?}", it.state);
        if let Some(chosen) = system.chosen.get(key) {
            let paid = it.state.paid().expect("it was taken");
            assert_eq!((paid.day, paid.due.amount), (*chosen, Money::usd(3_500)), "{key}");
        }
        *states.entry(it.state.name().as_str()).or_default() += 1;
    }
    assert!(!system.chosen.is_empty());
    let every = ["awaiting_insurer", "paid", "partially_refunded", "refunded", "settled_elsewhere", "waived"];
    assert!(every.iter().all(|it| states.contains_key(it)), "{states:?}");
    bench.agrees().await;
}

#[tokio::test]
async fn after_a_month_of_nights_books_desk_and_export_agree() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        a_month(kind).await;
    }
}
