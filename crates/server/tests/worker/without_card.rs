use domain::charge::{ChargeState, FailReason, HoldReason, StateName};

use crate::support::people::{client_id, email};
use crate::support::{Bench, at};

#[tokio::test]
async fn without_a_card_the_client_is_asked_for_one_and_charged_at_the_next_charge_time() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, None).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    let ChargeState::Failed(failed) = bench.state(charge).await else { panic!("there is no card") };
    assert_eq!((failed.reason, failed.next_try), (FailReason::NoMethod, None));
    assert!(failed.announced.tries.is_empty());
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    bench.play_until("2025-12-04T16:00:00Z").await;
    assert_eq!(
        bench.subjects(),
        ["Your payment on Tue, Dec 2", "A card is needed for your payment"],
        "asked once, not every day"
    );
    bench.give_card(1, "pm_card_visa").await;
    bench.play_until("2025-12-05T14:59:59Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed);
    bench.play_until("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert!(bench.tasks(client_id(1)).await.is_empty(), "support need not look any more");
    bench.agrees().await;
}

#[tokio::test]
async fn a_client_whose_payer_asks_for_no_card_is_left_to_support() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, None).await;
    bench.cover_without_card(1).await;
    bench.play_until("2026-01-02T15:00:00Z").await;
    let ChargeState::OnHold(held) = bench.state(charge).await else { panic!("support has to settle it") };
    assert_eq!(held.reason, HoldReason::NoMethodNeeded);
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    assert_eq!(bench.subjects(), ["Your payment on Tue, Dec 2", "Your payment is on hold"]);
    assert!(bench.mails()[0].text.contains("does not ask you for a card"));
    let held = &bench.mails()[1];
    assert_eq!((held.to.as_str(), held.at), (email(1).as_str(), at("2025-12-02T15:00:00Z")));
    for words in ["$25.00", "Tue, Dec 2", "You do not have to do anything", "(212) 555-0100"] {
        assert!(held.text.contains(words), "{words} in {}", held.text);
    }
    assert_eq!(bench.record(charge).await, ["announced", "held"]);
    bench.agrees().await;
}

#[tokio::test]
async fn a_card_is_charged_although_the_payer_asks_for_none() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.cover_without_card(1).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}
