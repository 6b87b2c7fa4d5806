//! Support acts on charges while the export comes in.

use domain::ChargeId;
use domain::charge::{PaidHow, StateName};
use domain::reason::Reason;
use domain::testing::{at, day};
use server::service::agents::Agent;
use server::service::charges::{ActError, Done, Kept, PaidSo, hold, move_day, release, settle, waive};
use test_support::Kind;

use super::export::Word;
use super::night::{BOTH, CHARGES, Night, Tempo, Wins};
use super::outcome::{Ended, as_said, ended, nothing_new};

/// What support does with a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Hold,
    Waive,
    Settle,
    Move,
    Release,
}

const ACTS: [Act; 5] = [Act::Hold, Act::Waive, Act::Settle, Act::Move, Act::Release];

impl Act {
    /// Of each word once in five charges.
    fn on(n: u128) -> Self {
        ACTS[usize::try_from(n - 1).expect("few") % ACTS.len()]
    }

    /// What the audit record calls it.
    const fn said(self) -> &'static str {
        match self {
            Self::Hold => "held",
            Self::Waive => "waived",
            Self::Settle => "settled_elsewhere",
            Self::Move => "rescheduled",
            Self::Release => "released",
        }
    }
}

/// On every second night the processor has seen the charges before, so that their intents have to be called off.
pub async fn acts(kind: Kind, tempo: &mut Tempo) -> Wins {
    let was_tried = tempo.is_odd();
    let card = if was_tried { "pm_card_chargeDeclinedInsufficientFunds" } else { "pm_card_visa" };
    let night = Night::on(kind, card, tempo).await.all_words();
    let bench = &night.bench;
    bench.work().await;
    if was_tried {
        bench.play_until("2025-12-02T15:00:00Z").await;
        bench.all_are(&night.ids, StateName::Failed).await;
        bench.desk.business.set(at("2025-12-02T16:00:00Z"));
    }
    let (operator, why) = (Agent::operator(), Reason::parse("She called").expect("a reason"));
    for (n, id, _) in night.numbered().filter(|it| Act::on(it.0) == Act::Release) {
        let seen = bench.charge(id).await.version;
        let held = hold(&bench.desk, &operator, id, seen, &why).await;
        assert!(matches!(held, Ok(Done::Now(_))), "{n}: {held:?}");
    }
    let act = |n: u128, id: ChargeId, _: Word| {
        let (operator, why) = (&operator, &why);
        async move {
            let (desk, seen) = (&bench.desk, bench.charge(id).await.version);
            let by_hand = PaidSo { how: PaidHow::Cash, on: None };
            match Act::on(n) {
                Act::Hold => hold(desk, operator, id, seen, why).await,
                Act::Waive => waive(desk, operator, id, seen, why).await,
                Act::Settle => settle(desk, operator, id, seen, by_hand, why).await,
                Act::Move => move_day(desk, operator, id, seen, day("2025-12-12"), why).await,
                Act::Release => release(desk, operator, id, seen, why).await,
            }
        }
    };
    // What waits for a worker may wait until support is through, or be taken up at once.
    let (done, acted) = if tempo.is_of_odd_pair() {
        night.working(night.against(tempo, act)).await
    } else {
        night.against(tempo, act).await
    };
    let all = ended(&night, &done).await;
    let mut wins = Wins::new();
    for (it, done) in all.iter().zip(acted) {
        as_said(it);
        assert_eq!(it.captures, 0, "{it:?}");
        let won = won(it, done);
        let side = match (it.word, won) {
            (Word::Same, _) => BOTH,
            (_, true) => "support",
            (_, false) => "import",
        };
        *wins.entry(side).or_default() += 1;
    }
    assert_eq!(all.len(), CHARGES);
    nothing_new(&night, &all).await;
    wins
}

/// Whether support's act was carried out, as the record says then and not otherwise.
fn won(it: &Ended, done: Result<Done, ActError>) -> bool {
    let act = Act::on(it.n);
    let won = match done {
        Ok(Done::Now(_)) => true,
        // Of a day that is not announced any more, nothing is left to move.
        Ok(Done::Unchanged) | Err(ActError::Stale(_) | ActError::State(_)) => false,
        Ok(Done::Kept(Kept::NotAnswering)) => it.said(act.said()) > 0,
        other => panic!("{it:?}: {other:?}"),
    };
    let is_told = match (act, it.word) {
        // The practice says the same in the same word.
        (Act::Waive, Word::Waived) | (Act::Settle, Word::Paid) => return won,
        (Act::Move, _) => it.said("rescheduled") + it.said("first_day_moved"),
        _ => it.said(act.said()),
    };
    assert_eq!(is_told, usize::from(won), "{it:?} {won}");
    won
}
