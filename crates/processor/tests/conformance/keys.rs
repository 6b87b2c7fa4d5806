//! Idempotency keys: the same answer for the same request, nothing for another.

use chrono::TimeDelta;
use processor::{IdempotencyKey, IntentOutcome, NewIntent, ProcessorError};

use crate::support::{Bench, claim, customer, key};

#[tokio::test]
async fn the_same_key_brings_the_same_intent() {
    let bench = Bench::new().await;
    let first = bench.intent(claim(1)).await;
    let second = bench.intent(claim(1)).await;
    assert_eq!(first, second);
    assert_eq!(bench.simulator.books().intents.len(), 1);
}

#[tokio::test]
async fn the_same_key_brings_the_same_decline_even_after_the_intent_was_paid() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let declined =
        bench.confirm(&intent.id, claim(1), "pm_card_chargeDeclined", "k1").await.expect("an answer");
    bench.confirm(&intent.id, claim(1), "pm_card_visa", "k2").await.expect("an answer");
    let again = bench.confirm(&intent.id, claim(1), "pm_card_chargeDeclined", "k1").await.expect("an answer");
    assert_eq!(again, declined);
    assert_eq!(bench.line(claim(1)).confirms, 2);
}

#[tokio::test]
async fn another_request_under_a_key_is_refused() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.confirm(&intent.id, claim(1), "pm_card_chargeDeclined", "k").await.expect("an answer");
    let other_method = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await;
    assert!(matches!(other_method, Err(ProcessorError::KeyReused(_))), "{other_method:?}");
    let other_end = bench.processor.cancel_payment_intent(&intent.id, &claim(1), &key("k")).await;
    assert!(matches!(other_end, Err(ProcessorError::KeyReused(_))), "{other_end:?}");
    assert_eq!(bench.line(claim(1)).captures, 0);
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day_and_not_before() {
    let bench = Bench::new().await;
    let first = bench.intent(claim(1)).await;
    bench.pass(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert_eq!(bench.intent(claim(1)).await.id, first.id);
    bench.pass(TimeDelta::seconds(1));
    assert_ne!(bench.intent(claim(1)).await.id, first.id);
}

#[tokio::test]
async fn a_paid_intent_is_not_paid_again_after_its_key_was_forgotten() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("an answer");
    bench.pass(TimeDelta::hours(30));
    let again = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("how it stands");
    assert_eq!(again.outcome(), IntentOutcome::Taken);
    assert_eq!(bench.line(claim(1)).captures, 1);
}

#[tokio::test]
async fn what_fails_validation_leaves_its_key_free() {
    let bench = Bench::new().await;
    let customer = customer();
    let new = |claim| NewIntent { claim, customer: &customer, description: "" };
    let small = processor::IntentClaim { amount: domain::Money::usd(1), ..claim(1) };
    let key = IdempotencyKey::intent_of(claim(1).charge);
    let refused = bench.processor.create_payment_intent(&new(small), &key).await;
    assert!(matches!(refused, Err(ProcessorError::Refused(_))), "{refused:?}");
    bench.processor.create_payment_intent(&new(claim(1)), &key).await.expect("the key was free");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_sixty_four_attempts_at_once_under_as_many_keys_one_takes_the_money() {
    let bench = std::sync::Arc::new(Bench::new().await);
    let intent = bench.intent(claim(1)).await;
    let attempts: Vec<_> = (0..64)
        .map(|n| {
            let (bench, id) = (bench.clone(), intent.id.clone());
            tokio::spawn(async move { bench.confirm(&id, claim(1), "pm_card_visa", &format!("k{n}")).await })
        })
        .collect();
    for tried in attempts {
        let tried = tried.await.expect("no panic").expect("an answer");
        assert_eq!(tried.outcome(), IntentOutcome::Taken);
    }
    let line = bench.line(claim(1));
    assert_eq!((line.confirms, line.captures), (1, 1));
}
