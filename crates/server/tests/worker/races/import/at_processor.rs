//! What the processor does with payments while the export comes in: cardholders confirm, payments end that were under way, money goes back
//! and is disputed.

use domain::actor::Actor;
use domain::charge::StateName;
use domain::subject::Subject;
use domain::task::TaskTopic;
use domain::testing::{AGENT, practice_id};
use domain::{ChargeId, Money};
use processor::RefundStatus;
use processor_simulator::{Behaviour, Dispute};
use server::payments::{ToGiveBack, follow_named, give_back, settle_from_processor};
use store::tasks;
use test_support::Kind;
use test_support::clients::card;

use super::export::Word;
use super::night::{BOTH, CHARGES, Night, Tempo, Wins};
use super::outcome::{as_said, changed, ended, nothing_new};

const CHARGE_TIME: &str = "2025-12-02T15:00:00Z";

/// Payments wait for their cardholder or are under way, and come to their end, some with the money and some without it.
pub async fn confirmations(kind: Kind, tempo: &mut Tempo) -> Wins {
    let family = if tempo.is_odd() { "pm_lingers" } else { "pm_card_authenticationRequired" };
    let night = Night::on(kind, family, tempo).await.all_words();
    let bench = &night.bench;
    if tempo.is_odd() {
        for (n, ..) in night.numbered() {
            bench.attach(&card(n, "pm_lingers"), Behaviour::Lingers);
        }
    }
    bench.play_until(CHARGE_TIME).await;
    let under_way = if tempo.is_odd() { StateName::Processing } else { StateName::Failed };
    bench.all_are(&night.ids, under_way).await;
    let end = |n: u128, id: ChargeId, _: Word| async move {
        let intent = bench.intent_of(id).await;
        let brings = !n.is_multiple_of(3);
        let declines = || Behaviour::Declines { decline_code: "insufficient_funds".to_owned() };
        let is_ended = bench.simulator.settle(&intent, if brings { Behaviour::Succeeds } else { declines() });
        let told = intent.parse().expect("an intent");
        settle_from_processor(&bench.desk, &told).await.expect("the processor answers");
        is_ended && brings
    };
    let (done, taken) = night.working(night.against(tempo, end)).await;
    let all = ended(&night, &done).await;
    let mut wins = Wins::new();
    for (it, is_taken) in all.iter().zip(taken) {
        as_said(it);
        assert_eq!(it.captures, u32::from(is_taken), "{it:?}");
        let side = if it.word == Word::Same || it.n % 3 == 0 {
            BOTH
        } else if !is_taken || it.asks_about_money() {
            // What waited while its payment was under way came first, and the money after it.
            "import"
        } else {
            "processor"
        };
        *wins.entry(side).or_default() += 1;
    }
    assert_eq!(done.charges.changed, changed(&all), "{done}\n{all:#?}");
    nothing_new(&night, &all).await;
    wins
}

/// Money goes back by a command or in the practice's dashboard, or is disputed, and the practice's system says that it went back.
pub async fn refunds(kind: Kind, tempo: &mut Tempo) -> Wins {
    let mut night = Night::on(kind, "pm_card_visa", tempo).await;
    night.bench.play_until(CHARGE_TIME).await;
    night.bench.all_are(&night.ids, StateName::Paid).await;
    // As much as goes back, a part of it, or nothing.
    let words =
        [Word::GivenBack(1_300), Word::GivenBack(700), Word::GivenBack(2_500), Word::Paid, Word::Same];
    let words = words.into_iter().cycle().skip(usize::from(tempo.is_odd()));
    night.words = words.take(CHARGES).collect();
    let bench = &night.bench;
    let act = |n: u128, id: ChargeId, _: Word| async move {
        let intent = bench.intent_of(id).await;
        match n % 4 {
            0 => {
                bench.simulator.dispute(&intent, Dispute::default()).expect("it was taken");
                follow_named(&bench.desk, &intent).await.expect("heard");
                0
            }
            1 => {
                bench.simulator.refund(&intent, Some(700), RefundStatus::Succeeded).expect("it is left");
                follow_named(&bench.desk, &intent).await.expect("heard");
                700
            }
            2 => {
                give_back(&bench.desk, Actor::Staff(AGENT), id, ToGiveBack::own(None), "Billed twice")
                    .await
                    .expect("given back");
                2_500
            }
            _ => {
                let some = Some(Money::usd(1_300));
                give_back(&bench.desk, Actor::Staff(AGENT), id, ToGiveBack::own(some), "Billed twice")
                    .await
                    .expect("given back");
                1_300
            }
        }
    };
    let (done, given) = night.working(night.against(tempo, act)).await;
    let all = ended(&night, &done).await;
    let mut wins = Wins::new();
    for (it, cents) in all.iter().zip(given) {
        let is_disputed = it.n % 4 == 0;
        // An untold plan is not taken for what became of it: the row says what it said before.
        assert!(!it.is_late && it.is_taken(), "{it:?}");
        assert_eq!(it.name() == StateName::Disputed, is_disputed, "{it:?}");
        let line = bench.books().of_charge(&it.id.to_string()).next().expect("it was taken").clone();
        let given_back = it.state.given_back().map_or(0, Money::cents);
        assert_eq!((line.refunded, given_back), (cents, cents), "no refund is lost: {it:?}");
        let (mut side, asked) = (BOTH, asked(&night, it.id).await);
        if let Word::GivenBack(said) = it.word {
            // Whoever looks at what the practice said is asked no more once it is so.
            let is_known = given_back >= i64::from(said);
            assert!(
                is_disputed || it.asks_about_money() != is_known || given_back > i64::from(said),
                "{it:?}"
            );
            // Said alike on both sides, it shows who was first.
            if given_back == i64::from(said) {
                side = if asked { "import" } else { "refund" };
            }
        }
        *wins.entry(side).or_default() += 1;
    }
    assert_eq!(done.charges.changed, 0, "{done}");
    nothing_new(&night, &all).await;
    wins
}

/// Whether support was asked about the payment of a charge, be it that they are asked no more.
async fn asked(night: &Night, id: ChargeId) -> bool {
    let reader = night.bench.desk.store.reader();
    let about = Subject::Charge(id);
    tasks::latest_about(&reader, practice_id(1), about, TaskTopic::Difference)
        .await
        .expect("readable")
        .is_some()
}
