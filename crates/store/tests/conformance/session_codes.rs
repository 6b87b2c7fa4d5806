use domain::ChargeId;
use domain::charge::{ChargeKind, ChargeState, Paid};
use domain::session_codes::{CodesThere, SessionCodes, Units, diagnoses, modifiers};
use domain::testing::{at, charge_id, client_id, day, paid, settled_elsewhere, staff_id};
use store::charges::{self, NewCharge, SelfPaid};
use store::session_codes::{self, CodesOfCharge};
use store::{StoreError, arrivals};
use test_support::sample::{due, new_charge};
use test_support::{TestStore, on_both};
use uuid::Uuid;

on_both![
    codes_are_found_by_their_client_and_charge_alone,
    what_is_said_anew_takes_the_place_of_what_was_said,
    codes_go_with_a_charge_that_never_arrived,
    codes_of_no_charge_are_refused,
    months_that_were_paid_are_told_with_what_is_said_of_them,
];

fn codes(n: u128, said: &str) -> CodesOfCharge {
    let codes = SessionCodes { diagnoses: diagnoses(said).expect("codes"), ..SessionCodes::default() };
    CodesOfCharge { client: client_id(1), charge: charge_id(n), codes }
}

async fn put(books: &TestStore, said: &[CodesOfCharge]) {
    books.write(async |unit| session_codes::put(unit, said).await).await;
}

async fn found(books: &TestStore, client: u128, charge: ChargeId) -> Option<SessionCodes> {
    let found = session_codes::of_charges(&books.reader(), &[(client_id(client), charge)]).await;
    found.expect("a read").remove(&charge)
}

async fn codes_are_found_by_their_client_and_charge_alone(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2)]).await).await;
    let all = SessionCodes {
        diagnoses: diagnoses("F41.1;F33.0").expect("codes"),
        place: "10".parse().ok(),
        modifiers: modifiers("95").expect("codes"),
        units: "2".parse().ok(),
    };
    put(&books, &[CodesOfCharge { codes: all.clone(), ..codes(1, "") }]).await;
    assert_eq!(found(&books, 1, charge_id(1)).await, Some(all));
    assert_eq!(found(&books, 2, charge_id(1)).await, None);
    assert_eq!(found(&books, 1, charge_id(2)).await, None);
}

async fn what_is_said_anew_takes_the_place_of_what_was_said(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    put(&books, &[codes(1, "F41.1")]).await;
    let once = SessionCodes { units: Some(Units::ONE), ..SessionCodes::default() };
    put(&books, &[CodesOfCharge { codes: once.clone(), ..codes(1, "") }]).await;
    assert_eq!(found(&books, 1, charge_id(1)).await, Some(once));
}

async fn codes_go_with_a_charge_that_never_arrived(books: TestStore) {
    let since = arrivals::completed(&books.reader()).await.expect("a read");
    let (id, at) = (Uuid::from_u128(1), at("2025-12-01T12:00:00Z"));
    let arrival = books.write(async |unit| arrivals::begin(unit, id, at, since).await).await;
    books.write(async |unit| charges::bring(unit, arrival, &[new_charge(1)]).await).await;
    put(&books, &[codes(1, "F41.1")]).await;
    arrivals::discard(&books, arrival).await.expect("taken away");
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    assert_eq!(found(&books, 1, charge_id(1)).await, None);
}

async fn codes_of_no_charge_are_refused(books: TestStore) {
    let refused = books.refused(async |unit| session_codes::put(unit, &[codes(1, "F41.1")]).await).await;
    assert!(matches!(refused, StoreError::Failed(_)), "{refused:?}");
}

/// A session that its client paid themselves, in part or whole, with this provider.
fn self_paid(n: u128, on: &str, provider: u128) -> NewCharge {
    let mut new = new_charge(n);
    new.charge.session.day = day(on);
    new.charge.provider = staff_id(provider);
    new.charge.kind = ChargeKind::SelfPay;
    new.charge.state = ChargeState::Paid(Paid { due: due(), ..paid() });
    new
}

async fn months_that_were_paid_are_told_with_what_is_said_of_them(books: TestStore) {
    let of = |n, change: fn(&mut NewCharge)| {
        let mut new = self_paid(n, "2025-09-03", 1);
        change(&mut new);
        new
    };
    let elsewhere = of(20, |it| it.charge.state = ChargeState::SettledElsewhere(settled_elsewhere()));
    let (insured, awaited) = (
        of(21, |it| it.charge.kind = ChargeKind::Insurance),
        of(22, |it| it.charge.state = ChargeState::AwaitingInsurer),
    );
    let others = of(23, |it| it.charge.client = client_id(2));
    let all = [
        self_paid(1, "2025-11-05", 1),
        self_paid(2, "2025-11-12", 1),
        self_paid(3, "2025-11-19", 2),
        self_paid(4, "2025-10-31", 1),
        self_paid(5, "2024-12-31", 1),
        elsewhere,
        insured,
        awaited,
        others,
    ];
    books.write(async |unit| charges::insert_many(unit, &all).await).await;
    let mut placed = codes(1, "F41.1");
    placed.codes.place = "11".parse().ok();
    put(&books, &[placed, codes(2, "F41.1"), codes(4, "F33.0")]).await;

    let told = charges::self_paid_of_client(&books.reader(), client_id(1), day("2025-01-01")).await;
    let mut told = told.expect("a read");
    assert!(told.is_sorted_by(|one, other| one.month >= other.month));
    told.sort_by_key(|it| (it.month, it.provider, it.there.diagnosis, it.there.place));
    let row = |month: &str, provider, diagnosis, place| SelfPaid {
        month: month.parse().expect("a month"),
        provider: staff_id(provider),
        there: CodesThere { diagnosis, place },
    };
    let rows = [
        row("2025-09", 1, false, false),
        row("2025-10", 1, true, false),
        row("2025-11", 1, true, false),
        row("2025-11", 1, true, true),
        row("2025-11", 2, false, false),
    ];
    assert_eq!(told, rows);
}
