//! Lists, page by page.

use chrono::TimeDelta;
use processor::{CustomerRef, IdempotencyKey, NewIntent, Span};

use crate::support::{Bench, claim};

#[tokio::test]
async fn all_intents_of_a_span_come_once_each_the_newest_first() {
    let bench = Bench::new().await;
    for n in 1..=250 {
        bench.intent(claim(n)).await;
        bench.pass(TimeDelta::seconds(1));
    }
    let start = bench.now() - TimeDelta::seconds(250);
    let all = Span { from: start, until: bench.now() };
    let mut pages = bench.processor.payment_intents(all);
    let (mut sizes, mut charges) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await.expect("a page") {
        sizes.push(page.len());
        charges.extend(page.into_iter().filter_map(|intent| intent.charge));
    }
    assert_eq!(sizes, [100, 100, 50]);
    assert!(pages.next().await.expect("still the end").is_none());
    let expected: Vec<_> = (1..=250).rev().map(|n| claim(n).charge).collect();
    assert_eq!(charges, expected);

    let part = Span { from: start + TimeDelta::seconds(10), until: start + TimeDelta::seconds(20) };
    let part = bench.processor.payment_intents(part).all().await.expect("the list");
    assert_eq!(part.len(), 10);
    assert_eq!(part[0].charge, Some(claim(20).charge));
    assert_eq!(part[9].charge, Some(claim(11).charge));
}

#[tokio::test]
async fn a_listed_intent_tells_the_card_that_paid() {
    let bench = Bench::new().await;
    let intent = bench.intent(claim(1)).await;
    let paid = bench.confirm(&intent.id, claim(1), "pm_card_visa", "k").await.expect("an answer");
    let span = Span { from: bench.now(), until: bench.now() + TimeDelta::seconds(1) };
    assert_eq!(bench.processor.payment_intents(span).all().await.expect("the list"), [paid]);
}

#[tokio::test]
async fn an_empty_list_is_one_empty_page() {
    let bench = Bench::new().await;
    let span = Span { from: bench.now(), until: bench.now() };
    let mut pages = bench.processor.payment_intents(span);
    assert_eq!(pages.next().await.expect("a page"), Some(vec![]));
    assert_eq!(pages.next().await.expect("the end"), None);
}

#[tokio::test]
async fn a_customers_intents_since_an_instant_come_page_by_page_and_without_anybody_elses() {
    let bench = Bench::new().await;
    let (ana, ben): (CustomerRef, CustomerRef) =
        ("cus_ana".parse().expect("an id"), "cus_ben".parse().expect("an id"));
    for n in 1..=240 {
        let customer = if n % 2 == 0 { &ana } else { &ben };
        let new = NewIntent { claim: claim(n), customer, description: "Charge" };
        let made =
            bench.processor.create_payment_intent(&new, &IdempotencyKey::intent_of(claim(n).charge)).await;
        made.expect("made");
        bench.pass(TimeDelta::seconds(1));
    }
    let start = bench.now() - TimeDelta::seconds(240);
    let mut pages = bench.processor.payment_intents_of(&ana, start + TimeDelta::seconds(9));
    let (mut sizes, mut charges) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await.expect("a page") {
        sizes.push(page.len());
        charges.extend(page.into_iter().filter_map(|intent| intent.charge));
    }
    assert_eq!(sizes, [100, 16]);
    let expected: Vec<_> = (10..=240).rev().filter(|n| n % 2 == 0).map(|n| claim(n).charge).collect();
    assert_eq!(charges, expected);
    let all = bench.processor.payment_intents_since(start).all().await.expect("the list");
    assert_eq!(all.len(), 240);
}
