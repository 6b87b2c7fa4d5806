//! Cards that banks renew and that are detached at the processor.

use domain::charge::StateName;
use domain::payment_method::PaymentMethod;
use domain::testing::client_id;
use processor_simulator::{Behaviour, Fault, FaultRule, Matching};
use server::service::reconcile::{Difference, compare_cards, repair};
use store::payment_methods;
use test_support::{Bench, clients::card};
use tokio_util::sync::CancellationToken;

async fn cards(bench: &Bench) -> Vec<PaymentMethod> {
    payment_methods::of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable")
}

/// A client whose card the processor knows to be theirs.
async fn with_a_card() -> (Bench, domain::ChargeId) {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.attach(&card(1, "pm_card_visa"), Behaviour::Succeeds);
    bench.work().await;
    (bench, charge)
}

#[tokio::test]
async fn a_card_that_its_bank_replaced_shows_its_new_digits_and_last_month() {
    let (bench, _) = with_a_card().await;
    let before = card(1, "pm_card_visa");
    assert!(bench.simulator.renew_card(&before.processor_method, 3, 2031, Some("1881")));
    bench.work_at("2025-12-01T16:00:00Z").await;
    let now = cards(&bench).await.remove(0);
    let shown = (now.card.brand.as_str(), now.card.last4.as_str(), now.exp_month, now.exp_year);
    assert_eq!(shown, ("Visa", "1881", 3, 2031));
    assert!(now.is_default);
}

#[tokio::test]
async fn a_card_that_was_detached_is_not_charged_and_not_there() {
    let (bench, charge) = with_a_card().await;
    assert!(bench.simulator.detach_card(&card(1, "pm_card_visa").processor_method));
    bench.work_at("2025-12-01T16:00:00Z").await;
    assert_eq!(cards(&bench).await, []);
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed);
    assert_eq!((bench.tasks(client_id(1)).await, bench.books().totals.captures), (vec!["payment"], 0));
    // The nightly export still has it.
    bench
        .give(&[PaymentMethod { exported: Some(card(1, "pm_card_visa").facts()), ..card(1, "pm_card_visa") }])
        .await;
    assert_eq!(cards(&bench).await, []);
    bench.agrees().await;
}

/// Another worker begins at the charge time, and the list of what the processor did meanwhile goes wrong this way. What the charge becomes.
async fn restarted_with(bench: &mut Bench, charge: domain::ChargeId, fault: Fault) -> StateName {
    bench.restart();
    let matching = Matching { path_suffix: Some("/events".to_owned()), ..Matching::default() };
    bench.simulator.add_fault(FaultRule { matching, fault, skip: 0, times: None, per_mille: None });
    bench.desk.business.set(domain::testing::at("2025-12-02T15:00:00Z"));
    let stop = CancellationToken::new();
    let working = tokio::spawn({
        let (worker, stop) = (bench.worker.clone(), stop.clone());
        async move { worker.run(stop).await }
    });
    // The notice at the start, and what became of the charge.
    bench.mails_are(2).await;
    stop.cancel();
    working.await.expect("no panic");
    bench.state_name(charge).await
}

#[tokio::test]
async fn a_card_that_was_detached_while_no_worker_ran_is_not_tried_at_the_start() {
    let (mut bench, charge) = with_a_card().await;
    assert!(bench.simulator.detach_card(&card(1, "pm_card_visa").processor_method));
    let state = restarted_with(&mut bench, charge, Fault::LateAnswer { ms: 300 }).await;
    assert_eq!(state, StateName::Failed);
    assert!(!bench.record(charge).await.contains(&"attempt_begun"), "{:?}", bench.record(charge).await);
    bench.agrees().await;
}

#[tokio::test]
async fn a_list_of_events_that_does_not_answer_holds_no_charge_up() {
    let (mut bench, charge) = with_a_card().await;
    let state = restarted_with(&mut bench, charge, Fault::Error500Before).await;
    assert_eq!(state, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn cards_that_differ_are_named_and_repaired() {
    let (bench, _) = with_a_card().await;
    let method = card(1, "pm_card_visa").processor_method;
    let compared =
        async || compare_cards(&bench.desk.store, &bench.desk.processor).await.expect("both readable");
    // What our card says and the simulator's does not.
    let differs = [Difference::Card { client: client_id(1), method: method.clone() }];
    assert!(bench.simulator.renew_card(&method, 3, 2031, None));
    assert_eq!(compared().await, differs);
    repair(&bench.desk, &compared().await).await.expect("repaired");
    assert_eq!(compared().await, []);
    assert!(bench.simulator.detach_card(&method));
    assert_eq!(compared().await, differs);
    repair(&bench.desk, &differs).await.expect("repaired");
    assert_eq!((compared().await, cards(&bench).await), (vec![], vec![]));
}
