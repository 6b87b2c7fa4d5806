use domain::client::Client;
use domain::payer::Program;
use domain::testing::{client, client_id, coverage, day, name, payer, practice_id, staff_id};
use domain::{ClientId, StaffId};
use store::clients::{self, ProviderClient};
use store::{client_providers, coverages, payers};
use test_support::{TestStore, on_both};

on_both![
    a_provider_sees_their_own_clients_by_last_name,
    the_payer_is_that_of_the_primary_coverage_that_holds_today,
    two_coverages_by_mistake_give_one_client_with_the_later_payer,
];

async fn link(books: &TestStore, links: &[(ClientId, StaffId)]) {
    books.write(async |unit| client_providers::upsert(unit, practice_id(1), links).await).await;
}

async fn seen(books: &TestStore, provider: u128, today: &str) -> Vec<ProviderClient> {
    clients::of_provider(&books.reader(), staff_id(provider), day(today)).await.expect("a read")
}

async fn a_provider_sees_their_own_clients_by_last_name(books: TestStore) {
    let named = |n, first, last| Client { name: name(first, last), ..client(n) };
    let renamed = [
        named(1, "Amit", "Zafar"),
        named(2, "Bea", "łukasz"),
        Client { pronouns: Some("they/them".to_owned()), ..named(3, "Cy", "Abbot") },
    ];
    books.write(async |unit| clients::upsert(unit, &renamed).await).await;
    let links = [(1, 1), (3, 1), (2, 2)].map(|(client, provider)| (client_id(client), staff_id(provider)));
    link(&books, &links).await;
    let ids = |seen: Vec<ProviderClient>| seen.into_iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(seen(&books, 1, "2025-06-01").await), [3, 1].map(client_id));
    assert_eq!(ids(seen(&books, 2, "2025-06-01").await), [client_id(2)]);
    assert_eq!(ids(seen(&books, 3, "2025-06-01").await), []);
    let reader = books.reader();
    let one = async |provider, client| {
        let found =
            clients::one_of_provider(&reader, staff_id(provider), client_id(client), day("2025-06-01"));
        found.await.expect("a read").map(|it| (it.id, it.pronouns))
    };
    assert_eq!(one(1, 3).await, Some((client_id(3), Some("they/them".to_owned()))));
    assert_eq!(one(1, 2).await, None);
}

async fn the_payer_is_that_of_the_primary_coverage_that_holds_today(books: TestStore) {
    link(&books, &[(client_id(1), staff_id(1)), (client_id(2), staff_id(1))]).await;
    let mut ended = coverage(1, 1, 1);
    ended.to = Some(day("2025-06-30"));
    let mut next = coverage(2, 1, 2);
    next.from = day("2025-07-01");
    let mut second = coverage(3, 1, 2);
    second.position = domain::coverage::Position::Secondary;
    let themselves = coverage(4, 2, 3);
    books
        .write(async |unit| {
            let payers = [
                payer(1, "Aetna", Program::Commercial),
                payer(2, "Medi-Cal", Program::Medicaid),
                payer(3, "Self-pay", Program::SelfPay),
            ];
            payers::upsert(unit, &payers).await?;
            coverages::upsert(unit, &[ended, next, second, themselves]).await
        })
        .await;
    let payers = async |today| {
        let seen = seen(&books, 1, today).await;
        seen.into_iter().map(|it| (it.id, it.payer, it.insured)).collect::<Vec<_>>()
    };
    let insured = |name: &str| (client_id(1), Some(name.to_owned()), true);
    let uninsured = |n| (client_id(n), None, false);
    assert_eq!(payers("2025-06-30").await, [insured("Aetna"), uninsured(2)]);
    assert_eq!(payers("2025-07-01").await, [insured("Medi-Cal"), uninsured(2)]);
    assert_eq!(payers("2024-12-31").await, [uninsured(1), uninsured(2)]);
}

async fn two_coverages_by_mistake_give_one_client_with_the_later_payer(books: TestStore) {
    link(&books, &[(client_id(1), staff_id(1))]).await;
    let mut later = coverage(2, 1, 2);
    later.from = day("2025-03-01");
    books
        .write(async |unit| {
            let payers = [payer(1, "Aetna", Program::Commercial), payer(2, "Cigna", Program::Commercial)];
            payers::upsert(unit, &payers).await?;
            coverages::upsert(unit, &[coverage(1, 1, 1), later]).await
        })
        .await;
    let seen = seen(&books, 1, "2025-06-01").await;
    assert_eq!(seen.iter().map(|it| it.payer.as_deref()).collect::<Vec<_>>(), [Some("Cigna")]);
    let found = clients::one_of_provider(&books.reader(), staff_id(1), client_id(1), day("2025-06-01")).await;
    assert_eq!(found.expect("a read"), seen.into_iter().next());
}
