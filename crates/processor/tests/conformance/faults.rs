//! Every fault: what the client makes of it, and that looking up and repeating under the same key settle it with one
//! capture.

use std::time::Duration;

use processor::{IntentOutcome, Mismatch, ProcessorError, Unsettled};
use processor_simulator::{Fault, FaultRule, Matching};

use crate::support::{Bench, claim};

/// Confirms once with the fault, once more under the same key, and checks that one capture comes of it. Brings back what
/// the first attempt came to and how the intent stood before the second.
async fn settled_after(fault: Fault) -> (ProcessorError, IntentOutcome) {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.spoil_confirm(fault);
    let first = bench.confirm_hastily(&intent.id, claim(1), "k").await;
    let between = bench.outcome(&intent.id, claim(1)).await;
    let again = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("no fault any more");
    assert_eq!(again.outcome(), IntentOutcome::Taken);
    let line = bench.line(claim(1));
    assert_eq!((line.captures, line.received), (1, 2500));
    (first.expect_err("the fault shows"), between)
}

#[tokio::test]
async fn no_answer_to_what_was_not_carried_out_is_unknown() {
    let (error, between) = settled_after(Fault::NoAnswerBefore).await;
    assert!(matches!(error, ProcessorError::Unknown(Unsettled::TimedOut(_))), "{error:?}");
    assert_eq!(between, IntentOutcome::NotTried);
}

#[tokio::test]
async fn no_answer_to_what_was_carried_out_is_unknown() {
    let (error, between) = settled_after(Fault::NoAnswerAfter).await;
    assert!(matches!(error, ProcessorError::Unknown(Unsettled::TimedOut(_))), "{error:?}");
    assert_eq!(between, IntentOutcome::Taken);
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_unknown() {
    let (error, between) = settled_after(Fault::LateAnswer { ms: 60_000 }).await;
    assert!(matches!(error, ProcessorError::Unknown(Unsettled::TimedOut(_))), "{error:?}");
    assert_eq!(between, IntentOutcome::Taken);
}

#[tokio::test]
async fn an_answer_that_comes_late_but_in_time_is_an_answer() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.spoil_confirm(Fault::LateAnswer { ms: 100 });
    let paid = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("an answer");
    assert_eq!(paid.outcome(), IntentOutcome::Taken);
}

#[tokio::test]
async fn a_connection_reset_before_is_unknown() {
    let (error, between) = settled_after(Fault::ResetBefore).await;
    assert!(matches!(error, ProcessorError::Unknown(Unsettled::Broken(_))), "{error:?}");
    assert_eq!(between, IntentOutcome::NotTried);
}

#[tokio::test]
async fn a_connection_reset_after_is_unknown() {
    let (error, between) = settled_after(Fault::ResetAfter).await;
    assert!(matches!(error, ProcessorError::Unknown(Unsettled::Broken(_))), "{error:?}");
    assert_eq!(between, IntentOutcome::Taken);
}

#[tokio::test]
async fn a_failure_before_is_unknown() {
    let (error, between) = settled_after(Fault::Error500Before).await;
    assert!(matches!(error, ProcessorError::Unknown(Unsettled::Failed(_))), "{error:?}");
    assert_eq!(between, IntentOutcome::NotTried);
}

#[tokio::test]
async fn half_an_answer_is_unknown() {
    let (error, between) = settled_after(Fault::Garbage).await;
    assert!(matches!(error, ProcessorError::Unknown(Unsettled::Unreadable(..))), "{error:?}");
    assert_eq!(between, IntentOutcome::Taken);
}

#[tokio::test]
async fn an_answer_with_another_amount_is_not_believed() {
    let (error, between) = settled_after(Fault::WrongAmount).await;
    assert!(matches!(error, ProcessorError::Mismatch(Mismatch::Amount { .. })), "{error:?}");
    assert_eq!(between, IntentOutcome::Taken);
}

#[tokio::test]
async fn one_too_many_is_surely_not_carried_out_and_says_when_to_come_back() {
    let (error, between) = settled_after(Fault::TooManyRequests).await;
    let ProcessorError::Busy { retry_after } = error else { panic!("{error:?}") };
    assert_eq!(retry_after, Some(Duration::from_secs(1)));
    assert_eq!(between, IntentOutcome::NotTried);
}

