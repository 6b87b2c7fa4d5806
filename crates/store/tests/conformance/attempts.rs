use std::collections::HashMap;

use domain::attempt::{Attempt, AttemptState};
use domain::testing::{at, attempt_id, charge_id, client_id, method_id};
use store::attempts::Ended;
use store::{StoreError, attempts, charges, webhook_events};
use test_support::sample::new_charge;
use test_support::{TestStore, on_both};

on_both![
    attempts_are_numbered_and_end_once,
    only_an_attempt_of_which_nothing_was_sent_is_called_off,
    the_latest_numbers_of_many_charges_are_read_at_once,
    an_event_is_new_once,
    events_are_forgotten_the_oldest_first_and_never_more_than_asked,
];

const NOW: &str = "2025-12-01T15:00:00Z";

fn attempt(n: u128, number: u32) -> Attempt {
    Attempt {
        id: attempt_id(n),
        charge: charge_id(1),
        client: client_id(1),
        number,
        method: method_id(1),
        intent: None,
        confirm_key: format!("key-{n}"),
        state: AttemptState::Begun,
        begun_at: at(NOW),
        ended_at: None,
        outcome: None,
        processor_attempt: None,
    }
}

fn declined() -> Ended<'static> {
    let processor_attempt = Some("ch_1");
    Ended { state: AttemptState::Declined, at: at(NOW), said: "insufficient_funds", processor_attempt }
}

async fn attempts_are_numbered_and_end_once(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    books.write(async |unit| attempts::insert(unit, &attempt(1, 1)).await).await;
    let twin = books.refused(async |unit| attempts::insert(unit, &attempt(2, 1)).await).await;
    assert!(matches!(twin, StoreError::Conflict(_)), "{twin:?}");
    books
        .write(async |unit| {
            attempts::sending(unit, attempt_id(1), "pi_1").await?;
            attempts::end(unit, attempt_id(1), &declined()).await
        })
        .await;
    let ended = Attempt {
        intent: Some("pi_1".to_owned()),
        state: AttemptState::Declined,
        ended_at: Some(at(NOW)),
        outcome: Some("insufficient_funds".to_owned()),
        processor_attempt: Some("ch_1".to_owned()),
        ..attempt(1, 1)
    };
    let reader = books.reader();
    assert_eq!(attempts::find(&reader, attempt_id(1)).await.expect("a read"), Some(ended.clone()));
    let of_charge = async |client| attempts::of_charge(&reader, client, charge_id(1)).await.expect("a read");
    assert_eq!(of_charge(client_id(1)).await, [ended]);
    assert_eq!(of_charge(client_id(2)).await, []);
    let id = attempt_id(1);
    let refusals = [
        books.refused(async |unit| attempts::sending(unit, id, "pi_1").await).await,
        books.refused(async |unit| attempts::end(unit, id, &declined()).await).await,
    ];
    assert!(refusals.iter().all(|it| matches!(it, StoreError::Stale)), "{refusals:?}");
}

async fn only_an_attempt_of_which_nothing_was_sent_is_called_off(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    for n in 1..=2 {
        books.write(async |unit| attempts::insert(unit, &attempt(n.into(), n)).await).await;
    }
    books.write(async |unit| attempts::call_off(unit, attempt_id(1), at(NOW)).await).await;
    books.write(async |unit| attempts::sending(unit, attempt_id(2), "pi_1").await).await;
    let refusals = [
        books.refused(async |unit| attempts::sending(unit, attempt_id(1), "pi_1").await).await,
        books.refused(async |unit| attempts::call_off(unit, attempt_id(1), at(NOW)).await).await,
        books.refused(async |unit| attempts::call_off(unit, attempt_id(2), at(NOW)).await).await,
    ];
    assert!(refusals.iter().all(|it| matches!(it, StoreError::Stale)), "{refusals:?}");
    let of_charge = attempts::of_charge(&books.reader(), client_id(1), charge_id(1)).await.expect("a read");
    let states: Vec<_> = of_charge.into_iter().map(|it| (it.state, it.intent, it.ended_at)).collect();
    let called_off = (AttemptState::Settled, None, Some(at(NOW)));
    assert_eq!(states, [called_off, (AttemptState::Sent, Some("pi_1".to_owned()), None)]);
}

async fn the_latest_numbers_of_many_charges_are_read_at_once(books: TestStore) {
    books
        .write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2), new_charge(3)]).await)
        .await;
    let of_second = Attempt { charge: charge_id(2), ..attempt(4, 1) };
    for new in [attempt(1, 1), attempt(2, 2), attempt(3, 3), of_second] {
        books.write(async |unit| attempts::insert(unit, &new).await).await;
    }
    let asked = [1, 2, 3].map(|n| (client_id(1), charge_id(n)));
    let numbers = attempts::last_numbers(&books.reader(), &asked).await.expect("a read");
    assert_eq!(numbers, HashMap::from([(charge_id(1), 3), (charge_id(2), 1)]));
}

async fn an_event_is_new_once(books: TestStore) {
    let remember =
        async || books.write(async |unit| webhook_events::remember(unit, "evt_1", at(NOW)).await).await;
    assert!(remember().await);
    assert!(!remember().await);
    let later = at("2026-01-01T00:00:00Z");
    let pruned = books.write(async |unit| webhook_events::prune(unit, later, 10).await).await;
    assert_eq!(pruned, 1);
    assert!(remember().await);
}

async fn events_are_forgotten_the_oldest_first_and_never_more_than_asked(books: TestStore) {
    books
        .write(async |unit| {
            for day in ["03", "01", "04", "02"] {
                let seen_at = at(&format!("2025-12-{day}T00:00:00Z"));
                webhook_events::remember(unit, &format!("evt_{day}"), seen_at).await?;
            }
            Ok(())
        })
        .await;
    let mut deleted = Vec::new();
    for _ in 0..3 {
        let before = at("2025-12-04T00:00:00Z");
        deleted.push(books.write(async |unit| webhook_events::prune(unit, before, 2).await).await);
        if deleted.len() == 1 {
            for (id, known) in [("evt_01", false), ("evt_02", false), ("evt_03", true)] {
                assert_eq!(
                    webhook_events::is_known(&books.reader(), id).await.expect("a read"),
                    known,
                    "{id}"
                );
            }
        }
    }
    assert_eq!(deleted, [2, 1, 0]);
    assert!(webhook_events::is_known(&books.reader(), "evt_04").await.expect("a read"));
}
