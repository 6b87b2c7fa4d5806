use domain::Money;
use domain::testing::charge_id;
use store::unapplied_payments::{self, UnappliedPayment};
use store::{StoreError, Unit, charges};
use test_support::sample::new_charge;
use test_support::{TestStore, on_both};

on_both![a_payment_is_remembered_until_its_charge_is_there_and_it_is_booked];

async fn a_payment_is_remembered_until_its_charge_is_there_and_it_is_booked(books: TestStore) {
    let payment = |n: u128, intent: &str| UnappliedPayment {
        intent: intent.to_owned(),
        charge: charge_id(n),
        amount: AMOUNT,
    };
    let remember = async |unit: &Unit| -> Result<(), StoreError> {
        unapplied_payments::remember(unit, &payment(1, "pi_1")).await?;
        unapplied_payments::remember(unit, &payment(2, "pi_2")).await
    };
    books.write(remember).await;
    books.write(remember).await;
    let arrived = async || unapplied_payments::arrived(&books.reader(), 10).await.expect("a read");
    assert_eq!(arrived().await, []);
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    assert_eq!(arrived().await, [payment(1, "pi_1")]);
    books.write(async |unit| unapplied_payments::forget(unit, "pi_1").await).await;
    assert_eq!(arrived().await, []);
}

const AMOUNT: Money = Money::usd(2_500);
