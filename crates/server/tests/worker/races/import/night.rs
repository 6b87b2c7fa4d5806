//! One night: a bench with fresh clients, whose charges an import and somebody else want at the same time.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::charge::Charge;
use futures_util::future::join_all;
use indicatif::ProgressBar;
use server::import::{
    self, Background, Files, ImportError, Missing, Records, SetAsideFile, Summary, UnknownColumns,
};
use store::charges;
use test_support::{Bench, Export, Kind, asked_for};
use tokio::time::{Instant, sleep, sleep_until};

use super::export::{People, WORDS, Word, export};

/// Charges of one night.
pub const CHARGES: usize = 25;

/// Of a hundred races each side wins one at least, on a busy machine too.
const EACH_OF_HUNDRED: u64 = 1;

/// Neither side was in the other's way, or it does not show who was first.
pub const BOTH: &str = "both";

/// How often each side won, by its name.
pub type Wins = BTreeMap<&'static str, u64>;

/// How long an import takes on this machine, as far as is known. By it the others are spread over the time that it takes.
#[derive(Clone, Copy, Debug)]
pub struct Tempo {
    import: Duration,
    /// How much later it begins than the others do, for them to win as well.
    lead: Duration,
    nights: u64,
}

/// A bench on which every client has a charge that the practice's system knows.
pub struct Night {
    pub bench: Bench,
    pub ids: Vec<ChargeId>,
    /// What the export of this night says of each.
    pub words: Vec<Word>,
    pub people: People,
    nth: u64,
}

