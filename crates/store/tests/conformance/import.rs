use std::collections::HashMap;

use domain::charge::{ChargeKind, ChargeState, StateName};
use domain::client::Client;
use domain::coverage::{Coverage, Position, Subscriber, in_force};
use domain::payer::Program;
use domain::payment_method::PaymentMethod;
use domain::testing::{
    charge_id, client, client_id, coverage, coverage_id, day, email, insured, method_id, payer,
    payment_method, practice, practice_id, provider, staff_id,
};
use store::charges::NewCharge;
use store::{
    StoreError, Tally, charges, client_providers, clients, coverages, payers, payment_methods, practices,
    staff,
};
use test_support::sample::new_charge;
use test_support::{TestStore, on_both};

on_both![
    what_is_put_again_is_unchanged_and_what_differs_is_written,
    coverages_and_payers_read_back_as_they_were_put,
    a_coverage_is_saved_at_the_version_at_which_it_was_read_alone,
    a_put_keeps_what_the_import_does_not_bring,
    a_changed_email_address_counts_as_working_again,
    a_card_that_becomes_the_default_takes_the_place_of_the_one_before,
    keys_find_ids_within_their_practice,
    a_key_of_another_row_is_a_conflict,
    what_refers_to_nobody_is_refused,
    links_between_clients_and_providers_are_put_once,
    charges_are_found_by_key_and_amended_at_their_version,
    a_coverage_stays_its_clients,
    a_charge_that_is_held_is_written_by_nobody_else,
    thousands_of_rows_are_put_in_one_go,
];

fn card(n: u128, is_default: bool) -> PaymentMethod {
    PaymentMethod { is_default, ..payment_method(n, 1) }
}

async fn what_is_put_again_is_unchanged_and_what_differs_is_written(books: TestStore) {
    let unchanged = |unchanged| Tally { unchanged, ..Tally::default() };
    let mut renamed = practice(1);
    renamed.name = "Larkspur & Finch Therapy".to_owned();
    let tallies = books
        .write(async |unit| {
            Ok([
                practices::upsert(unit, &[practice(1)]).await?,
                practices::upsert(unit, &[renamed.clone(), practice(2)]).await?,
                staff::upsert(unit, &[provider(1), provider(2)]).await?,
                clients::upsert(unit, &[client(1), client(2), client(3)]).await?,
            ])
        })
        .await;
    let both = Tally { created: 1, changed: 1, unchanged: 0 };
    assert_eq!(tallies, [unchanged(1), both, unchanged(2), Tally { created: 1, changed: 0, unchanged: 2 }]);
    let found = practices::find(&books.reader(), practice_id(1)).await.expect("a read");
    assert_eq!(found, Some(renamed));
    assert_eq!(clients::find(&books.reader(), client_id(3)).await.expect("a read"), Some(client(3)));
    assert_eq!(staff::find(&books.reader(), staff_id(2)).await.expect("a read"), Some(provider(2)));
}

async fn coverages_and_payers_read_back_as_they_were_put(books: TestStore) {
    let aetna = payer(1, "Aetna", Program::Commercial);
    let mut second = coverage(2, 1, 1);
    second.position = Position::Secondary;
    second.subscriber = Subscriber::Child(insured("", "Suharto").born(Some(day("1961-05-04"))));
    second.to = Some(day("2025-12-31"));
    second.exported = Some(coverage(2, 1, 1).particulars());
    let mut earlier = coverage(3, 1, 1);
    earlier.external_key = None;
    earlier.from = day("2024-01-01");
    earlier.to = Some(day("2024-12-31"));
    books
        .write(async |unit| {
            payers::upsert(unit, std::slice::from_ref(&aetna)).await?;
            coverages::upsert(unit, &[coverage(1, 1, 1), second.clone(), earlier.clone()]).await
        })
        .await;
    let reader = books.reader();
    let all = coverages::of_client(&reader, client_id(1)).await.expect("a read");
    assert_eq!(all, [coverage(1, 1, 1), second, earlier.clone()]);
    let on = async |text| {
        let found = coverages::primary_of_client(&reader, client_id(1), day(text)).await.expect("a read");
        let found = found.map(|(coverage, payer)| (coverage.id, payer.id));
        let primaries = all.iter().filter(|it| it.position == Position::Primary).map(|it| (it.term(), it));
        let by_rule = in_force(primaries, day(text)).map(|it| (it.id, it.payer));
        assert_eq!(found, by_rule, "the query and the rule");
        found
    };
    assert_eq!(on("2024-12-31").await, Some((earlier.id, aetna.id)));
    assert_eq!(on("2025-01-01").await, Some((coverage(1, 1, 1).id, aetna.id)));
    assert_eq!(on("2023-12-31").await, None);
}

