use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::StateName;
use domain::subject::Subject;
use domain::testing::{at, charge_id, client_id, day, practice, practice_id, staff_id};
use domain::{AuditId, LoginId, Money};
use store::{audit, practices};
use test_support::{TestStore, on_both};
use uuid::Uuid;

on_both![
    entries_are_read_newest_first_in_pages,
    entries_about_a_charge_are_its_clients_only,
    entries_of_others_than_the_practice_are_read_from_an_instant_on_in_pages,
    the_whole_record_of_some_charges_is_read_in_order,
    what_became_of_refunds_is_read_of_its_client_alone,
];

const fn login_id(n: u128) -> LoginId {
    LoginId::new(Uuid::from_u128(n))
}

fn entry(n: u128, action: Action) -> Entry {
    Entry {
        id: AuditId::new(Uuid::from_u128(n)),
        at: at("2025-12-01T15:00:00.000001Z"),
        actor: Actor::Client,
        practice: practice_id(1),
        client: Some(client_id(1)),
        subject: Subject::Charge(charge_id(1)),
        action,
    }
}

fn entries() -> Vec<Entry> {
    let moved = Action::Rescheduled { from: day("2025-12-03"), to: day("2025-12-10"), reason: None };
    vec![
        entry(1, Action::ChargeImported { state: StateName::Scheduled }),
        entry(2, moved),
        Entry { subject: Subject::Login(login_id(1)), ..entry(3, Action::SignedIn) },
        Entry { actor: Actor::Staff(staff_id(1)), ..entry(4, Action::Held { reason: None }) },
        Entry { client: Some(client_id(2)), ..entry(5, Action::PasswordSet) },
        Entry {
            client: None,
            subject: Subject::Login(login_id(2)),
            actor: Actor::System,
            ..entry(6, Action::PasswordSet)
        },
    ]
}

async fn entries_are_read_newest_first_in_pages(books: TestStore) {
    books.write(async |unit| audit::append(unit, &entries()).await).await;
    let reader = books.reader();
    let mut expected: Vec<Entry> =
        entries().into_iter().filter(|it| it.client == Some(client_id(1))).collect();
    expected.reverse();
    let page = audit::of_client(&reader, client_id(1), None, 3).await.expect("a page");
    assert_eq!(page, expected[..3]);
    let last = page.last().map(|it| it.id);
    let page = audit::of_client(&reader, client_id(1), last, 3).await.expect("a page");
    assert_eq!(page, expected[3..]);
}

async fn entries_of_others_than_the_practice_are_read_from_an_instant_on_in_pages(books: TestStore) {
    let mut all = entries();
    all[0].actor = Actor::Practice;
    all[1].at = at("2025-12-01T14:59:59Z");
    let elsewhere = Subject::Practice(practice_id(2));
    all.push(Entry {
        practice: practice_id(2),
        client: None,
        subject: elsewhere,
        ..entry(7, Action::Held { reason: None })
    });
    books.write(async |unit| practices::upsert(unit, &[practice(2)]).await.map(drop)).await;
    books.write(async |unit| audit::append(unit, &all).await).await;
    let (reader, since) = (books.reader(), at("2025-12-01T15:00:00Z"));
    let page = async |after, limit| {
        audit::of_others(&reader, practice_id(1), since, after, limit).await.expect("a page")
    };
    let first = page(None, 3).await;
    assert_eq!(first, all[2..5]);
    assert_eq!(page(first.last().map(|it| it.id), 3).await, all[5..6]);
}

async fn the_whole_record_of_some_charges_is_read_in_order(books: TestStore) {
    let mut all = entries();
    all.push(Entry { subject: Subject::Charge(charge_id(2)), ..entry(8, Action::Held { reason: None }) });
    books.write(async |unit| audit::append(unit, &all).await).await;
    let found = audit::about_charges(&books.reader(), &[charge_id(1)]).await.expect("a record");
    let of_first = all.iter().filter(|it| it.subject == Subject::Charge(charge_id(1)));
    assert_eq!(found, of_first.cloned().collect::<Vec<_>>());
}

async fn what_became_of_refunds_is_read_of_its_client_alone(books: TestStore) {
    let amount = Money::usd(1_000);
    let deeds = [
        Action::Refunded { amount, reason: "Billed twice".to_owned() },
        Action::Held { reason: None },
        Action::RefundReturned { amount, called_off: false },
        Action::RefundArrived { amount },
        Action::ExtraRefunded { amount },
        Action::ExtraRefundReturned { amount, called_off: true },
    ];
    let mut all: Vec<Entry> = (10..).zip(deeds).map(|(n, deed)| entry(n, deed)).collect();
    let of_another = Action::RefundReturned { amount, called_off: false };
    all.push(Entry { client: Some(client_id(2)), ..entry(20, of_another) });
    books.write(async |unit| audit::append(unit, &all).await).await;
    let found = audit::refunds_of_client(&books.reader(), client_id(1)).await.expect("a read");
    assert_eq!(found, [0, 2, 4, 5].map(|n| all[n].clone()));
}

async fn entries_about_a_charge_are_its_clients_only(books: TestStore) {
    books.write(async |unit| audit::append(unit, &entries()).await).await;
    let reader = books.reader();
    let found = audit::about(&reader, client_id(1), Subject::Charge(charge_id(1))).await.expect("a read");
    let ids: Vec<_> = found.iter().map(|it| it.id.uuid().as_u128()).collect();
    assert_eq!(ids, [1, 2, 4]);
    let other = audit::about(&reader, client_id(1), Subject::Charge(charge_id(2))).await;
    assert_eq!(other.expect("a read"), []);
}