/// Has as many races as were asked for, a night at a time; both sides win some. Where neither was in the other's way there was no race.
pub async fn races(
    kind: Kind,
    name: &str,
    sides: [&'static str; 2],
    night: impl AsyncFn(Kind, &mut Tempo) -> Wins,
) {
    let races = asked_for("TEST_RACES", 48);
    let mut tempo = Tempo { import: Duration::from_millis(60), lead: Duration::ZERO, nights: 0 };
    let (mut wins, mut done, mut met) = (Wins::new(), 0, 0);
    let lacking = |wins: &Wins, done: u64| {
        let least = (done * EACH_OF_HUNDRED / 100).max(1);
        sides.into_iter().find(|side| wins.get(side).copied().unwrap_or_default() < least)
    };
    // A few nights may not be enough to find the moment at which they meet, on a machine that has much to do.
    while (done < races || lacking(&wins, done).is_some()) && met < races * 20 {
        // What is polled at one depth of these futures is more than a test's stack holds.
        let some = Box::pin(night(kind, &mut tempo)).await;
        tempo.nights += 1;
        tempo.aim(sides.map(|side| some.get(side).copied().unwrap_or_default()));
        met += some.values().sum::<u64>();
        for (side, count) in some {
            done += if side == BOTH { 0 } else { count };
            *wins.entry(side).or_default() += count;
        }
    }
    println!("{name} on {kind:?}: {done} races, {wins:?}");
    assert!(done >= races, "there were only {done} races: {wins:?}");
    assert_eq!(lacking(&wins, done), None, "it hardly won: {wins:?}");
}

impl Tempo {
    /// When the `nth` of so many others acts: one after the other, from the beginning of the import until shortly after its end.
    pub fn after(&self, nth: usize, many: usize) -> Duration {
        // In another order each night, so that the same word does not always meet the same moment.
        let turn = (nth * 7 + usize::try_from(self.nights).unwrap_or_default() * 3) % many;
        let (turn, many) = (u32::try_from(turn).unwrap_or(0), u32::try_from(many).unwrap_or(1));
        (self.lead + self.import * 3 / 2) * turn / many
    }

    /// Whether this night is one of every second.
    pub const fn is_odd(&self) -> bool {
        self.nights % 2 == 1
    }

    /// Whether this night is of every second pair.
    pub const fn is_of_odd_pair(&self) -> bool {
        self.nights / 2 % 2 == 1
    }

    /// Whoever won most of a night has it harder the next.
    fn aim(&mut self, [import, others]: [u64; 2]) {
        if import > 2 * others {
            self.lead = self.lead * 2 + Duration::from_millis(5);
        } else if others > 2 * import {
            self.lead /= 2;
        }
    }

    pub fn took(&mut self, import: Duration) {
        self.import = (self.import + import) / 2;
    }
}

impl Night {
    /// On a database of this kind, cards of this family; the practice's system has exported everybody once.
    pub async fn on(kind: Kind, card: &'static str, tempo: &Tempo) -> Self {
        let bench = Bench::on(kind).await;
        let many = u128::try_from(CHARGES).expect("a few");
        let ids = bench.clients(1..=many, Some(card), "2025-12-02").await;
        let words = vec![Word::Same; CHARGES];
        let it = Self { bench, ids, words, people: People::with(card), nth: tempo.nights };
        let done = it.import(&it.export()).await.expect("a first export");
        assert_eq!(done.aside(), 0, "{done}");
        it
    }

    /// The export of this night says all words, one after the other, and another one of each charge the night after.
    pub fn all_words(mut self) -> Self {
        let nth = usize::try_from(self.nth).unwrap_or_default();
        // The fifth is left out for the charges to meet all kinds of others.
        self.words = (0..CHARGES).map(|k| WORDS[(k + k / 5 + nth) % WORDS.len()]).collect();
        self
    }

    pub fn export(&self) -> Export {
        export(&self.words, &self.people)
    }

    pub fn numbered(&self) -> impl Iterator<Item = (u128, ChargeId, Word)> {
        (1..)
            .zip(self.ids.iter().copied())
            .zip(self.words.iter().copied())
            .map(|((n, id), word)| (n, id, word))
    }

    /// The charges as they are now, in order.
    pub async fn charges(&self) -> Vec<Charge> {
        let found = charges::find_many(&self.bench.desk.store.reader(), &self.ids).await.expect("readable");
        self.ids.iter().map(|id| found[id].clone()).collect()
    }

    /// Has the workers look at the charges one after the other, the first at `from`.
    pub async fn take_turns(&self, from: DateTime<Utc>) {
        let all = self.charges().await;
        self.bench
            .write(async |unit| {
                for (k, it) in all.iter().enumerate() {
                    let then = from + later(k);
                    charges::defer(unit, it.id, it.version, Some(then)).await.expect("nobody else writes");
                }
            })
            .await;
    }

    /// Imports as the practice does every night: what comes too late is set aside, and the rest comes in.
    pub async fn import(&self, export: &Export) -> Result<Summary, ImportError> {
        self.apply(&mut read(export)).await
    }

    pub async fn apply(&self, records: &mut Records) -> Result<Summary, ImportError> {
        let desk = &self.bench.desk;
        // It looks at the clock before it begins.
        let now = desk.business.now() - chrono::Duration::milliseconds(1);
        let mut make_id = || desk.ids.uuid();
        Box::pin(import::apply(&desk.store, records, now, &mut make_id, &ProgressBar::hidden())).await
    }

    /// The import of this night, and an act on each charge at some moment of it.
    pub async fn against<T, F: Future<Output = T>>(
        &self,
        tempo: &mut Tempo,
        act: impl Fn(u128, ChargeId, Word) -> F,
    ) -> (Summary, Vec<T>) {
        let (export, start) = (self.export(), Instant::now());
        let mut records = read(&export);
        let acts = self.numbered().enumerate().map(|(k, (n, id, word))| {
            let (at, act) = (start + tempo.after(k, CHARGES), &act);
            Box::pin(async move {
                sleep_until(at).await;
                act(n, id, word).await
            })
        });
        let import = self.later_by(tempo.lead, &mut records);
        let ((done, took), acted) = tokio::join!(Box::pin(import), join_all(acts));
        tempo.took(took);
        (done, acted)
    }

    /// The import of this night, while a worker takes up one charge after the other, which [`Self::take_turns`] made due.
    pub async fn against_worker(&self, tempo: &mut Tempo, from: DateTime<Utc>) -> Summary {
        let clock = &self.bench.desk.business;
        let turns = *tempo;
        // One sets the clock, and it does not go back.
        let mut order: Vec<Duration> = (0..CHARGES).map(|k| turns.after(k, CHARGES)).collect();
        order.sort_unstable();
        let (export, start) = (self.export(), Instant::now());
        let mut records = read(&export);
        let ticking = async {
            for (k, at) in order.into_iter().enumerate() {
                sleep_until(start + at).await;
                clock.set(from + later(k));
            }
        };
        let import = self.later_by(turns.lead, &mut records);
        let ((done, took), ()) = self.working(async { tokio::join!(Box::pin(import), ticking) }).await;
        tempo.took(took);
        done
    }

    /// Imports after a while, and says how long it took.
    async fn later_by(&self, lead: Duration, records: &mut Records) -> (Summary, Duration) {
        sleep(lead).await;
        let begun = Instant::now();
        let done = self.apply(records).await;
        (done.unwrap_or_else(|error| panic!("{error:?}")), begun.elapsed())
    }

    /// Has a worker work for as long as something else takes, and until nothing is due after it.
    pub async fn working<T>(&self, what: impl Future<Output = T>) -> T {
        let is_over = AtomicBool::new(false);
        let work = async {
            while !is_over.load(Ordering::Relaxed) {
                self.bench.work().await;
                sleep(Duration::from_millis(2)).await;
            }
        };
        let what = async {
            let done = what.await;
            is_over.store(true, Ordering::Relaxed);
            done
        };
        let (done, ()) = tokio::join!(Box::pin(what), Box::pin(work));
        self.bench.work().await;
        done
    }
}

/// What an export says, people that it does not name being none of its business.
pub fn read(export: &Export) -> Records {
    let aside = SetAsideFile::at(&export.path().join("set-aside.csv"), export.path()).expect("a place");
    let files = Files::at(export.path()).expect("a folder").keeping_rows(true);
    let reading = import::read_files(&files, Background::nothing(), UnknownColumns::Refused);
    let records = reading.setting_aside(aside).unwrap_or_else(|problems| panic!("{problems}"));
    records.taking(Missing::NothingSaid)
}

/// The lines of the charges that came too late, by the number of their client.
pub fn late(done: &Summary) -> Vec<u128> {
    let problems = done.set_aside.iter().flat_map(|it| &it.problems);
    problems
        .map(|it| {
            assert_eq!(it.file, "charges.csv", "{it}");
            u128::from(it.line.expect("a row")) - 1
        })
        .collect()
}

/// From one charge to the next.
fn later(k: usize) -> chrono::Duration {
    chrono::Duration::milliseconds(i64::try_from(k).unwrap_or_default())
}
