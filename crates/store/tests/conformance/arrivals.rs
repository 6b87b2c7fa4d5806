//! Imports on their way in: seen by nobody, then by everybody, or taken away.

use domain::AuditId;
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, ChargeKind, ChargeState, StateName};
use domain::client::Client;
use domain::staff::StaffMember;
use domain::subject::Subject;
use store::arrivals::{self, Arrival};
use store::charges::{Amended, HistoryFilter, NewCharge, Occurring};

use domain::testing::{
    at, charge_id, client, client_id, day, email, practice, practice_id, provider, staff_id,
};
use store::{Claim, StoreError, audit, charges, client_providers, clients, people, practices, staff};
use test_support::sample::new_charge;
use test_support::{TestStore, on_both};
use uuid::Uuid;

on_both![
    what_is_on_its_way_is_seen_by_nobody_and_appears_at_once,
    what_an_import_left_is_taken_away_and_may_come_again,
    what_has_appeared_is_never_taken_away,
    an_import_that_was_ended_writes_no_more,
    an_import_that_begins_ends_the_one_under_way,
    an_import_compared_before_another_was_completed_does_not_begin,
    what_was_laid_aside_is_written_at_once_over_what_nobody_else_wrote,
    what_was_laid_aside_is_not_written_over_what_somebody_is_writing,
    what_was_laid_aside_and_never_written_is_taken_away,
];

async fn begin(books: &TestStore, n: u128) -> Arrival {
    let at = at("2025-12-01T12:00:00Z");
    let since = arrivals::completed(&books.reader()).await.expect("a read");
    books.write(async |unit| arrivals::begin(unit, Uuid::from_u128(n), at, since).await).await
}

fn new_client() -> Client {
    Client { practice: practice_id(2), ..client(9) }
}

fn new_person() -> StaffMember {
    StaffMember { practice: practice_id(2), ..provider(9) }
}

/// Of a client and a provider who are there, and of those who come with it; both are due.
fn new_charges() -> [NewCharge; 2] {
    let due_at = Some(at("2025-12-01T10:00:00Z"));
    let mut of_new = NewCharge { due_at, ..new_charge(2) };
    of_new.charge.client = client_id(9);
    of_new.charge.provider = staff_id(9);
    of_new.charge.practice = practice_id(2);
    [NewCharge { due_at, ..new_charge(1) }, of_new]
}

fn imported(charge: u128, client: u128) -> Entry {
    Entry {
        id: AuditId::new(Uuid::from_u128(charge)),
        at: at("2025-12-01T12:00:00Z"),
        actor: Actor::Practice,
        practice: practice_id(1),
        client: Some(client_id(client)),
        subject: Subject::Charge(charge_id(charge)),
        action: Action::ChargeImported { state: StateName::Scheduled },
    }
}

/// A practice with a client, a provider and what they have together, and a charge of a client who is there.
async fn bring(books: &TestStore, arrival: Arrival) {
    books
        .write(async |unit| {
            arrivals::go_on(unit, arrival).await?;
            practices::bring(unit, arrival, &[practice(2)]).await?;
            staff::bring(unit, arrival, &[new_person()]).await?;
            clients::bring(unit, arrival, &[new_client()]).await?;
            client_providers::insert(unit, practice_id(2), &[(client_id(9), staff_id(9))]).await?;
            charges::bring(unit, arrival, &new_charges()).await?;
            audit::bring(unit, arrival, &[imported(1, 1), imported(2, 9)]).await
        })
        .await;
}