async fn a_coverage_is_saved_at_the_version_at_which_it_was_read_alone(books: TestStore) {
    books
        .write(async |unit| {
            payers::upsert(unit, &[payer(1, "Aetna", Program::Commercial)]).await?;
            coverages::upsert(unit, &[coverage(1, 1, 1)]).await
        })
        .await;
    let made = Coverage { external_key: None, from: day("2026-01-01"), ..coverage(2, 1, 1) };
    books.write(async |unit| coverages::insert(unit, &made).await).await;
    let subscriber = Subscriber::Spouse(insured("Meena", ""));
    let (group_number, to) = (None, Some(day("2025-12-31")));
    let own = Coverage { member_id: "W9".to_owned(), group_number, subscriber, to, ..coverage(1, 1, 1) };
    let version = books.write(async |unit| coverages::save(unit, &own).await).await;
    let own = Coverage { version, ..own };
    assert_eq!(version, 2);
    let unit = books.begin().await.expect("a unit");
    let held = coverages::hold_of_client(&unit, client_id(1)).await.expect("a read");
    assert_eq!(held, [made, own.clone()]);
    assert_eq!(coverages::hold_many(&unit, &[coverage_id(1)]).await.expect("a read")[&own.id], own);
    for stale in [Coverage { version: 1, ..own.clone() }, Coverage { client: client_id(2), ..own }] {
        let saved = coverages::save(&unit, &stale).await;
        assert!(matches!(saved, Err(StoreError::Stale)), "{saved:?}");
    }
}

async fn a_put_keeps_what_the_import_does_not_bring(books: TestStore) {
    books.write(async |unit| clients::set_processor_customer(unit, client_id(1), "cus_9").await).await;
    let mut brought = client(1);
    brought.pronouns = Some("they/them".to_owned());
    let tally = books.write(async |unit| clients::upsert(unit, &[brought.clone()]).await).await;
    assert_eq!(tally.changed, 1);
    let found = clients::find(&books.reader(), client_id(1)).await.expect("a read");
    assert_eq!(found, Some(Client { processor_customer: Some("cus_9".to_owned()), ..brought }));
}

async fn a_changed_email_address_counts_as_working_again(books: TestStore) {
    let reachable = async || {
        let found = clients::find(&books.reader(), client_id(1)).await.expect("a read");
        found.and_then(|it| it.reachable_at().cloned())
    };
    let old = client(1).email.expect("sample");
    assert_eq!(reachable().await, Some(old.clone()));
    books.write(async |unit| clients::refuse_email(unit, client_id(1), &old).await).await;
    assert_eq!(reachable().await, None);
    books.write(async |unit| clients::upsert(unit, &[client(1)]).await).await;
    assert_eq!(reachable().await, None);
    let new = Client { email: Some(email("new@mail.example")), ..client(1) };
    books.write(async |unit| clients::upsert(unit, &[new]).await).await;
    assert_eq!(reachable().await, Some(email("new@mail.example")));
}

