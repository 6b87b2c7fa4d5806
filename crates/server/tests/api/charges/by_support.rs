//! What a client reads of what support did with their charge.

use domain::charge::{PaidHow, Version};
use domain::reason::Reason;
use domain::testing::day;
use server::service::agents::Agent;
use server::service::charges::{PaidSo, hold, move_day, owe_after_all, release, settle};
use test_support::{Server, Which, Who, on_both};
use wire::charges::{ChargeEventKind, ChargeView};
use wire::paths;

on_both! {
    what_support_did_is_told_without_its_reasons,
    a_move_of_what_was_not_announced_is_not_told,
}

async fn version(server: &Server, which: Which) -> Version {
    let found = store::charges::find(&server.desk.store.reader(), which.id()).await.expect("readable");
    found.expect("the charge").version
}

/// What the charge's page tells, and the whole answer as text.
async fn told(server: &Server, which: Which) -> (Vec<ChargeEventKind>, String) {
    let page = paths::charge(Who::Owner.client(), which.id());
    let answer = server.get(Who::Owner, &page).await;
    let text = answer.text.clone();
    let view: ChargeView = answer.body();
    (view.events.into_iter().map(|event| event.kind).collect(), text)
}

async fn what_support_did_is_told_without_its_reasons(server: Server) {
    let (desk, operator, id) = (&server.desk, Agent::operator(), Which::Upcoming.id());
    let why = Reason::parse("Odd words of an agent").expect("a reason");
    let seen = async || version(&server, Which::Upcoming).await;
    let to = day("2025-12-30");
    move_day(desk, &operator, id, seen().await, to, &why).await.expect("moved");
    hold(desk, &operator, id, seen().await, &why).await.expect("held");
    release(desk, &operator, id, seen().await, &why).await.expect("released");
    let paid = PaidSo { how: PaidHow::Cash, on: None };
    settle(desk, &operator, id, seen().await, paid, &why).await.expect("settled");
    owe_after_all(desk, &operator, id, seen().await, &why).await.expect("owed");
    let (events, text) = told(&server, Which::Upcoming).await;
    let from = day("2025-12-02");
    let [moved, held, released, settled, owed] = &events[..] else { panic!("five of {events:?}") };
    assert_eq!(*moved, ChargeEventKind::Rescheduled { from, to, by_client: false });
    assert_eq!((held, released), (&ChargeEventKind::Held, &ChargeEventKind::Released));
    assert!(matches!(settled, ChargeEventKind::SettledElsewhere { how: PaidHow::Cash, .. }), "{settled:?}");
    assert_eq!(*owed, ChargeEventKind::OwedAfterAll);
    assert!(!text.contains("Odd words"), "{text}");
}

async fn a_move_of_what_was_not_announced_is_not_told(server: Server) {
    let why = Reason::parse("Odd words of an agent").expect("a reason");
    let (id, seen) = (Which::Scheduled.id(), version(&server, Which::Scheduled).await);
    move_day(&server.desk, &Agent::operator(), id, seen, day("2026-01-15"), &why).await.expect("moved");
    let (events, text) = told(&server, Which::Scheduled).await;
    assert_eq!(events, []);
    assert!(!text.contains("2026-01-15") && !text.contains("Odd words"), "{text}");
}
