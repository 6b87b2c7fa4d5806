//! Clients do something themselves while the export comes in: they move the day, or have a payment tried at once.

use domain::charge::{ChargeState, StateName};
use domain::reschedule::{Form, Refusal};
use domain::testing::{at, day};
use server::service::charges::{PayError, RescheduleError, pay_now, reschedule};
use test_support::Kind;

use super::clients::signed_in;
use super::export::Word;
use super::night::{BOTH, Night, Tempo, Wins};
use super::outcome::{as_said, changed, ended, nothing_new};

/// Each client moves their charge to Dec 12.
pub async fn moves(kind: Kind, tempo: &mut Tempo) -> Wins {
    let night = Night::on(kind, "pm_card_visa", tempo).await.all_words();
    let bench = &night.bench;
    bench.work().await;
    let (everybody, seen) = (signed_in(&night).await, night.charges().await);
    let (everybody, seen) = (&everybody, &seen);
    let to_move = |n: u128, id, _: Word| async move {
        let k = usize::try_from(n - 1).expect("few");
        let form = Form { version: seen[k].version, day: "2025-12-12".to_owned() };
        match reschedule(&bench.desk, &everybody[k], id, &form).await {
            Ok(it) => it.moved,
            Err(RescheduleError::Refused { refusal, .. }) => {
                assert_eq!(refusal, Refusal::Stale, "{n}");
                false
            }
            Err(error) => panic!("{n}: {error:?}"),
        }
    };
    let (done, moved) = night.working(night.against(tempo, to_move)).await;
    let all = ended(&night, &done).await;
    let mut wins = Wins::new();
    for (it, moved) in all.iter().zip(moved) {
        as_said(it);
        assert!(!it.is_late, "{it:?}");
        assert_eq!((it.said("rescheduled"), it.captures), (usize::from(moved), 0), "{it:?}");
        // The chosen day stays, also where something else is due by now.
        if let ChargeState::Upcoming(upcoming) = &it.state {
            let chosen = if moved { day("2025-12-12") } else { day("2025-12-02") };
            assert_eq!(upcoming.announced.day, chosen, "{it:?}");
        }
        if it.word == Word::Same {
            assert!(moved, "nobody was in the way: {it:?}");
        }
        let side = match (it.word, moved) {
            (Word::Same, _) => BOTH,
            (_, true) => "client",
            (_, false) => "import",
        };
        *wins.entry(side).or_default() += 1;
    }
    assert_eq!(done.charges.changed, changed(&all), "{done}\n{all:#?}");
    nothing_new(&night, &all).await;
    wins
}

/// Payments failed, the practice's system has another card since, and each client has theirs tried at once.
pub async fn payments(kind: Kind, tempo: &mut Tempo) -> Wins {
    let mut night = Night::on(kind, "pm_card_chargeDeclinedInsufficientFunds", tempo).await;
    night.bench.play_until("2025-12-02T15:00:00Z").await;
    night.bench.all_are(&night.ids, StateName::Failed).await;
    night.bench.desk.business.set(at("2025-12-02T16:00:00Z"));
    night.people.second = Some("pm_card_mastercard");
    night.import(&night.export()).await.expect("another card");
    let night = night.all_words();
    let bench = &night.bench;
    let (everybody, seen) = (signed_in(&night).await, night.charges().await);
    let (everybody, seen) = (&everybody, &seen);
    let pay = |n: u128, id, _: Word| async move {
        let k = usize::try_from(n - 1).expect("few");
        match pay_now(&bench.desk, &everybody[k], id, seen[k].version).await {
            Ok(_) => true,
            Err(PayError::Stale(_) | PayError::NotFailed(_)) => false,
            Err(error) => panic!("{n}: {error:?}"),
        }
    };
    let (done, asked) = night.working(night.against(tempo, pay)).await;
    let all = ended(&night, &done).await;
    let mut wins = Wins::new();
    for (it, asked) in all.iter().zip(asked) {
        as_said(it);
        assert_eq!(it.said("pay_now_asked"), usize::from(asked), "{it:?}");
        if it.word == Word::Same {
            assert!(asked && it.is_taken(), "nobody was in the way: {it:?}");
        }
        let side = match (it.word, it.is_taken()) {
            (Word::Same, _) => BOTH,
            (_, true) => "client",
            (_, false) => "import",
        };
        *wins.entry(side).or_default() += 1;
    }
    assert_eq!(done.charges.changed, changed(&all), "{done}\n{all:#?}");
    nothing_new(&night, &all).await;
    wins
}
