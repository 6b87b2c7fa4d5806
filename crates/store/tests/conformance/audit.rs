use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::StateName;
use domain::subject::Subject;
use domain::testing::{at, charge_id, client_id, day, practice_id, staff_id};
use domain::{AuditId, LoginId};
use store::audit;
use test_support::{TestStore, on_both};
use uuid::Uuid;

on_both![entries_are_read_newest_first_in_pages, entries_about_a_charge_are_its_clients_only];

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

async fn entries_about_a_charge_are_its_clients_only(books: TestStore) {
    books.write(async |unit| audit::append(unit, &entries()).await).await;
    let reader = books.reader();
    let found = audit::about(&reader, client_id(1), Subject::Charge(charge_id(1))).await.expect("a read");
    let ids: Vec<_> = found.iter().map(|it| it.id.uuid().as_u128()).collect();
    assert_eq!(ids, [1, 2, 4]);
    let other = audit::about(&reader, client_id(1), Subject::Charge(charge_id(2))).await;
    assert_eq!(other.expect("a read"), []);
}
