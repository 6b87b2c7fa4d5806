use chrono::Duration;
use domain::contact::Email;
use domain::promise::Promise;
use domain::recipient::Recipient;
use domain::subject::Subject;
use domain::testing::{at, charge_id, client_id, message_id, practice_id, staff_id};
use store::outbox::{self, Delay, Envelope, MessageState, NewMessage, OutboxMessage, Waiting};
use store::{Claim, StoreError};
use test_support::sample::message;
use test_support::{TestStore, on_both};

on_both![
    a_message_is_taken_and_sent_once,
    a_message_that_could_not_be_sent_waits_and_forgets_its_promise,
    steps_of_a_worker_whose_claim_was_taken_over_are_refused,
    of_messages_with_one_key_one_is_open_at_a_time,
    a_message_goes_to_whomever_it_is_for,
    messages_are_listed_for_their_client_only,
    the_next_message_due_is_known,
    a_message_that_came_back_is_found_by_its_token,
    messages_that_should_have_left_are_counted_from_when_they_began_to_wait,
];

const NOW: &str = "2025-12-01T15:00:00Z";

fn promise() -> Promise {
    domain::testing::promise("2025-12-01 09:30:00", "2025-12-03")
}

async fn insert(books: &TestStore, message: &NewMessage) -> bool {
    books.write(async |unit| outbox::insert(unit, message).await).await
}

/// Takes what is due `minutes` after now, for a minute.
async fn take(books: &TestStore, minutes: i64) -> Vec<OutboxMessage> {
    let now = at(NOW) + Duration::minutes(minutes);
    let claim = Claim { due_by: now, now, until: now + Duration::minutes(1), holder: "one", limit: 10 };
    books.write(async |unit| outbox::claim(unit, &claim).await).await
}

fn envelope(n: u128) -> Envelope {
    let to = Email::parse("ana@mail.example").expect("an address");
    Envelope { to, return_token: format!("{n:032x}") }
}

/// A delay found `minutes` after now, for so many more.
fn delay(minutes: i64, more: i64, is_for_us: bool) -> Delay {
    let now = at(NOW) + Duration::minutes(minutes);
    Delay { now, due_at: now + Duration::minutes(more), is_for_us }
}

async fn present(books: &TestStore, n: u128) -> OutboxMessage {
    let found = outbox::find(&books.reader(), client_id(1), message_id(n)).await.expect("a read");
    found.expect("a message")
}

