use std::collections::HashSet;

use chrono::Days;
use domain::charge::{ChargeState, DisputedPayment, Paid, Payment, Refunded, StateName};
use domain::testing::{at, charge_id, client_id, day, disputed, refund, settled_elsewhere, staff_id, time};
use domain::{ChargeId, Money};
use store::charges::{self, Cursor, HistoryFilter, NewCharge, Occurring};
use test_support::sample::{due, new_charge};
use test_support::{TestStore, on_both};

on_both![
    ten_thousand_charges_come_page_by_page_each_once_newest_first,
    of_two_sessions_on_one_day_the_later_comes_first,
    each_part_of_the_filter_holds,
    what_occurs_is_told_once_and_only_from_the_first_day_on,
    totals_count_what_was_paid_per_year_of_the_session,
];

/// A paid charge for a session on this day.
fn paid(n: u128, on: &str) -> NewCharge {
    let mut new = new_charge(n);
    new.charge.session.day = day(on);
    new.charge.state = ChargeState::Paid(paid_on(on));
    new
}

fn paid_on(on: &str) -> Paid {
    let (day, paid_at) = (day(on), at(&format!("{on}T12:00:00Z")));
    Paid { due: due(), day, paid_at, paid_on: day, ..domain::testing::paid() }
}

async fn ten_thousand_charges_come_page_by_page_each_once_newest_first(books: TestStore) {
    // Ten sessions a day, so that pages end in the middle of days; inserted in an order of their own.
    let new: Vec<NewCharge> = (0..10_000)
        .map(|n| {
            let mut new = new_charge(1 + (n * 7_919) % 10_000);
            let on = day("2025-01-01") + Days::new((n / 10).try_into().expect("small"));
            new.charge.session.day = on;
            // Several of them begin at once, in an order of their own as well.
            new.charge.session.start = time(&format!("{:02}:30", 9 + (n * 3) % 4));
            new
        })
        .collect();
    let mut other = new_charge(20_000);
    other.charge.client = client_id(2);
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    books.write(async |unit| charges::insert_many(unit, &[other]).await).await;

    let mut filter = HistoryFilter::all(day("2025-01-01"), 333);
    let mut seen: Vec<(_, _, ChargeId)> = Vec::new();
    loop {
        let page = charges::history_of_client(&books.reader(), client_id(1), &filter).await.expect("a page");
        assert!(page.charges.len() <= 333);
        seen.extend(page.charges.iter().map(|it| (it.session.day, it.session.start, it.id)));
        let Some(next) = page.next else { break };
        // The place survives being text in an address.
        filter.before = Some(next.to_string().parse().expect("a place"));
    }
    assert_eq!(seen.len(), 10_000);
    assert!(seen.is_sorted_by(|a, b| a > b), "newest first");
    assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 10_000);
}

async fn of_two_sessions_on_one_day_the_later_comes_first(books: TestStore) {
    let begins = |n, start| {
        let mut new = paid(n, "2025-06-01");
        new.charge.session.start = time(start);
        new
    };
    let new = [begins(3, "09:00"), begins(1, "15:30"), begins(2, "09:00")];
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    let mut filter = HistoryFilter::all(day("2025-01-01"), 1);
    let mut seen = Vec::new();
    loop {
        let page = charges::history_of_client(&books.reader(), client_id(1), &filter).await.expect("a page");
        seen.extend(page.charges.iter().map(|it| it.id));
        let Some(next) = page.next else { break };
        filter.before = Some(next);
    }
    assert_eq!(seen, [1, 3, 2].map(charge_id));
}

