use domain::Money;
use domain::extra_payment::ExtraPayment;
use domain::testing::{at, charge_id, client_id, day, practice_id};
use store::charges::{HistoryFilter, totals_of_client};
use store::{charges, extra_payments};
use test_support::sample::new_charge;
use test_support::{TestStore, on_both};

on_both![what_is_kept_of_a_payment_beside_a_charge_counts_in_its_year];

async fn what_is_kept_of_a_payment_beside_a_charge_counts_in_its_year(books: TestStore) {
    let payment = ExtraPayment {
        intent: "pi_2".to_owned(),
        practice: practice_id(1),
        client: client_id(1),
        charge: Some(charge_id(1)),
        amount: Money::usd(2_500),
        taken_at: at("2025-12-01T15:00:00Z"),
        given_back: Money::usd(0),
    };
    let by_hand = ExtraPayment { intent: "pi_3".to_owned(), charge: None, ..payment.clone() };
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let cents = async || {
        let all = HistoryFilter::all(day("2020-01-01"), 10);
        totals_of_client(&books.reader(), client_id(1), &all).await.expect("a read")[0].taken.cents()
    };
    let before = cents().await;
    for (it, is_new) in [(&payment, true), (&payment, false), (&by_hand, true)] {
        assert_eq!(books.write(async |unit| extra_payments::insert(unit, it).await).await, is_new);
    }
    assert_eq!(cents().await, before + 2_500);
    // Only what is known of it is written over.
    let back = Money::usd(700);
    assert!(books.write(async |unit| extra_payments::given_back(unit, &payment, back).await).await);
    assert!(!books.write(async |unit| extra_payments::given_back(unit, &payment, back).await).await);
    let now = ExtraPayment { given_back: back, ..payment };
    assert_eq!((cents().await, now.kept()), (before + 1_800, Money::usd(1_800)));
    assert_eq!(extra_payments::find(&books.reader(), "pi_2").await.expect("a read"), Some(now.clone()));
    assert_eq!(extra_payments::all(&books.reader()).await.expect("a read"), [now.clone(), by_hand.clone()]);
    let of = async |n| extra_payments::of_client(&books.reader(), client_id(n)).await.expect("a read");
    assert_eq!((of(1).await, of(2).await), (vec![now, by_hand], vec![]));
}