async fn a_message_is_taken_and_sent_once(books: TestStore) {
    assert!(insert(&books, &message(1)).await);
    let waiting = present(&books, 1).await;
    assert_eq!((waiting.state, waiting.attempts), (MessageState::Waiting, 0));
    assert_eq!(waiting.facts, message(1).facts);
    let [held] = take(&books, 0).await.try_into().expect("one message");
    assert_eq!((held.state, held.attempts), (MessageState::Sending, 1));
    assert_eq!(present(&books, 1).await, held);
    books.write(async |unit| outbox::set_envelope(unit, &held, &envelope(1), Some(&promise())).await).await;
    books.write(async |unit| outbox::sent(unit, &held, at(NOW)).await).await;
    let sent = present(&books, 1).await;
    assert_eq!((sent.state, sent.due_at, sent.ended_at), (MessageState::Sent, None, Some(at(NOW))));
    assert_eq!((sent.promise, sent.envelope), (Some(promise()), Some(envelope(1))));
    assert_eq!(take(&books, 60).await, []);
    let refusal = books.refused(async |unit| outbox::sent(unit, &held, at(NOW)).await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
}

async fn a_message_that_could_not_be_sent_waits_and_forgets_its_promise(books: TestStore) {
    insert(&books, &message(1)).await;
    let [held] = take(&books, 0).await.try_into().expect("one message");
    let again = at(NOW) + Duration::minutes(5);
    books.write(async |unit| outbox::set_envelope(unit, &held, &envelope(1), Some(&promise())).await).await;
    books.write(async |unit| outbox::retry_at(unit, &held, &delay(0, 5, true)).await).await;
    let waiting = present(&books, 1).await;
    assert_eq!((waiting.state, waiting.due_at), (MessageState::Waiting, Some(again)));
    assert_eq!(take(&books, 4).await, []);
    let [held] = take(&books, 5).await.try_into().expect("one message");
    assert_eq!((held.attempts, held.promise.clone()), (2, None));
    books.write(async |unit| outbox::refused(unit, &held, again).await).await;
    assert_eq!(present(&books, 1).await.state, MessageState::Refused);
}

async fn steps_of_a_worker_whose_claim_was_taken_over_are_refused(books: TestStore) {
    insert(&books, &message(1)).await;
    let [slow] = take(&books, 0).await.try_into().expect("one message");
    let [quick] = take(&books, 2).await.try_into().expect("the same message");
    assert_eq!((quick.id, quick.attempts), (slow.id, 2));
    let refusals = [
        books.refused(async |unit| outbox::set_envelope(unit, &slow, &envelope(1), None).await).await,
        books.refused(async |unit| outbox::sent(unit, &slow, at(NOW)).await).await,
        books.refused(async |unit| outbox::refused(unit, &slow, at(NOW)).await).await,
        books.refused(async |unit| outbox::dropped(unit, &slow, at(NOW)).await).await,
        books.refused(async |unit| outbox::retry_at(unit, &slow, &delay(0, 5, true)).await).await,
    ];
    assert!(refusals.iter().all(|it| matches!(it, StoreError::Stale)), "{refusals:?}");
    books.write(async |unit| outbox::dropped(unit, &quick, at(NOW)).await).await;
    assert_eq!(present(&books, 1).await.state, MessageState::Dropped);
}

async fn of_messages_with_one_key_one_is_open_at_a_time(books: TestStore) {
    let keyed = |n| NewMessage { once_key: Some("notice of charge 1".to_owned()), ..message(n) };
    assert!(insert(&books, &keyed(1)).await);
    assert!(!insert(&books, &keyed(2)).await);
    assert!(!insert(&books, &NewMessage { recipient: Recipient::Client(client_id(2)), ..keyed(3) }).await);
    assert!(insert(&books, &message(4)).await);
    let held = take(&books, 0).await.into_iter().find(|it| it.id == message_id(1)).expect("the first");
    assert!(!insert(&books, &keyed(5)).await);
    books.write(async |unit| outbox::sent(unit, &held, at(NOW)).await).await;
    assert!(insert(&books, &keyed(6)).await);
}

async fn a_message_goes_to_whomever_it_is_for(books: TestStore) {
    let address = Email::parse("new@mail.example").expect("an address");
    let recipients =
        [Recipient::Client(client_id(1)), Recipient::Staff(staff_id(1)), Recipient::Address(address)];
    for (recipient, n) in recipients.iter().zip(1..) {
        let subject = Subject::Practice(practice_id(1));
        insert(&books, &NewMessage { recipient: recipient.clone(), subject, ..message(n) }).await;
    }
    let mut held = take(&books, 0).await;
    held.sort_by_key(|it| it.id);
    let found: Vec<_> = held.iter().map(|it| it.recipient.clone()).collect();
    assert_eq!(found, recipients);
    for held in &held {
        assert_eq!(held.subject, Subject::Practice(practice_id(1)));
        books.write(async |unit| outbox::sent(unit, held, at(NOW)).await).await;
    }
}

async fn messages_are_listed_for_their_client_only(books: TestStore) {
    insert(&books, &message(1)).await;
    insert(&books, &message(2)).await;
    insert(&books, &NewMessage { subject: Subject::Charge(charge_id(2)), ..message(3) }).await;
    let reader = books.reader();
    let ids = |found: Vec<OutboxMessage>| found.into_iter().map(|it| it.id).collect::<Vec<_>>();
    let subject = Subject::Charge(charge_id(1));
    let of_charge = async |n| ids(outbox::about(&reader, client_id(n), subject).await.expect("a read"));
    assert_eq!(of_charge(1).await, [1, 2].map(message_id));
    assert_eq!(of_charge(2).await, []);
    assert_eq!(outbox::find(&reader, client_id(2), message_id(1)).await.expect("a read"), None);
}

async fn the_next_message_due_is_known(books: TestStore) {
    let next = async || outbox::next_due(&books.reader()).await.expect("a read");
    let due = async |by| {
        let due = outbox::due(&books.reader(), by, 10).await.expect("a read");
        due.into_iter().map(|message| message.id).collect::<Vec<_>>()
    };
    assert_eq!(next().await, None);
    insert(&books, &message(1)).await;
    let first = message(1).due_at;
    insert(&books, &NewMessage { due_at: first + Duration::days(1), ..message(2) }).await;
    assert_eq!(next().await, Some(first));
    assert_eq!(due(first - Duration::microseconds(1)).await, []);
    assert_eq!(due(first).await, [message_id(1)]);
    assert_eq!(due(first + Duration::days(1)).await, [1, 2].map(message_id));
    let [held] = take(&books, 0).await.try_into().expect("one message");
    books.write(async |unit| outbox::sent(unit, &held, at(NOW)).await).await;
    assert_eq!(next().await, Some(first + Duration::days(1)));
}

async fn a_message_that_came_back_is_found_by_its_token(books: TestStore) {
    insert(&books, &message(1)).await;
    insert(&books, &message(2)).await;
    let held = take(&books, 0).await;
    for (held, n) in held.iter().zip(1..) {
        books.write(async |unit| outbox::set_envelope(unit, held, &envelope(n), None).await).await;
    }
    let found = async |n| outbox::by_return_token(&books.reader(), &envelope(n).return_token).await;
    assert_eq!(found(2).await.expect("a read").map(|it| it.id), Some(held[1].id));
    assert_eq!(found(3).await.expect("a read"), None);
    // A token is one message's.
    let twice =
        books.refused(async |unit| outbox::set_envelope(unit, &held[1], &envelope(1), None).await).await;
    assert!(matches!(twice, StoreError::Conflict(_)), "{twice:?}");
}

async fn messages_that_should_have_left_are_counted_from_when_they_began_to_wait(books: TestStore) {
    let late = async |minutes| {
        let now = at(NOW) + Duration::minutes(minutes);
        outbox::waiting(&books.reader(), now).await.expect("a read")
    };
    let of_practice = async |after| {
        outbox::waiting_of_practice(&books.reader(), practice_id(1), after).await.expect("a read")
    };
    for (n, minutes) in [(1, 0), (2, 0), (3, 90)] {
        let due_at = at(NOW) + Duration::minutes(minutes);
        insert(&books, &NewMessage { due_at, ..message(n) }).await;
    }
    assert_eq!(late(-1).await, Waiting { count: 0, since: None });
    assert_eq!(late(0).await, Waiting { count: 2, since: Some(at(NOW)) });
    let held = take(&books, 1).await;
    for held in &held {
        let is_for_us = held.id == message_id(1);
        books.write(async |unit| outbox::retry_at(unit, held, &delay(1, 60, is_for_us)).await).await;
    }
    let since = at(NOW) + Duration::minutes(1);
    assert_eq!(late(2).await, Waiting { count: 2, since: Some(since) }, "though neither is due");
    let held = take(&books, 70).await;
    for held in &held {
        assert_eq!(held.waiting_since, Some(since));
        let is_for_us = held.id == message_id(1);
        books.write(async |unit| outbox::retry_at(unit, held, &delay(70, 60, is_for_us)).await).await;
    }
    assert_eq!(of_practice(None).await, Some(since), "since the first delay and not the last");
    assert_eq!(of_practice(Some(since)).await, None);
    let held = take(&books, 200).await.into_iter().find(|it| it.id == message_id(1)).expect("the first");
    books.write(async |unit| outbox::sent(unit, &held, at(NOW)).await).await;
    assert_eq!(of_practice(None).await, None, "the other waits for its recipient's mailbox");
    assert_eq!(present(&books, 1).await.waiting_since, None);
}
