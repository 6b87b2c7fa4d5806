use std::collections::HashSet;

use chrono::{DateTime, Duration, Utc};
use domain::ChargeId;
use domain::charge::Charge;
use domain::testing::{at, charge_id};
use store::{Claim, Hold, Store, StoreError, charges, outbox};
use test_support::sample::{message, new_charge};
use test_support::{TestStore, on_both};

on_both![
    two_workers_of_eight_tasks_each_never_take_the_same_charge,
    two_workers_of_eight_tasks_each_never_take_the_same_message,
    the_longest_due_is_taken_first_and_nothing_before_its_time,
    a_claim_that_ran_out_is_taken_over_on_the_real_clock_only,
    a_charge_that_is_saved_or_deferred_is_free_again,
    a_charge_that_is_saved_and_held_is_not_taken_by_another,
    whoever_lost_a_claim_holds_nothing_whether_it_was_taken_over_or_not,
    whoever_lost_a_claim_on_a_message_holds_nothing,
    a_claim_that_is_renewed_is_not_taken_over_and_one_that_ran_out_is_not_renewed,
    what_somebody_holds_is_due_and_not_free,
    a_row_that_cannot_be_read_does_not_keep_others_from_being_taken,
    the_next_charge_due_is_known,
];

const NOW: &str = "2025-12-04T15:00:00Z";

fn claim(holder: &str, limit: u64) -> Claim<'_> {
    Claim { due_by: at(NOW), now: at(NOW), until: at(NOW) + Duration::seconds(60), holder, limit }
}

/// Inserts charges due an hour before now, each a second later than the one before.
async fn due_charges(books: &TestStore, count: u128) {
    let new: Vec<_> = (1..=count)
        .map(|n| {
            let mut new = new_charge(n);
            new.due_at = Some(at(NOW) - Duration::hours(1) + Duration::seconds(n.try_into().expect("small")));
            new
        })
        .collect();
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
}

async fn take(store: &Store, claim: &Claim<'_>) -> Vec<Charge> {
    let unit = store.begin().await.expect("a unit");
    let taken = charges::claim_due(&unit, claim).await.expect("a claim");
    unit.commit().await.expect("a commit");
    taken
}

async fn two_workers_of_eight_tasks_each_never_take_the_same_charge(books: TestStore) {
    due_charges(&books, 600).await;
    let mut tasks = Vec::new();
    for worker in ["one", "two"] {
        let store = books.another().await;
        for _ in 0..8 {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                let mut taken = Vec::new();
                loop {
                    let some = take(&store, &claim(worker, 7)).await;
                    if some.is_empty() {
                        return taken;
                    }
                    taken.extend(some.into_iter().map(|it| it.id));
                }
            }));
        }
    }
    let mut taken = Vec::new();
    for task in tasks {
        taken.extend(task.await.expect("no panic"));
    }
    assert_eq!(taken.len(), 600);
    assert_eq!(taken.into_iter().collect::<HashSet<_>>().len(), 600);
}

async fn two_workers_of_eight_tasks_each_never_take_the_same_message(books: TestStore) {
    books
        .write(async |unit| {
            for n in 1..=300 {
                outbox::insert(unit, &message(n)).await?;
            }
            Ok(())
        })
        .await;
    let mut tasks = Vec::new();
    for worker in ["one", "two"] {
        let store = books.another().await;
        for _ in 0..8 {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                let mut taken = Vec::new();
                loop {
                    let unit = store.begin().await?;
                    let some = outbox::claim(&unit, &claim(worker, 5)).await?;
                    unit.commit().await?;
                    if some.is_empty() {
                        return Ok::<_, StoreError>(taken);
                    }
                    taken.extend(some.into_iter().map(|it| (it.id, it.attempts)));
                }
            }));
        }
    }
    let mut taken = Vec::new();
    for task in tasks {
        taken.extend(task.await.expect("no panic").expect("claims"));
    }
    assert_eq!(taken.len(), 300);
    assert!(taken.iter().all(|(_, attempts)| *attempts == 1));
    assert_eq!(taken.into_iter().collect::<HashSet<_>>().len(), 300);
}