async fn a_card_that_becomes_the_default_takes_the_place_of_the_one_before(books: TestStore) {
    books.write(async |unit| payment_methods::upsert(unit, &[card(1, true), card(2, false)]).await).await;
    let tally =
        books.write(async |unit| payment_methods::upsert(unit, &[card(2, true), card(1, false)]).await).await;
    assert_eq!(tally, Tally { changed: 2, ..Tally::default() });
    let reader = books.reader();
    let default = payment_methods::default_of_client(&reader, client_id(1)).await.expect("a read");
    assert_eq!(default, Some(card(2, true)));
    let all = payment_methods::of_client(&reader, client_id(1)).await.expect("a read");
    assert_eq!(all, [card(2, true), card(1, false)]);
    assert_eq!(payment_methods::default_of_client(&reader, client_id(2)).await.expect("a read"), None);
    let clients = [client_id(1), client_id(2)];
    let defaults = payment_methods::defaults_of_clients(&reader, &clients).await.expect("a read");
    assert_eq!(defaults, HashMap::from([(client_id(1), card(2, true))]));
    let two = books.refused(async |unit| payment_methods::upsert(unit, &[card(3, true)]).await).await;
    assert!(matches!(two, StoreError::Conflict(_)), "{two:?}");
    let others = payment_methods::one_of_client(&reader, client_id(2), method_id(1)).await.expect("a read");
    assert_eq!(others, None);
}

async fn keys_find_ids_within_their_practice(books: TestStore) {
    let there = Client { practice: practice_id(2), external_key: "client-1".to_owned(), ..client(9) };
    books
        .write(async |unit| {
            practices::upsert(unit, &[practice(2)]).await?;
            clients::upsert(unit, std::slice::from_ref(&there)).await?;
            payment_methods::upsert(unit, &[card(1, true)]).await
        })
        .await;
    let reader = books.reader();
    let here = clients::keys(&reader, practice_id(1)).await.expect("keys");
    assert_eq!(here, HashMap::from([1, 2].map(|n| (format!("client-{n}"), client_id(n)))));
    let elsewhere = clients::keys(&reader, practice_id(2)).await.expect("keys");
    assert_eq!(elsewhere, HashMap::from([("client-1".to_owned(), client_id(9))]));
    let practices = practices::keys(&reader).await.expect("keys");
    assert_eq!(practices, HashMap::from([1, 2].map(|n| (format!("practice-{n}"), practice_id(n)))));
    let people = staff::keys(&reader, practice_id(1)).await.expect("keys");
    assert_eq!(people, HashMap::from([1, 2].map(|n| (format!("staff-{n}"), staff_id(n)))));
}

async fn a_key_of_another_row_is_a_conflict(books: TestStore) {
    let twin = Client { external_key: "client-1".to_owned(), ..client(9) };
    let problem = books.refused(async |unit| clients::upsert(unit, &[twin]).await).await;
    assert!(matches!(problem, StoreError::Conflict(_)), "{problem:?}");
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let twin = NewCharge { external_key: "charge-1".to_owned(), ..new_charge(2) };
    let problem = books.refused(async |unit| charges::insert_many(unit, &[twin]).await).await;
    assert!(matches!(problem, StoreError::Conflict(_)), "{problem:?}");
}

async fn what_refers_to_nobody_is_refused(books: TestStore) {
    let mut astray = new_charge(1);
    astray.charge.client = client_id(77);
    let problem = books.refused(async |unit| charges::insert_many(unit, &[astray]).await).await;
    assert!(matches!(problem, StoreError::Failed(_)), "{problem:?}");
    books.write(async |unit| practices::upsert(unit, &[practice(2)]).await).await;
    let mut of_another_practice = new_charge(1);
    of_another_practice.charge.practice = practice_id(2);
    let problem = books.refused(async |unit| charges::insert_many(unit, &[of_another_practice]).await).await;
    assert!(matches!(problem, StoreError::Failed(_)), "{problem:?}");
}

async fn links_between_clients_and_providers_are_put_once(books: TestStore) {
    let one = (client_id(1), staff_id(1));
    let two = (client_id(1), staff_id(2));
    let put = async |links: &[_]| {
        books.write(async |unit| client_providers::upsert(unit, practice_id(1), links).await).await
    };
    assert_eq!(put(&[one, one]).await, Tally { created: 1, changed: 0, unchanged: 1 });
    assert_eq!(put(&[one, two]).await, Tally { created: 1, changed: 0, unchanged: 1 });
    books.write(async |unit| client_providers::remove(unit, &[one]).await).await;
    let left = client_providers::of_client(&books.reader(), client_id(1)).await.expect("a read");
    assert_eq!(left, [staff_id(2)]);
}

