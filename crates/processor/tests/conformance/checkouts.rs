//! Customers, pages on which cards are set up, and taking cards off.

use domain::payment_method::Funding;
use domain::testing::{attempt_id, card_setup, client_id, method_id};
use domain::{CardSetupId, Currency};
use processor::{
    Checkout, CheckoutOutcome, CustomerRef, EventKind, IdempotencyKey, MethodRef, Mismatch, NewCheckout,
    ProcessorError, SESSION_PLACE, Span,
};
use processor_simulator::{Behaviour, Fault, FaultRule, MethodSeed, Seed};

use crate::support::Bench;

fn setup(n: u128) -> CardSetupId {
    card_setup(n).id
}

async fn made(bench: &Bench, n: u128, customer: &CustomerRef) -> Result<Checkout, ProcessorError> {
    let success = format!("https://desk.example/back?page={SESSION_PLACE}");
    let new = NewCheckout {
        setup: setup(n),
        client: client_id(1),
        customer,
        currency: Currency::Usd,
        success_url: &success,
        cancel_url: "https://desk.example/back",
    };
    bench.processor.create_checkout(&new, &IdempotencyKey::page_for(setup(n))).await
}

async fn enter(page: &Checkout, number: &str) {
    let CheckoutOutcome::Open(Some(url)) = &page.outcome else { panic!("nobody was there: {page:?}") };
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let entry = [("number", number), ("expires", "12/34"), ("cvc", "123")];
    let answer = client.build().expect("a client").post(url).form(&entry).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 303);
}

#[tokio::test]
async fn a_customer_is_made_once_under_a_key() {
    let bench = Bench::new().await;
    let key = IdempotencyKey::customer_for(setup(1));
    let made = || bench.processor.create_customer(client_id(1), &key);
    bench.simulator.add_fault(FaultRule::next_posts("/customers", Fault::ResetAfter, 1));
    assert!(matches!(made().await, Err(ProcessorError::Unknown(_))));
    let customer = made().await.expect("a customer");
    assert_eq!(made().await.expect("the same"), customer);
}

#[tokio::test]
async fn what_was_set_up_is_told_with_its_card() {
    let bench = Bench::new().await;
    let customer: CustomerRef = "cus_ana".parse().expect("an id");
    let page = made(&bench, 1, &customer).await.expect("a page");
    assert_eq!(made(&bench, 1, &customer).await.expect("the same page"), page);
    let told = async || bench.processor.checkout(&page.id, setup(1), &customer).await.expect("told").outcome;
    assert_eq!(told().await, page.outcome);
    enter(&page, "5105105105105100").await;
    let CheckoutOutcome::Card(card) = told().await else { panic!("a card was set up") };
    assert_eq!(card.customer.as_ref(), Some(&customer));
    let shown = card.card.expect("a card");
    assert_eq!((shown.brand.as_str(), shown.last4.as_str()), ("mastercard", "5100"));
    assert_eq!((shown.funding, shown.expires), (Some(Funding::Prepaid), Some((12, 2034))));
    let events = bench.processor.events(Span::ALL).all().await.expect("events");
    assert!(events.iter().any(|it| it.kind == EventKind::CheckoutCompleted(page.id.clone())));
}

#[tokio::test]
async fn a_page_of_another_setup_or_customer_tells_nothing() {
    let bench = Bench::new().await;
    let [ana, ben] = ["cus_ana", "cus_ben"].map(|it| it.parse::<CustomerRef>().expect("an id"));
    let page = made(&bench, 1, &ana).await.expect("a page");
    enter(&page, "4242424242424242").await;
    let asked = async |n, customer| bench.processor.checkout(&page.id, setup(n), customer).await;
    assert!(matches!(asked(2, &ana).await, Err(ProcessorError::Mismatch(Mismatch::Setup))));
    assert!(matches!(asked(1, &ben).await, Err(ProcessorError::Mismatch(Mismatch::Customer))));
    let gone = bench.processor.checkout(&"cs_gone".parse().expect("an id"), setup(1), &ana).await;
    assert!(gone.is_err_and(|error| error.is_unknown_object()));
}

#[tokio::test]
async fn a_card_is_taken_off_once_and_again() {
    let bench = Bench::new().await;
    let card: MethodRef = "pm_ana".parse().expect("an id");
    bench.simulator.seed(Seed {
        customers: vec!["cus_ana".to_owned()],
        payment_methods: vec![MethodSeed {
            id: card.to_string(),
            customer: Some("cus_ana".to_owned()),
            behaviour: Behaviour::Succeeds,
            brand: "visa".to_owned(),
            last4: "4242".to_owned(),
        }],
    });
    let detach = async |id: &MethodRef, once: u128| {
        let key = IdempotencyKey::detaching(method_id(1), attempt_id(once));
        bench.processor.detach_payment_method(id, &key).await
    };
    detach(&card, 1).await.expect("taken off");
    detach(&card, 2).await.expect("it was taken off before");
    let told = bench.processor.payment_method(&card).await.expect("told").expect("there");
    assert_eq!(told.customer, None);
    detach(&"pm_unknown".parse().expect("an id"), 3).await.expect("the processor does not know it");
}