async fn the_longest_due_is_taken_first_and_nothing_before_its_time(books: TestStore) {
    due_charges(&books, 5).await;
    let mut later = new_charge(6);
    later.due_at = Some(at(NOW) + Duration::microseconds(1));
    books.write(async |unit| charges::insert_many(unit, &[later, new_charge(7)]).await).await;
    let ids = |taken: Vec<Charge>| taken.into_iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(take(&books, &claim("one", 3)).await), [1, 2, 3].map(charge_id));
    let due = charges::due(&books.reader(), at(NOW), 10).await.expect("a read");
    assert_eq!(due, [1, 2, 3, 4, 5].map(charge_id));
    assert_eq!(ids(take(&books, &claim("two", 10)).await), [4, 5].map(charge_id));
    assert_eq!(ids(take(&books, &claim("two", 10)).await), []);
}

async fn a_claim_that_ran_out_is_taken_over_on_the_real_clock_only(books: TestStore) {
    due_charges(&books, 1).await;
    assert_eq!(take(&books, &claim("one", 10)).await.len(), 1);
    let days_on = Claim { due_by: at(NOW) + Duration::days(30), ..claim("two", 10) };
    assert_eq!(take(&books, &days_on).await, []);
    let just_before =
        Claim { now: at(NOW) + Duration::seconds(60) - Duration::microseconds(1), ..claim("two", 10) };
    assert_eq!(take(&books, &just_before).await, []);
    let ran_out = Claim { now: at(NOW) + Duration::seconds(60), ..claim("two", 10) };
    assert_eq!(take(&books, &ran_out).await.len(), 1);
}

async fn a_charge_that_is_saved_or_deferred_is_free_again(books: TestStore) {
    due_charges(&books, 2).await;
    let taken = take(&books, &claim("one", 10)).await;
    let due_at = Some(at(NOW));
    books.write(async |unit| charges::save(unit, &taken[0], due_at).await).await;
    books.write(async |unit| charges::defer(unit, taken[1].id, taken[1].version, due_at).await).await;
    let again = take(&books, &claim("two", 10)).await;
    let versions: HashSet<_> = again.iter().map(|it| (it.id, it.version)).collect();
    assert_eq!(versions, HashSet::from([(charge_id(1), 2), (charge_id(2), 1)]));
    let refusal = books.refused(async |unit| charges::defer(unit, charge_id(1), 1, None).await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
}

async fn a_row_that_cannot_be_read_does_not_keep_others_from_being_taken(books: TestStore) {
    due_charges(&books, 3).await;
    books.raw("UPDATE charges SET facts = '{}' WHERE external_key = 'charge-1'").await;
    let ids: Vec<_> = take(&books, &claim("one", 10)).await.into_iter().map(|it| it.id).collect();
    assert_eq!(ids, [2, 3].map(charge_id));
    assert_eq!(take(&books, &claim("two", 10)).await, []);
}

async fn the_next_charge_due_is_known(books: TestStore) {
    let next =
        async || -> Option<DateTime<Utc>> { charges::next_due(&books.reader()).await.expect("a read") };
    assert_eq!(next().await, None);
    due_charges(&books, 3).await;
    assert_eq!(next().await, Some(at(NOW) - Duration::hours(1) + Duration::seconds(1)));
    books.write(async |unit| charges::defer(unit, charge_id(1), 1, None).await).await;
    assert_eq!(next().await, Some(at(NOW) - Duration::hours(1) + Duration::seconds(2)));
}

fn hold(holder: &str, seconds: i64) -> Hold<'_> {
    Hold { holder, now: at(NOW) + Duration::seconds(seconds) }
}

async fn held(books: &TestStore, hold: &Hold<'_>, ids: &[u128]) -> Vec<ChargeId> {
    let ids: Vec<ChargeId> = ids.iter().copied().map(charge_id).collect();
    let unit = books.begin().await.expect("a unit");
    let mut held: Vec<_> = charges::held(&unit, hold, &ids).await.expect("a read").into_iter().collect();
    held.sort_unstable();
    // A unit that is dropped gives back its locks a moment later.
    unit.commit().await.expect("a commit");
    held
}

