//! What became of a night: of each charge one thing, by the practice's word or by the others', with its money in both books.

use domain::ChargeId;
use domain::Money;
use domain::actor::Actor;
use domain::charge::{ChargeState, StateName};
use domain::testing::client_id;
use server::import::Summary;
use store::withdrawals;

use super::export::Word;
use super::night::{Night, late};

/// One charge after the night.
#[derive(Debug)]
pub struct Ended {
    pub n: u128,
    pub id: ChargeId,
    pub word: Word,
    /// Its row was set aside.
    pub is_late: bool,
    pub state: ChargeState,
    /// How often its money was taken.
    pub captures: u32,
    pub record: Vec<&'static str>,
    pub tasks: Vec<&'static str>,
}

impl Ended {
    pub fn name(&self) -> StateName {
        self.state.name()
    }

    pub fn said(&self, action: &str) -> usize {
        self.record.iter().filter(|it| **it == action).count()
    }

    pub fn asks_about_money(&self) -> bool {
        ["payment", "difference", "extra_payment"].iter().any(|topic| self.tasks.contains(topic))
    }

    /// Whether the desk has taken its money, and counts it as its payment.
    pub fn is_taken(&self) -> bool {
        self.said("paid") == 1
    }
}

/// What became of each charge once nothing waits any more: the money is in both books once, and the same export says nothing new.
pub async fn ended(night: &Night, done: &Summary) -> Vec<Ended> {
    let bench = &night.bench;
    bench.work().await;
    let waiting = withdrawals::among(&bench.desk.store.reader(), &night.ids).await.expect("readable");
    assert!(waiting.is_empty(), "these wait: {waiting:?}");
    let late = late(done);
    let mut all = Vec::new();
    for ((n, id, word), charge) in night.numbered().zip(night.charges().await) {
        let captures = bench.books().of_charge(&id.to_string()).map(|intent| intent.captures).sum();
        let (record, tasks) = (bench.record(id).await, bench.tasks(client_id(n)).await);
        let is_late = late.contains(&n);
        let it = Ended { n, id, word, is_late, state: charge.state, captures, record, tasks };
        once(&it);
        all.push(it);
    }
    bench.agrees().await;
    all
}

/// Its money was taken once at most; where it was, the charge says so or support was asked.
fn once(it: &Ended) {
    assert!(it.captures <= 1, "{it:?}");
    assert_eq!(it.said("paid") + it.said("paid_again"), usize::try_from(it.captures).expect("few"), "{it:?}");
    let is_shown = it.is_taken() && it.state.is_taken();
    assert!(it.captures == 0 || is_shown || it.asks_about_money(), "{it:?}");
    // What the practice or support said happened as often as the record says: once.
    for (state, action) in [
        (StateName::SettledElsewhere, "settled_elsewhere"),
        (StateName::Waived, "waived"),
        (StateName::Waived, "charge_imported"),
        (StateName::Paid, "paid"),
    ] {
        assert!(it.name() != state || it.said(action) <= 1, "{it:?}");
    }
}

/// What the practice said and was not told to be too late holds, or its money was taken before. What came too late changed nothing.
pub fn as_said(it: &Ended) {
    let name = it.name();
    if it.is_late {
        let why: &[StateName] = match it.word {
            Word::Same | Word::GivenBack(_) => &[],
            // Only who gave it up can have been faster.
            Word::Paid => &[StateName::Waived],
            Word::Waived => &[StateName::Paid, StateName::SettledElsewhere],
            Word::NothingDue => &[StateName::Paid, StateName::SettledElsewhere, StateName::Waived],
            // It cannot be changed while it is held or being taken.
            Word::Amount(_) => &[
                StateName::Paid,
                StateName::SettledElsewhere,
                StateName::Waived,
                StateName::OnHold,
                // Released since, or declined.
                StateName::Scheduled,
                StateName::Upcoming,
                StateName::Failed,
            ],
        };
        assert!(why.contains(&name), "{it:?}");
        assert!(it.state.amount() == Some(Money::usd(2_500)), "{it:?}");
        return;
    }
    // What waited for the processor is overtaken by what support says after it, and is said anew the next night.
    let by_support = matches!(name, StateName::OnHold | StateName::Waived | StateName::SettledElsewhere);
    let is_overtaken = it.word != Word::Same && it.said("corrected") == 0 && by_support;
    // What was taken while the word waited is for support to sort out.
    let is_taken_all_the_same = it.is_taken() && it.asks_about_money();
    let is_so = match it.word {
        Word::Same => true,
        Word::GivenBack(_) => it.is_taken(),
        // What the desk took is paid, which is all that the row says.
        Word::Paid => name == StateName::SettledElsewhere || it.is_taken(),
        Word::Waived => name == StateName::Waived,
        Word::NothingDue => name == StateName::NothingDue,
        Word::Amount(dollars) => it.state.amount() == Some(Money::usd(i64::from(dollars) * 100)),
    };
    let is_tried = it.said("attempt_begun") > 0;
    assert!(is_so || is_taken_all_the_same || (is_tried && is_overtaken), "{it:?}");
}

/// How many charges the practice's word changed, if nobody but it and the desk did anything with them.
pub fn changed(all: &[Ended]) -> u64 {
    let by_word =
        |it: &&Ended| it.word != Word::Same && !it.is_late && (!it.is_taken() || it.asks_about_money());
    all.iter().filter(by_word).count() as u64
}

/// The same export changes nothing; but it does, once, of rows that came too late for an attempt that took nothing or while a charge was
/// held, and of those that support overtook.
pub async fn nothing_new(night: &Night, all: &[Ended]) {
    let export = night.export();
    let is_open = |it: &&Ended| {
        let (name, was_held) = (it.name(), it.said("held") > 0);
        let is_waiting = matches!(name, StateName::Scheduled | StateName::Upcoming | StateName::Failed);
        let ends_it = !matches!(it.word, Word::Same | Word::Amount(_));
        let by_support = it.state.settled_elsewhere().is_some_and(|it| it.payment.by != Actor::Practice);
        // What support overtook is said anew: it settles what is held, and corrects how it was paid.
        let is_overtaken = (name == StateName::OnHold && was_held && ends_it)
            || (it.word == Word::Paid && !it.is_late && by_support);
        (it.is_late && is_waiting) || is_overtaken
    };
    let open = all.iter().filter(is_open).count() as u64;
    let again = night.import(&export).await.expect("the same export");
    assert_eq!((again.charges.created, again.charges.changed), (0, open), "{again}\n{all:#?}");
    night.bench.work().await;
    let before = night.charges().await;
    let again = night.import(&export).await.expect("the same export");
    let total = again.total();
    assert_eq!((total.created, total.changed), (0, 0), "{again}\n{all:#?}");
    night.bench.work().await;
    assert_eq!(night.charges().await, before);
    night.bench.agrees().await;
}
