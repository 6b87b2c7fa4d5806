//! What the processor answers when nothing is wrong with the line.

use domain::Money;
use processor::{Confirm, IntentOutcome, IntentStatus, Mismatch, NewIntent, ProcessorError};
use processor_simulator::Behaviour;

use crate::support::{Bench, START, claim, customer, instant, key};

#[tokio::test]
async fn an_intent_is_made_for_the_claim_and_takes_nothing() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    assert_eq!(intent.amount, Money::usd(2500));
    assert_eq!(intent.received, Money::usd(0));
    assert_eq!(intent.charge, Some(claim(1).charge));
    assert_eq!(intent.customer, Some(customer()));
    assert_eq!(intent.created, instant(START));
    assert_eq!(intent.outcome(), IntentOutcome::NotTried);
    assert_eq!(bench.simulator.books().totals.captures, 0);
}

#[tokio::test]
async fn a_good_card_pays_and_is_named_by_brand_and_last_four() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let paid = bench.confirm(&intent.id, claim(1), "pm_card_mastercard_ana", "k").await.expect("an answer");
    assert_eq!(paid.outcome(), IntentOutcome::Taken);
    assert_eq!(paid.received, Money::usd(2500));
    let tried = paid.latest_attempt.expect("an attempt");
    assert_eq!(tried.at, Some(instant(START)));
    let card = tried.card.expect("a card");
    assert_eq!((card.brand.as_str(), card.last4.as_str()), ("mastercard", "4444"));
    assert_eq!(bench.line(claim(1)).captures, 1);
    assert_eq!(bench.simulator.books().totals.captured_cents, 2500);
}

#[tokio::test]
async fn looking_up_tells_what_confirming_told() {
    let bench = Bench::new().await;
    for (n, method) in
        [(1, "pm_card_visa"), (2, "pm_card_chargeDeclined"), (3, "pm_card_authenticationRequired")]
    {
        let intent = bench.intent(claim(n)).await;
        let told = bench.confirm(&intent.id, claim(n), method, &format!("k{n}")).await.expect("an answer");
        let read = bench.processor.payment_intent(&intent.id, &claim(n)).await.expect("the intent");
        assert_eq!(told, read, "{method}");
    }
}

#[tokio::test]
async fn a_paid_intent_cannot_be_paid_again_and_says_that_it_is_paid() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.confirm(&intent.id, claim(1), "pm_card_visa", "first").await.expect("an answer");
    let again = bench.confirm(&intent.id, claim(1), "pm_card_visa", "second").await.expect("how it stands");
    assert_eq!(again.outcome(), IntentOutcome::Taken);
    assert_eq!(bench.line(claim(1)).captures, 1);
}

#[tokio::test]
async fn a_canceled_intent_cannot_be_paid() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let canceled = bench.processor.cancel_payment_intent(&intent.id, &claim(1), &key("c")).await;
    assert_eq!(canceled.expect("an answer").outcome(), IntentOutcome::Canceled);
    let tried = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("how it stands");
    assert_eq!(tried.outcome(), IntentOutcome::Canceled);
    assert_eq!(bench.line(claim(1)).captures, 0);
}

#[tokio::test]
async fn a_paid_intent_cannot_be_canceled_and_says_that_it_is_paid() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("an answer");
    let canceled = bench.processor.cancel_payment_intent(&intent.id, &claim(1), &key("c")).await;
    assert_eq!(canceled.expect("how it stands").outcome(), IntentOutcome::Taken);
}

#[tokio::test]
async fn a_lingering_attempt_is_in_progress_until_it_is_settled() {
    let bench = Bench::new().await;
    bench.simulator.set_behaviour("pm_card_visa_ana", Behaviour::Lingers);
    let intent = bench.intent(claim(1)).await;
    let tried = bench.confirm(&intent.id, claim(1), "pm_card_visa_ana", "k").await.expect("an answer");
    assert_eq!(tried.outcome(), IntentOutcome::InProgress);
    assert_eq!(tried.status, IntentStatus::Processing);
    assert!(bench.simulator.settle(intent.id.as_str(), Behaviour::Succeeds));
    assert_eq!(bench.outcome(&intent.id, claim(1)).await, IntentOutcome::Taken);
}