/// What reading functions find of it, by name.
async fn seen(books: &TestStore) -> Vec<&'static str> {
    let reader = books.reader();
    let now = at("2025-12-01T12:00:00Z");
    let all = HistoryFilter::all(day("2020-01-01"), 10);
    let claim = Claim { due_by: now, now, until: now, holder: "w", limit: 10 };
    let claimed = books.write(async |unit| charges::claim_due(unit, &claim).await).await;
    let keys = ["charge-1"];
    let found = [
        ("practice", practices::find(&reader, practice_id(2)).await.expect("a read").is_some()),
        ("practices", practices::all(&reader).await.expect("a read").len() == 2),
        ("person", staff::find(&reader, staff_id(9)).await.expect("a read").is_some()),
        ("staff", !staff::of_practice(&reader, practice_id(2)).await.expect("a read").is_empty()),
        ("person's address", !people::at(&reader, &new_person().email).await.expect("a read").is_empty()),
        ("client", clients::find(&reader, client_id(9)).await.expect("a read").is_some()),
        (
            "client's address",
            !people::at(&reader, &email("client9@mail.example")).await.expect("a read").is_empty(),
        ),
        (
            "client of provider",
            !clients::of_provider(&reader, staff_id(9), day("2025-12-01")).await.expect("a read").is_empty(),
        ),
        ("charge", charges::find(&reader, charge_id(1)).await.expect("a read").is_some()),
        (
            "client's charge",
            charges::of_client(&reader, client_id(1), charge_id(1)).await.expect("a read").is_some(),
        ),
        ("open charge", !charges::open_of_client(&reader, client_id(1)).await.expect("a read").is_empty()),
        ("charges", !charges::find_many(&reader, &[charge_id(1)]).await.expect("a read").is_empty()),
        (
            "history",
            !charges::history_of_client(&reader, client_id(1), &all)
                .await
                .expect("a read")
                .charges
                .is_empty(),
        ),
        ("count", charges::count_of_client(&reader, client_id(1), &all).await.expect("a read") > 0),
        (
            "occurring",
            charges::occurring_of_client(&reader, client_id(1), all.from).await.expect("a read")
                != Occurring::default(),
        ),
        ("totals", !charges::totals_of_client(&reader, client_id(1), &all).await.expect("a read").is_empty()),
        ("due", charges::due(&reader, now, 10).await.expect("a read").len() == 2),
        ("next due", charges::next_due(&reader).await.expect("a read").is_some()),
        ("claimed", claimed.len() == 2),
        ("key", !charges::by_external_keys(&reader, practice_id(1), &keys).await.expect("a read").is_empty()),
        (
            "session",
            !charges::sessions_of_clients(&reader, &[client_id(1)]).await.expect("a read").is_empty(),
        ),
        (
            "charge's record",
            !audit::about(&reader, client_id(1), Subject::Charge(charge_id(1)))
                .await
                .expect("a read")
                .is_empty(),
        ),
        ("record", !audit::of_client(&reader, client_id(1), None, 10).await.expect("a read").is_empty()),
    ];
    found.into_iter().filter(|(_, found)| *found).map(|(name, _)| name).collect()
}

async fn what_is_on_its_way_is_seen_by_nobody_and_appears_at_once(books: TestStore) {
    let arrival = begin(&books, 1).await;
    bring(&books, arrival).await;
    assert_eq!(seen(&books).await, [""; 0]);
    books.write(async |unit| arrivals::complete(unit, arrival).await).await;
    assert_eq!(seen(&books).await.len(), 23);
    assert_eq!(arrivals::left(&books.reader()).await.expect("a read"), []);
}

async fn what_an_import_left_is_taken_away_and_may_come_again(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(7)]).await).await;
    bring(&books, begin(&books, 1).await).await;
    let left = arrivals::left(&books.reader()).await.expect("a read");
    let [left] = left[..] else { panic!("one, not {left:?}") };
    arrivals::discard(&books, left).await.expect("taken away");
    assert_eq!(arrivals::left(&books.reader()).await.expect("a read"), []);
    let stays = charges::find(&books.reader(), charge_id(7)).await.expect("a read").expect("the charge");
    assert!(matches!(stays.state, ChargeState::Scheduled(_)));

    let again = begin(&books, 2).await;
    bring(&books, again).await;
    books.write(async |unit| arrivals::complete(unit, again).await).await;
    assert_eq!(seen(&books).await.len(), 23);
}

async fn what_has_appeared_is_never_taken_away(books: TestStore) {
    let arrival = begin(&books, 1).await;
    bring(&books, arrival).await;
    books.write(async |unit| arrivals::complete(unit, arrival).await).await;
    arrivals::discard(&books, arrival).await.expect("nothing to do");
    assert_eq!(seen(&books).await.len(), 23);
}

async fn an_import_that_was_ended_writes_no_more(books: TestStore) {
    let arrival = begin(&books, 1).await;
    arrivals::discard(&books, arrival).await.expect("ended");
    let next = books.refused(async |unit| arrivals::go_on(unit, arrival).await).await;
    assert!(matches!(next, StoreError::Stale), "{next:?}");
    let last = books.refused(async |unit| arrivals::complete(unit, arrival).await).await;
    assert!(matches!(last, StoreError::Stale), "{last:?}");
}

