//! Customers and their payment methods.

use processor::{IdempotencyKey, ProcessorError};

use crate::support::{Bench, START, instant, key};

#[tokio::test]
async fn a_customer_is_made_once_and_knows_our_client_only() {
    let bench = Bench::new().await;
    let client: domain::ClientId = format!("cli_{:032x}", 7).parse().expect("a client's id");
    let made = bench.processor.create_customer(client, &IdempotencyKey::customer_of(client)).await;
    let made = made.expect("the customer");
    assert_eq!((made.client, made.created, made.deleted), (Some(client), instant(START), false));
    let again = bench.processor.create_customer(client, &IdempotencyKey::customer_of(client)).await;
    assert_eq!(again.expect("the customer"), made);
    assert_eq!(bench.processor.customer(&made.id).await.expect("the customer"), made);
}

#[tokio::test]
async fn an_imported_customer_exists_and_a_missing_one_does_not() {
    let bench = Bench::new().await;
    let imported =
        bench.processor.customer(&"cus_imported".parse().expect("an id")).await.expect("the customer");
    assert_eq!(imported.client, None);
    let missing = bench.processor.customer(&"cus_missing".parse().expect("an id")).await;
    assert!(matches!(missing, Err(ProcessorError::Refused(_))), "{missing:?}");
}

#[tokio::test]
async fn a_method_is_attached_once_and_listed_with_its_customer() {
    let bench = Bench::new().await;
    let (method, ana) = ("pm_card_amex_ana".parse().expect("an id"), "cus_ana".parse().expect("an id"));
    let ben = "cus_ben".parse().expect("an id");
    let attached =
        bench.processor.attach_payment_method(&method, &ana, &key("k1")).await.expect("the method");
    assert_eq!(attached.card.as_ref().map(|card| card.last4.as_str()), Some("8431"));
    assert_eq!(attached.card.as_ref().and_then(|card| card.expires), Some((8, 2034)));
    assert_eq!(bench.processor.payment_method(&method).await.expect("the method"), attached);
    assert_eq!(bench.processor.payment_methods(&ana).all().await.expect("the list"), [attached]);
    assert!(bench.processor.payment_methods(&ben).all().await.expect("the list").is_empty());
    let taken = bench.processor.attach_payment_method(&method, &ben, &key("k2")).await;
    assert!(matches!(taken, Err(ProcessorError::Refused(_))), "{taken:?}");
}