async fn a_charge_that_is_saved_and_held_is_not_taken_by_another(books: TestStore) {
    due_charges(&books, 1).await;
    let taken = take(&books, &claim("one", 10)).await;
    books.write(async |unit| charges::save_and_hold(unit, &taken[0], Some(at(NOW))).await).await;
    assert_eq!(take(&books, &claim("two", 10)).await, []);
    assert_eq!(held(&books, &hold("one", 0), &[1]).await, [charge_id(1)]);
    let ran_out = Claim { now: at(NOW) + Duration::seconds(60), ..claim("two", 10) };
    assert_eq!(take(&books, &ran_out).await[0].version, 2);
}

async fn whoever_lost_a_claim_holds_nothing_whether_it_was_taken_over_or_not(books: TestStore) {
    due_charges(&books, 3).await;
    take(&books, &claim("one", 2)).await;
    assert_eq!(held(&books, &hold("one", 59), &[1, 2, 3]).await, [1, 2].map(charge_id));
    assert_eq!(held(&books, &hold("two", 59), &[1, 2, 3]).await, []);
    assert_eq!(held(&books, &hold("one", 60), &[1, 2, 3]).await, [], "it ran out");
    let (now, until) = (at(NOW) + Duration::seconds(60), at(NOW) + Duration::seconds(120));
    take(&books, &Claim { now, until, ..claim("two", 1) }).await;
    // The clock of the one that lost it may be behind.
    assert_eq!(held(&books, &hold("one", 0), &[1, 2, 3]).await, [charge_id(2)]);
    assert_eq!(held(&books, &hold("two", 60), &[1, 2, 3]).await, [charge_id(1)]);
}

async fn whoever_lost_a_claim_on_a_message_holds_nothing(books: TestStore) {
    books.write(async |unit| outbox::insert(unit, &message(1)).await.map(drop)).await;
    let take = async |claim: &Claim<'_>| {
        let unit = books.begin().await.expect("a unit");
        let taken = outbox::claim(&unit, claim).await.expect("a claim");
        unit.commit().await.expect("a commit");
        taken
    };
    let held = async |hold: &Hold<'_>| {
        let unit = books.begin().await.expect("a unit");
        outbox::held(&unit, hold, &[message(1).id]).await.expect("a read").len()
    };
    assert_eq!(take(&claim("one", 10)).await.len(), 1);
    assert_eq!((held(&hold("one", 59)).await, held(&hold("one", 60)).await), (1, 0));
    let (now, until) = (at(NOW) + Duration::seconds(60), at(NOW) + Duration::seconds(120));
    assert_eq!(take(&Claim { now, until, ..claim("two", 10) }).await.len(), 1);
    assert_eq!((held(&hold("one", 0)).await, held(&hold("two", 60)).await), (0, 1));
}

async fn a_claim_that_is_renewed_is_not_taken_over_and_one_that_ran_out_is_not_renewed(books: TestStore) {
    due_charges(&books, 2).await;
    take(&books, &claim("one", 1)).await;
    take(&books, &claim("two", 1)).await;
    let later = at(NOW) + Duration::seconds(59);
    let renewed = async |holders: &[&str], now: DateTime<Utc>| {
        let unit = books.begin().await.expect("a unit");
        let count = charges::renew(&unit, holders, now, now + Duration::seconds(60)).await.expect("a write");
        outbox::renew(&unit, holders, now, now + Duration::seconds(60)).await.expect("a write");
        unit.commit().await.expect("a commit");
        count
    };
    assert_eq!(renewed(&["one"], later).await, 1);
    assert_eq!(renewed(&["one", "two"], at(NOW) + Duration::seconds(60)).await, 1, "the other one ran out");
    let ids: Vec<_> =
        take(&books, &Claim { now: at(NOW) + Duration::seconds(60), ..claim("three", 10) }).await;
    assert_eq!(ids.into_iter().map(|it| it.id).collect::<Vec<_>>(), [charge_id(2)]);
}

async fn what_somebody_holds_is_due_and_not_free(books: TestStore) {
    due_charges(&books, 2).await;
    take(&books, &claim("one", 1)).await;
    let due = |n: i64| Some(at(NOW) - Duration::hours(1) + Duration::seconds(n));
    let free = async |seconds| {
        charges::next_free(&books.reader(), at(NOW) + Duration::seconds(seconds)).await.expect("a read")
    };
    assert_eq!(charges::next_due(&books.reader()).await.expect("a read"), due(1));
    assert_eq!((free(59).await, free(60).await), (due(2), due(1)));
}
