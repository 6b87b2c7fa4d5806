//! Whatever goes wrong on the way to the processor and back, each charge is taken once.

use std::time::Duration;

use domain::charge::{ChargeState, FailReason, StateName};
use futures_util::future::join_all;
use processor_simulator::{Fault, FaultRule, Matching};
use store::sweeps::SweptList;
use test_support::{Bench, until};

const CONFIRM: &str = "/confirm";
const INTENTS: &str = "/payment_intents";

/// What may befall one request, as often as said.
fn every_fault() -> Vec<Fault> {
    vec![
        Fault::NoAnswerBefore,
        Fault::NoAnswerAfter,
        Fault::LateAnswer { ms: 600 },
        Fault::LateArrival { ms: 600 },
        Fault::SlowExecution { ms: 600 },
        Fault::Error500Before,
        Fault::Error500After,
        Fault::TooManyRequests,
        Fault::ResetBefore,
        Fault::ResetAfter,
        Fault::Garbage,
        Fault::WrongAmount,
    ]
}

/// Works until the processor's payments were compared with the books, which a short patience may not be enough for on a busy
/// machine.
async fn work_until_compared(bench: &Bench) {
    until(async || {
        bench.work().await;
        let compared = store::sweeps::swept_until(&bench.desk.store.reader(), SweptList::PaymentIntents)
            .await
            .expect("readable");
        compared.map(drop).ok_or_else(|| "the processor never said what was taken".to_owned())
    })
    .await;
}

/// One charge whose requests to `path` are befallen by `fault` so often.
async fn befallen(family: &str, path: &str, fault: &Fault, times: u32) -> (Bench, ChargeState) {
    let bench = Bench::impatient(Duration::from_millis(400)).await;
    let charge = bench.client_with(1, Some(family)).await;
    work_until_compared(&bench).await;
    bench.simulator.add_fault(FaultRule::next_posts(path, fault.clone(), times));
    bench.work_at("2025-12-02T15:00:00Z").await;
    for until in ["2025-12-02T17:00:00Z", "2025-12-02T19:00:00Z", "2025-12-02T21:00:00Z"] {
        // What is held up on the way arrives meanwhile.
        tokio::time::sleep(Duration::from_millis(700)).await;
        bench.play_until(until).await;
    }
    let state = bench.state(charge).await;
    bench.agrees().await;
    (bench, state)
}

/// Each fault by itself, all at the same time.
async fn befallen_by_each(family: &str, path: &str, times: u32, holds: impl Fn(&Fault, &Bench, ChargeState)) {
    let faults = every_fault();
    let ended = join_all(faults.iter().map(|fault| befallen(family, path, fault, times))).await;
    for (fault, (bench, state)) in faults.iter().zip(ended) {
        holds(fault, &bench, state);
    }
}

#[tokio::test]
async fn whatever_befalls_a_confirmation_the_charge_is_taken_once() {
    for times in [1, 3] {
        befallen_by_each("pm_card_visa", CONFIRM, times, |fault, bench, state| {
            assert_eq!(state.name(), StateName::Paid, "{fault:?} × {times}");
            let totals = bench.books().totals;
            assert_eq!((totals.intents, totals.captures), (1, 1), "{fault:?} × {times}");
        })
        .await;
    }
}

#[tokio::test]
async fn whatever_befalls_the_making_of_the_intent_the_charge_is_taken_once() {
    befallen_by_each("pm_card_visa", INTENTS, 2, |fault, bench, state| {
        assert_eq!(state.name(), StateName::Paid, "{fault:?}");
        assert_eq!(bench.books().totals.captures, 1, "{fault:?}");
    })
    .await;
}

#[tokio::test]
async fn whatever_befalls_a_decline_it_counts_once() {
    befallen_by_each("pm_card_chargeDeclined", CONFIRM, 1, |fault, _, state| {
        let ChargeState::Failed(failed) = state else { panic!("{fault:?}: {:?}", state.name()) };
        assert_eq!(failed.reason, FailReason::Declined, "{fault:?}");
        assert_eq!(failed.announced.attempts.latest().map(|attempts| attempts.count), Some(1), "{fault:?}");
    })
    .await;
}

#[tokio::test]
async fn whatever_befalls_the_way_to_the_cardholders_page_the_client_gets_it() {
    befallen_by_each("pm_card_authenticationRequired", CONFIRM, 2, |fault, _, state| {
        let ChargeState::Failed(failed) = state else { panic!("{fault:?}: {:?}", state.name()) };
        let has_page = matches!(failed.reason, FailReason::NeedsConfirmation { .. });
        assert!(has_page, "{fault:?}: {:?}", failed.reason);
    })
    .await;
}

#[tokio::test]
async fn an_intent_that_cannot_be_read_leaves_the_charge_as_it_is() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.simulator.add_fault(FaultRule::next_posts(CONFIRM, Fault::ResetAfter, 1));
    let matching = Matching { method: Some("GET".into()), ..Matching::default() };
    bench.simulator.add_fault(FaultRule {
        matching,
        fault: Fault::Garbage,
        skip: 0,
        times: None,
        per_mille: None,
    });
    bench.play_until("2025-12-03T12:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Processing);
    bench.simulator.clear_faults();
    bench.play_until("2025-12-03T13:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!(bench.books().totals.captures, 1);
    bench.agrees().await;
}

#[tokio::test]
async fn a_payment_that_takes_its_time_is_waited_for() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.give_lingering_card(1).await;
    bench.play_until("2025-12-04T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Processing);
    let intent = bench.books().intents[0].id.clone();
    assert!(bench.simulator.settle(&intent, processor_simulator::Behaviour::Succeeds));
    bench.play_until("2025-12-04T17:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}
