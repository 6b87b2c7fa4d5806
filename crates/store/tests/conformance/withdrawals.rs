use domain::actor::Actor;
use domain::charge::ChargeState;
use domain::testing::{at, charge_id, client_id, day, processing};
use domain::withdrawal::{Withdrawal, Withdrawn};
use store::{charges, withdrawals};
use test_support::sample::{due, new_charge};
use test_support::{TestStore, on_both};

on_both![what_was_said_of_a_charge_waits_until_no_attempt_is_under_way];

fn said(text: &str, first_day: &str) -> Withdrawal {
    let to = Withdrawn::Changed { due: due(), first_day: Some(day(first_day)) };
    Withdrawal { charge: charge_id(1), client: client_id(1), at: at(text), by: Actor::Practice, to }
}

async fn what_was_said_of_a_charge_waits_until_no_attempt_is_under_way(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2)]).await).await;
    let due_by = async |now: &str| withdrawals::due(&books.reader(), at(now), 10).await.expect("a read");
    let (first, last) =
        (said("2025-12-01T10:00:00Z", "2025-12-02"), said("2025-12-01T11:00:00Z", "2025-12-03"));
    for it in [&first, &last] {
        books.write(async |unit| withdrawals::put(unit, it).await).await;
    }
    assert_eq!(due_by("2025-12-01T10:59:59Z").await, []);
    assert_eq!(
        due_by("2025-12-01T11:00:00Z").await,
        std::slice::from_ref(&last),
        "what was said last counts"
    );
    let of_charge = withdrawals::of_charge(&books.reader(), charge_id(1)).await.expect("a read");
    assert_eq!(of_charge.as_ref(), Some(&last));
    assert_eq!(withdrawals::of_charge(&books.reader(), charge_id(2)).await.expect("a read"), None);
    let among = withdrawals::among(&books.reader(), &[charge_id(1), charge_id(2)]).await.expect("a read");
    assert_eq!(among.into_iter().collect::<Vec<_>>(), [charge_id(1)]);

    let mut charge = new_charge(1).charge;
    let before = charge.state.clone();
    charge.state = ChargeState::Processing(processing());
    charge.version = books.write(async |unit| charges::save(unit, &charge, None).await).await;
    assert_eq!(due_by("2025-12-02T00:00:00Z").await, []);
    charge.state = before;
    books.write(async |unit| charges::save(unit, &charge, None).await).await;
    assert_eq!(due_by("2025-12-02T00:00:00Z").await, [last]);

    let later = at("2025-12-02T01:00:00Z");
    books.write(async |unit| withdrawals::defer(unit, charge_id(1), later).await).await;
    assert_eq!(due_by("2025-12-02T00:59:59Z").await, []);
    assert_eq!(due_by("2025-12-02T01:00:00Z").await.len(), 1);
    let last = said("2025-12-01T11:00:00Z", "2025-12-03");
    assert!(!books.write(async |unit| withdrawals::forget(unit, &first).await).await, "it was replaced");
    assert!(books.write(async |unit| withdrawals::forget(unit, &last).await).await);
    assert_eq!(due_by("2025-12-03T00:00:00Z").await, []);
}