async fn each_part_of_the_filter_holds(books: TestStore) {
    let mut by_another = paid(3, "2025-06-01");
    by_another.charge.provider = staff_id(2);
    let mut unpaid = new_charge(4);
    unpaid.charge.session.day = day("2025-12-31");
    let new = [paid(1, "2024-12-31"), paid(2, "2025-01-01"), by_another, unpaid, paid(5, "2026-01-01")];
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    let reader = books.reader();
    let ids = async |filter: HistoryFilter| {
        let page = charges::history_of_client(&reader, client_id(1), &filter).await.expect("a page");
        page.charges.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    let all = HistoryFilter::all(day("2025-01-01"), 10);
    assert_eq!(ids(all.clone()).await, [5, 4, 3, 2].map(charge_id));
    assert_eq!(ids(HistoryFilter { year: Some(2025), ..all.clone() }).await, [4, 3, 2].map(charge_id));
    assert_eq!(ids(HistoryFilter { year: Some(2024), ..all.clone() }).await, []);
    let states = vec![StateName::Paid, StateName::Refunded];
    assert_eq!(ids(HistoryFilter { states, ..all.clone() }).await, [5, 3, 2].map(charge_id));
    assert_eq!(ids(HistoryFilter { provider: Some(staff_id(2)), ..all.clone() }).await, [charge_id(3)]);
    let before = Some(Cursor::at(&new[3].charge));
    assert_eq!(ids(HistoryFilter { before, limit: 1, ..all.clone() }).await, [charge_id(3)]);
    let count = async |filter: HistoryFilter| {
        charges::count_of_client(&reader, client_id(1), &filter).await.expect("a count")
    };
    assert_eq!(count(HistoryFilter { limit: 1, ..all.clone() }).await, 4, "on all pages");
    assert_eq!(count(HistoryFilter { before, ..all.clone() }).await, 2);
    assert_eq!(count(HistoryFilter { year: Some(2025), before, ..all }).await, 2);
}

async fn what_occurs_is_told_once_and_only_from_the_first_day_on(books: TestStore) {
    let mut before = paid(1, "2024-12-31");
    before.charge.provider = staff_id(2);
    let mut unpaid = new_charge(4);
    unpaid.charge.session.day = day("2025-12-31");
    let mut of_another = paid(5, "2025-06-01");
    of_another.charge.client = client_id(2);
    of_another.charge.provider = staff_id(2);
    let new = [before, paid(2, "2025-01-01"), paid(3, "2025-02-01"), unpaid, of_another];
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    let occurring = async |client, from| {
        let from = day(from);
        charges::occurring_of_client(&books.reader(), client_id(client), from).await.expect("a read")
    };
    let found = occurring(1, "2025-01-01").await;
    let states: HashSet<_> = found.states.iter().copied().collect();
    assert_eq!(states, HashSet::from([StateName::Paid, new[3].charge.state.name()]));
    assert_eq!((found.states.len(), found.providers), (2, vec![staff_id(1)]));
    assert_eq!(occurring(1, "2024-01-01").await.providers.len(), 2);
    assert_eq!(occurring(2, "2025-01-01").await.states, [StateName::Paid]);
    assert_eq!(occurring(2, "2026-01-01").await, Occurring::default());
}

async fn totals_count_what_was_paid_per_year_of_the_session(books: TestStore) {
    let mut unpaid = new_charge(3);
    unpaid.charge.session.day = day("2025-12-31");
    let mut refunded = paid(4, "2025-03-03");
    let part = Refunded::none_of(Payment::Paid(paid_on("2025-03-03"))).and(refund(500)).expect("a refund");
    refunded.charge.state = ChargeState::PartiallyRefunded(part);
    // $40.00 that the desk did not take, and $20.00 of $25.00 that the bank took back.
    let mut elsewhere = paid(6, "2025-04-04");
    elsewhere.charge.state = ChargeState::SettledElsewhere(settled_elsewhere());
    let mut charged_back = paid(7, "2025-04-11");
    let mut disputed = disputed(DisputedPayment::Paid(paid_on("2025-04-11")));
    disputed.disputes[0].amount = Money::usd(2_000);
    charged_back.charge.state = ChargeState::ChargedBack(disputed.lost(at("2025-06-01T15:00:00Z")));
    let new = [
        paid(1, "2025-01-01"),
        paid(2, "2026-01-01"),
        unpaid,
        refunded,
        paid(5, "2024-05-05"),
        elsewhere,
        charged_back,
    ];
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    let filter = HistoryFilter::all(day("2025-01-01"), 1);
    let totals = charges::totals_of_client(&books.reader(), client_id(1), &filter).await.expect("totals");
    let totals: Vec<_> =
        totals.into_iter().map(|it| (it.year, it.charges, it.taken.cents(), it.elsewhere.cents())).collect();
    assert_eq!(totals, [(2026, 1, 2_500, 0), (2025, 5, 4_500 + 4_000 + 500, 4_000)]);
    let none = charges::totals_of_client(&books.reader(), client_id(2), &filter).await.expect("totals");
    assert_eq!(none, []);
}

#[test]
fn a_text_that_is_no_place_in_a_list_is_refused() {
    let id = charge_id(10);
    let wrong =
        [format!("2025-13-01.090000.{id}"), format!("2025-12-01.250000.{id}"), format!("2025-12-01.{id}")];
    for text in ["", "2025-12-01", "2025-12-01.", "2025-12-01.090000", "x.y.z"]
        .map(str::to_owned)
        .iter()
        .chain(&wrong)
    {
        assert!(text.parse::<Cursor>().is_err(), "{text}");
    }
    let place = Cursor { day: day("2025-12-01"), start: time("14:30"), id };
    assert_eq!(place.to_string().parse(), Ok(place));
}
