//! Refunds.

use domain::{Money, RefundRequestId};
use processor::{EventKind, IntentClaim, NewRefund, ProcessorError, RefundStatus, Span};

use crate::support::{Bench, claim, key};

fn request() -> RefundRequestId {
    "rfd_00000000000000000000000000000001".parse().expect("an id")
}

fn part(cents: i64) -> IntentClaim {
    IntentClaim { amount: Money::usd(cents), ..claim(1) }
}

#[tokio::test]
async fn money_goes_back_in_parts_and_never_more_than_was_taken() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("an answer");
    let refund = |cents, name: &'static str| {
        let (processor, intent) = (&bench.processor, &intent.id);
        async move {
            processor.refund(&NewRefund { intent, claim: part(cents), request: request() }, &key(name)).await
        }
    };
    let first = refund(1000, "r1").await.expect("the refund");
    assert_eq!((first.amount, first.status), (Money::usd(1000), RefundStatus::Succeeded));
    assert_eq!(first.request, Some(request()));
    assert_eq!(refund(1000, "r1").await.expect("the same refund"), first);
    let too_much = refund(1501, "r2").await;
    assert!(matches!(too_much, Err(ProcessorError::Refused(_))), "{too_much:?}");
    refund(1500, "r3").await.expect("the rest");
    let Err(ProcessorError::Refused(refusal)) = refund(1, "r4").await else { panic!("nothing is left") };
    assert_eq!(refusal.code.as_deref(), Some("charge_already_refunded"));
    assert_eq!(bench.line(claim(1)).refunded, 2500);
    assert_eq!(bench.simulator.books().totals.refunded_cents, 2500);
}

#[tokio::test]
async fn what_was_not_taken_cannot_go_back() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let refund = NewRefund { intent: &intent.id, claim: claim(1), request: request() };
    let refused = bench.processor.refund(&refund, &key("r")).await;
    assert!(matches!(refused, Err(ProcessorError::Refused(_))), "{refused:?}");
}

#[tokio::test]
async fn a_refund_is_listed_and_told_as_an_event() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("an answer");
    let refund = NewRefund { intent: &intent.id, claim: part(700), request: request() };
    let made = bench.processor.refund(&refund, &key("r")).await.expect("the refund");
    let span = Span { from: bench.now(), until: bench.now() + chrono::TimeDelta::seconds(1) };
    assert_eq!(bench.processor.refunds(span).all().await.expect("the list"), std::slice::from_ref(&made));
    assert_eq!(bench.processor.refunds_of(&intent.id).all().await.expect("the list"), [made]);
    let other = bench.intent(claim(2)).await;
    assert_eq!(bench.processor.refunds_of(&other.id).all().await.expect("the list"), []);
    let events = bench.processor.events(span).all().await.expect("the list");
    assert_eq!(events[0].kind, EventKind::PaymentFollowed(intent.id));
    assert!(events.iter().any(|event| matches!(event.kind, EventKind::IntentSucceeded(_))));
}
