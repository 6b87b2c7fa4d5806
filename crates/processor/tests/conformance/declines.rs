//! Declines: what is told, and that another attempt is possible.

use processor::{DeclineKind, IntentOutcome};
use processor_simulator::Behaviour;

use crate::support::{Bench, claim};

#[tokio::test]
async fn each_declining_card_is_declined_with_its_reason_and_kind() {
    let bench = Bench::new().await;
    let cards = [
        ("pm_card_chargeDeclined", "card_declined", "generic_decline", DeclineKind::Soft),
        (
            "pm_card_chargeDeclinedInsufficientFunds_ben",
            "card_declined",
            "insufficient_funds",
            DeclineKind::Soft,
        ),
        ("pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error", DeclineKind::Soft),
        ("pm_card_visa_chargeDeclinedLostCard_cy", "card_declined", "lost_card", DeclineKind::Hard),
        ("pm_card_chargeDeclinedStolenCard", "card_declined", "stolen_card", DeclineKind::Hard),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card", DeclineKind::Hard),
        ("pm_card_chargeDeclinedFraudulent", "card_declined", "fraudulent", DeclineKind::Hard),
    ];
    for (n, (method, code, reason, kind)) in (1..).zip(cards) {
        let intent = bench.intent(claim(n)).await;
        let tried = bench.confirm(&intent.id, claim(n), method, &format!("k{n}")).await.expect("an answer");
        let IntentOutcome::Declined(decline) = tried.outcome() else { panic!("{method}") };
        let told = (decline.code.as_str(), decline.decline_code.as_deref(), decline.kind);
        assert_eq!(told, (code, Some(reason), kind), "{method}");
        assert!(tried.latest_attempt.is_some_and(|tried| tried.card.is_some()), "{method}");
    }
    assert_eq!(bench.simulator.books().totals.captures, 0);
    assert_eq!(bench.simulator.books().totals.declines, cards.len() as u64);
}

#[tokio::test]
async fn a_card_that_asks_its_absent_holder_is_not_a_decline() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let tried = bench.confirm(&intent.id, claim(1), "pm_card_authenticationRequired_ana", "k").await;
    assert_eq!(tried.expect("an answer").outcome(), IntentOutcome::NeedsCardholder { page: None });
}

#[tokio::test]
async fn a_declined_intent_is_tried_again_under_a_fresh_key_and_pays_once() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let first = bench.confirm(&intent.id, claim(1), "pm_card_chargeDeclined", "k1").await.expect("an answer");
    let second =
        bench.confirm(&intent.id, claim(1), "pm_card_chargeDeclined", "k2").await.expect("an answer");
    assert_ne!(first.latest_attempt, second.latest_attempt, "each attempt has an id of its own");
    let paid = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k3").await.expect("an answer");
    assert_eq!(paid.outcome(), IntentOutcome::Taken);
    assert_eq!(paid.last_decline, None);
    let line = bench.line(claim(1));
    assert_eq!((line.confirms, line.captures), (3, 1));
}

#[tokio::test]
async fn a_cardholder_who_refuses_leaves_the_intent_open_for_another_attempt() {
    let bench = Bench::new().await;
    bench.simulator.set_behaviour("pm_card_visa_ana", Behaviour::Lingers);
    let intent = bench.intent(claim(1)).await;
    bench.confirm(&intent.id, claim(1), "pm_card_visa_ana", "k1").await.expect("an answer");
    bench.simulator.settle(intent.id.as_str(), Behaviour::NeedsCardholder);
    assert_eq!(bench.outcome(&intent.id, claim(1)).await, IntentOutcome::NeedsCardholder { page: None });
    let paid = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k2").await.expect("an answer");
    assert_eq!(paid.outcome(), IntentOutcome::Taken);
}