#[tokio::test]
async fn an_intent_for_another_claim_is_not_taken_for_ours() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let dearer = processor::IntentClaim { amount: Money::usd(2600), ..claim(1) };
    let read = bench.processor.payment_intent(&intent.id, &dearer).await;
    let Err(ProcessorError::Mismatch(Mismatch::Amount { asked, answered })) = read else {
        panic!("{read:?}")
    };
    assert_eq!((asked, answered), (Money::usd(2600), Money::usd(2500)));
    let read = bench.processor.payment_intent(&intent.id, &claim(2)).await;
    assert!(matches!(read, Err(ProcessorError::Mismatch(Mismatch::Charge))), "{read:?}");
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_and_it_is_surely_not_carried_out() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let refused = |result: Result<processor::PaymentIntent, ProcessorError>| match result {
        Err(ProcessorError::Refused(refusal)) => {
            (refusal.status.as_u16(), refusal.code.unwrap_or_default(), refusal.param.unwrap_or_default())
        }
        other => panic!("{other:?}"),
    };
    let no_method = bench.confirm(&intent.id, claim(1), "pm_gone", "k1").await;
    assert_eq!(refused(no_method), (404, "resource_missing".into(), "payment_method".into()));
    let no_intent = bench.confirm(&"pi_gone".parse().expect("an id"), claim(1), "pm_card_visa", "k2").await;
    assert_eq!(refused(no_intent), (404, "resource_missing".into(), "intent".into()));
    let missing = "cus_missing_1".parse().expect("an id");
    let new = NewIntent { claim: claim(2), customer: &missing, description: "" };
    let no_customer = bench.processor.create_payment_intent(&new, &key("k3")).await;
    assert_eq!(refused(no_customer), (404, "resource_missing".into(), "customer".into()));
    let cents = processor::IntentClaim { amount: Money::usd(49), ..claim(3) };
    let new = NewIntent { claim: cents, customer: &customer(), description: "" };
    let too_small = bench.processor.create_payment_intent(&new, &key("k4")).await;
    assert_eq!(refused(too_small), (400, "amount_too_small".into(), "amount".into()));
}

#[tokio::test]
async fn a_card_of_somebody_elses_is_refused() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.confirm(&intent.id, claim(1), "pm_card_visa_ana", "k1").await.expect("an answer");
    let other = "cus_ben".parse().expect("a customer's id");
    let new = NewIntent { claim: claim(2), customer: &other, description: "" };
    let intent = bench.processor.create_payment_intent(&new, &key("k2")).await.expect("the intent");
    let crossed = bench.confirm(&intent.id, claim(2), "pm_card_visa_ana", "k3").await;
    assert!(matches!(crossed, Err(ProcessorError::Refused(_))), "{crossed:?}");
    assert_eq!(bench.line(claim(2)).captures, 0);
}

#[tokio::test]
async fn a_cardholder_who_is_there_gets_a_page_and_the_payment_waits_for_it() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let method = "pm_card_authenticationRequired".parse().expect("a method's id");
    let confirm = Confirm { intent: &intent.id, claim: claim(1), method: &method };
    let asked =
        bench.processor.confirm_with_cardholder(&confirm, "http://localhost:8080/back", &key("k")).await;
    let IntentOutcome::NeedsCardholder { page: Some(page) } = asked.expect("an answer").outcome() else {
        panic!("there is a page")
    };
    assert!(page.starts_with(&bench.simulator.base_url()));
    assert_eq!(bench.line(claim(1)).captures, 0);
    assert!(bench.simulator.settle(intent.id.as_str(), Behaviour::Succeeds));
    assert_eq!(bench.outcome(&intent.id, claim(1)).await, IntentOutcome::Taken);
}