async fn an_import_that_begins_ends_the_one_under_way(books: TestStore) {
    let (first, second) = (begin(&books, 1).await, begin(&books, 2).await);
    let next = books.refused(async |unit| arrivals::go_on(unit, first).await).await;
    assert!(matches!(next, StoreError::Stale), "{next:?}");
    books.write(async |unit| arrivals::go_on(unit, second).await).await;
}

async fn an_import_compared_before_another_was_completed_does_not_begin(books: TestStore) {
    let since = arrivals::completed(&books.reader()).await.expect("a read");
    let other = begin(&books, 1).await;
    books.write(async |unit| arrivals::complete(unit, other).await).await;
    let (id, at) = (Uuid::from_u128(2), at("2025-12-01T12:00:00Z"));
    let late = books.refused(async |unit| arrivals::begin(unit, id, at, since).await).await;
    assert!(matches!(late, StoreError::Stale), "{late:?}");
    begin(&books, 3).await;
}

/// What an import brings over charge `n`.
fn amended(n: u128) -> NewCharge {
    let mut brought = new_charge(n);
    brought.charge.session.cpt_code = "90834".to_owned();
    brought.charge.kind = ChargeKind::SelfPay;
    brought.charge.provider = staff_id(2);
    brought.charge.state = ChargeState::AwaitingInsurer;
    brought.digest = "two".to_owned();
    brought
}

async fn laid_aside(books: &TestStore, arrival: Arrival) {
    books
        .write(async |unit| {
            arrivals::go_on(unit, arrival).await?;
            charges::lay_aside(unit, arrival, &[amended(1), amended(2)]).await
        })
        .await;
}

async fn what_was_laid_aside_is_written_at_once_over_what_nobody_else_wrote(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2)]).await).await;
    books.write(async |unit| charges::set_intent(unit, charge_id(1), "pi_1").await).await;
    let arrival = begin(&books, 1).await;
    laid_aside(&books, arrival).await;
    let reader = books.reader();
    let found = async |n| charges::find(&reader, charge_id(n)).await.expect("a read").expect("the charge");
    assert_eq!(found(1).await, new_charge(1).charge);

    // Somebody writes the second one before the import ends.
    books.write(async |unit| charges::save(unit, &new_charge(2).charge, None).await).await;
    let became = books.write(async |unit| charges::amend_all(unit, arrival).await).await;
    assert_eq!(became, Amended { written: 1, overtaken: vec!["charge-2".to_owned()] });
    assert_eq!(found(1).await, Charge { version: 2, ..amended(1).charge });
    assert_eq!(found(2).await, Charge { version: 2, ..new_charge(2).charge });
    let kept = charges::by_external_keys(&reader, practice_id(1), &["charge-1"]).await.expect("a read");
    assert_eq!(kept["charge-1"].digest, "two");
    assert_eq!(charges::intent_of(&reader, charge_id(1)).await.expect("a read").as_deref(), Some("pi_1"));
}

async fn what_was_laid_aside_is_not_written_over_what_somebody_is_writing(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2)]).await).await;
    let arrival = begin(&books, 1).await;
    laid_aside(&books, arrival).await;
    let other = books.begin().await.expect("a unit");
    charges::save(&other, &new_charge(2).charge, None).await.expect("saved");
    let store = (*books).clone();
    let import = tokio::spawn(async move {
        let unit = store.begin().await?;
        let became = charges::amend_all(&unit, arrival).await?;
        unit.commit().await?;
        Ok::<_, StoreError>(became)
    });
    // The import has every chance to be first.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    other.commit().await.expect("a commit");
    let became = import.await.expect("no panic").expect("written");
    assert_eq!(became, Amended { written: 1, overtaken: vec!["charge-2".to_owned()] });
}

async fn what_was_laid_aside_and_never_written_is_taken_away(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2)]).await).await;
    let done = begin(&books, 1).await;
    laid_aside(&books, done).await;
    books.write(async |unit| arrivals::complete(unit, done).await).await;
    let dead = begin(&books, 2).await;
    laid_aside(&books, dead).await;
    let under_way = begin(&books, 3).await;
    laid_aside(&books, under_way).await;
    arrivals::discard(&books, dead).await.expect("taken away");
    for arrival in [dead, done] {
        let became = books.write(async |unit| charges::amend_all(unit, arrival).await).await;
        assert_eq!(became, Amended::default());
    }
    let became = books.write(async |unit| charges::amend_all(unit, under_way).await).await;
    assert_eq!((became.written, became.overtaken.len()), (2, 0));
}