async fn charges_are_found_by_key_and_amended_at_their_version(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2)]).await).await;
    books.write(async |unit| charges::set_intent(unit, charge_id(1), "pi_1").await).await;
    let reader = books.reader();
    let keys = ["charge-1", "charge-2", "charge-3"];
    let found = charges::by_external_keys(&reader, practice_id(1), &keys).await.expect("a read");
    assert_eq!(found.len(), 2);
    let first = &found["charge-1"];
    assert_eq!((first.id, first.version, first.state), (charge_id(1), 1, StateName::Scheduled));
    assert_eq!(first.digest, "one");

    let mut brought = new_charge(1);
    brought.charge.session.cpt_code = "90834".to_owned();
    brought.charge.kind = ChargeKind::SelfPay;
    brought.charge.provider = staff_id(2);
    brought.charge.state = ChargeState::AwaitingInsurer;
    brought.digest = "two".to_owned();
    assert_eq!(books.write(async |unit| charges::amend(unit, &brought).await).await, 2);
    let refusal = books.refused(async |unit| charges::amend(unit, &brought).await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
    brought.charge.version = 2;
    assert_eq!(charges::find(&reader, charge_id(1)).await.expect("a read"), Some(brought.charge));
    let found = charges::by_external_keys(&reader, practice_id(1), &["charge-1"]).await.expect("a read");
    assert_eq!((found["charge-1"].version, found["charge-1"].digest.as_str()), (2, "two"));
    assert_eq!(charges::intent_of(&reader, charge_id(1)).await.expect("a read").as_deref(), Some("pi_1"));
    let elsewhere = charges::by_external_keys(&reader, practice_id(2), &keys).await.expect("a read");
    assert!(elsewhere.is_empty());
}

async fn a_coverage_stays_its_clients(books: TestStore) {
    let aetna = payer(1, "Aetna", Program::Commercial);
    books
        .write(async |unit| {
            payers::upsert(unit, &[aetna]).await?;
            coverages::upsert(unit, &[coverage(1, 1, 1)]).await
        })
        .await;
    books.write(async |unit| coverages::upsert(unit, &[coverage(1, 2, 1)]).await).await;
    let reader = books.reader();
    assert_eq!(coverages::of_client(&reader, client_id(1)).await.expect("a read"), [coverage(1, 1, 1)]);
    assert_eq!(coverages::of_client(&reader, client_id(2)).await.expect("a read"), []);
}

async fn a_charge_that_is_held_is_written_by_nobody_else(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let unit = books.begin().await.expect("a unit");
    let held = charges::hold_by_external_keys(&unit, practice_id(1), &["charge-1"]).await.expect("a read");
    let store = (*books).clone();
    let other = tokio::spawn(async move {
        let unit = store.begin().await?;
        charges::save(&unit, &new_charge(1).charge, None).await?;
        unit.commit().await
    });
    // The other one has every chance to be first.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    let brought =
        NewCharge { charge: held["charge-1"].charge.clone(), digest: "two".to_owned(), ..new_charge(1) };
    assert_eq!(charges::amend(&unit, &brought).await.expect("amended"), 2);
    unit.commit().await.expect("a commit");
    assert!(matches!(other.await.expect("no panic"), Err(StoreError::Stale)));
}

async fn thousands_of_rows_are_put_in_one_go(books: TestStore) {
    let many: Vec<Client> = (1..=2_345).map(client).collect();
    let tally = books.write(async |unit| clients::upsert(unit, &many).await).await;
    assert_eq!(tally, Tally { created: 2_343, changed: 0, unchanged: 2 });
    let new: Vec<NewCharge> = (1..=2_345)
        .map(|n| {
            let mut new = new_charge(n);
            new.charge.client = client_id(n);
            new
        })
        .collect();
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    let keys: Vec<&str> = new.iter().map(|it| it.external_key.as_str()).collect();
    let found = charges::by_external_keys(&books.reader(), practice_id(1), &keys).await.expect("a read");
    assert_eq!(found.len(), 2_345);
    let found = clients::find_many(&books.reader(), &[client_id(7), client_id(9_999)]).await.expect("a read");
    assert_eq!(found, HashMap::from([(client_id(7), client(7))]));
}