#[tokio::test]
async fn a_failure_after_stays_under_its_key_while_the_intent_tells_the_truth() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.spoil_confirm(Fault::Error500After);
    for _ in 0..2 {
        let failed = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await;
        assert!(matches!(failed, Err(ProcessorError::Unknown(Unsettled::Failed(_)))), "{failed:?}");
    }
    assert_eq!(bench.outcome(&intent.id, claim(1)).await, IntentOutcome::Taken);
    assert_eq!(bench.line(claim(1)).captures, 1);
}

#[tokio::test]
async fn no_connection_is_surely_not_carried_out() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.simulator.shut().await;
    let refused = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await;
    assert!(matches!(refused, Err(ProcessorError::NotReached(_))), "{refused:?}");
    bench.simulator.open().await;
    let paid = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("an answer");
    assert_eq!(paid.outcome(), IntentOutcome::Taken);
    assert_eq!(bench.line(claim(1)).confirms, 1);
}

#[tokio::test]
async fn a_request_that_arrives_after_we_gave_up_and_tried_again_takes_nothing_more() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.spoil_confirm(Fault::LateArrival { ms: 2_000 });
    let first = bench.confirm_hastily(&intent.id, claim(1), "k1").await;
    assert!(matches!(first, Err(ProcessorError::Unknown(Unsettled::TimedOut(_)))), "{first:?}");
    assert_eq!(bench.outcome(&intent.id, claim(1)).await, IntentOutcome::NotTried);
    let paid = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k2").await.expect("an answer");
    assert_eq!(paid.outcome(), IntentOutcome::Taken);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(bench.line(claim(1)).captures, 1);
}

#[tokio::test]
async fn the_same_request_is_still_under_way_and_its_intent_is_busy_for_others() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.spoil_confirm(Fault::SlowExecution { ms: 3_000 });
    let first = bench.confirm_hastily(&intent.id, claim(1), "k1").await;
    assert!(matches!(first, Err(ProcessorError::Unknown(Unsettled::TimedOut(_)))), "{first:?}");
    let same = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k1").await;
    assert!(matches!(same, Err(ProcessorError::Unknown(Unsettled::UnderWay))), "{same:?}");
    let other = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k2").await;
    assert!(matches!(other, Err(ProcessorError::Busy { .. })), "{other:?}");
    tokio::time::sleep(Duration::from_secs(3)).await;
    let again = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k1").await.expect("an answer");
    assert_eq!(again.outcome(), IntentOutcome::Taken);
    assert_eq!(bench.line(claim(1)).captures, 1);
}

#[tokio::test]
async fn a_lost_answer_to_making_an_intent_is_repeated_into_the_same_intent() {
    let bench = Bench::new().await;
    let new =
        processor::NewIntent { claim: claim(1), customer: &crate::support::customer(), description: "" };
    let key = processor::IdempotencyKey::intent_of(claim(1).charge);
    bench.simulator.add_fault(FaultRule::next_posts("/payment_intents", Fault::NoAnswerAfter, 1));
    let lost = bench.hasty.create_payment_intent(&new, &key).await;
    assert!(matches!(lost, Err(ProcessorError::Unknown(_))), "{lost:?}");
    bench.processor.create_payment_intent(&new, &key).await.expect("the intent");
    assert_eq!(bench.simulator.books().intents.len(), 1);
}

#[tokio::test]
async fn a_hundred_charges_among_faults_of_every_kind_are_each_taken_once() {
    let bench = Bench::new().await;
    for fault in [
        Fault::ResetBefore,
        Fault::ResetAfter,
        Fault::Error500Before,
        Fault::TooManyRequests,
        Fault::Garbage,
        Fault::WrongAmount,
    ] {
        let rule = FaultRule::by_chance(fault, 80);
        let matching = Matching { path_suffix: Some("/confirm".into()), ..Matching::default() };
        bench.simulator.add_fault(FaultRule { matching, ..rule });
    }
    for n in 1..=100 {
        let intent = bench.intent(claim(n)).await;
        let mut outcome = IntentOutcome::NotTried;
        for attempt in 0..50 {
            let _ = bench.confirm(&intent.id, claim(n), "pm_card_visa", &format!("k{n}-{attempt}")).await;
            outcome = bench.outcome(&intent.id, claim(n)).await;
            if outcome == IntentOutcome::Taken {
                break;
            }
        }
        assert_eq!(outcome, IntentOutcome::Taken, "charge {n}");
    }
    let books = bench.simulator.books();
    assert_eq!((books.totals.captures, books.totals.captured_cents), (100, 250_000));
    assert!(books.doubles.is_empty(), "{:?}", books.doubles);
}
