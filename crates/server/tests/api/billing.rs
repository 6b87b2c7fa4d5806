//! `/api/c/{client}/billing`

use chrono::NaiveTime;
use domain::reschedule::Deadline;
use domain::testing::day;
use test_support::{Server, Which, Who, on_both};
use wire::billing::BillingView;
use wire::charges::ChargeStateView;
use wire::paths;

on_both! {
    open_charges_come_with_the_next_day_first_and_those_without_a_day_last,
    the_overview_names_card_payer_and_plan,
}

async fn open_charges_come_with_the_next_day_first_and_those_without_a_day_last(server: Server) {
    let billing: BillingView = server.get(Who::Owner, &paths::billing(Who::Owner.client())).await.body();
    assert_eq!(billing.today, day("2025-12-01"));
    let open: Vec<_> = billing.open.iter().map(|row| row.id).collect();
    assert_eq!(open.len(), 10);
    assert_eq!(open[0], Which::Upcoming.id());
    assert_eq!(open[8..], [Which::Scheduled.id(), Which::Awaiting.id()]);
    let movable: Vec<_> = billing.open.iter().filter(|row| row.can_reschedule).map(|row| row.id).collect();
    assert_eq!(movable, [Which::Upcoming.id()]);
}

async fn the_overview_names_card_payer_and_plan(server: Server) {
    let billing: BillingView = server.get(Who::Owner, &paths::billing(Who::Owner.client())).await.body();
    let card = billing.card.expect("a card");
    assert_eq!((card.brand.as_str(), card.last4.as_str()), ("Visa", "8843"));
    assert_eq!((card.expires_month, card.expires_year), (12, 2030));
    assert!(billing.card_required);
    assert_eq!(billing.payer.as_deref(), Some("Aetna"));
    assert_eq!(billing.plan.as_deref(), Some("Choice Plus"));
}

#[tokio::test]
async fn what_is_shown_holds_until_the_practices_midnight() {
    let server = Server::start().await;
    let billing: BillingView = server.get(Who::Owner, &paths::billing(Who::Owner.client())).await.body();
    // From 09:30 on.
    assert_eq!(billing.holds_for_seconds, (14 * 60 + 30) * 60 + 1);
}

#[tokio::test]
async fn a_client_without_coverage_pays_without_a_payer_and_needs_a_card() {
    let server = Server::start().await;
    let billing: BillingView = server.get(Who::Another, &paths::billing(Who::Another.client())).await.body();
    assert_eq!((billing.payer, billing.plan, billing.card), (None, None, None));
    assert!(billing.card_required);
}

#[tokio::test]
async fn an_upcoming_charge_says_until_when_and_how_far_it_can_be_moved() {
    let server = Server::start().await;
    let billing: BillingView = server.get(Who::Owner, &paths::billing(Who::Owner.client())).await.body();
    let upcoming = ChargeStateView::Upcoming {
        day: day("2025-12-02"),
        deadline: Some(Deadline { day: day("2025-12-02"), time: NaiveTime::from_hms_opt(10, 0, 0) }),
        latest_day: Some(day("2025-12-18")),
    };
    assert_eq!(billing.open[0].state, upcoming);
}
