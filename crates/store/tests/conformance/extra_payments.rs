use domain::Money;
use domain::charge::Refund;
use domain::extra_payment::ExtraPayment;
use domain::testing::{at, charge_id, client_id, day, practice_id, refund};
use store::charges::{HistoryFilter, totals_of_client};
use store::{charges, extra_payments};
use test_support::sample::new_charge;
use test_support::{TestStore, on_both};

on_both![
    what_is_kept_of_a_payment_beside_a_charge_counts_in_its_year,
    what_was_paid_by_hand_is_a_clients_unless_it_may_be_anothers,
];

fn beside(intent: &str) -> ExtraPayment {
    ExtraPayment {
        intent: intent.to_owned(),
        practice: practice_id(1),
        client: client_id(1),
        may_be_anothers: false,
        charge: Some(charge_id(1)),
        amount: Money::usd(2_500),
        taken_at: at("2025-12-01T15:00:00Z"),
        taken_on: day("2025-12-01"),
        refunds: Vec::new(),
        disputes: Vec::new(),
    }
}

async fn what_is_kept_of_a_payment_beside_a_charge_counts_in_its_year(books: TestStore) {
    let payment = beside("pi_2");
    let by_hand = ExtraPayment { charge: None, ..beside("pi_3") };
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let cents = async || {
        let all = HistoryFilter::all(day("2020-01-01"), 10);
        totals_of_client(&books.reader(), client_id(1), &all).await.expect("a read")[0].taken.cents()
    };
    let before = cents().await;
    for (it, is_new) in [(&payment, true), (&payment, false), (&by_hand, true)] {
        assert_eq!(books.write(async |unit| extra_payments::insert(unit, it).await).await, is_new);
    }
    assert_eq!(cents().await, before + 5_000);
    // Only what is known of it is written over.
    let given = Refund { processor_id: Some("re_1".to_owned()), ..refund(700) };
    let now = ExtraPayment { refunds: vec![given], ..payment.clone() };
    let save = async || books.write(async |unit| extra_payments::save(unit, &payment, 0, &now).await).await;
    assert!(save().await);
    assert!(!save().await);
    assert_eq!((cents().await, now.kept()), (before + 4_300, Money::usd(1_800)));
    let found = extra_payments::find(&books.reader(), "pi_2").await.expect("a read");
    assert_eq!(found, Some((now.clone(), 1)));
    assert_eq!(extra_payments::all(&books.reader()).await.expect("a read"), [now.clone(), by_hand.clone()]);
    let of = async |n| extra_payments::of_client(&books.reader(), client_id(n)).await.expect("a read");
    assert_eq!((of(1).await, of(2).await), (vec![now, by_hand], vec![]));
}

async fn what_was_paid_by_hand_is_a_clients_unless_it_may_be_anothers(books: TestStore) {
    let by_hand = |intent: &str, on: &str| ExtraPayment {
        charge: None,
        taken_on: day(on),
        taken_at: at(&format!("{on}T15:00:00Z")),
        ..beside(intent)
    };
    let shared = ExtraPayment { may_be_anothers: true, ..by_hand("pi_5", "2025-12-03") };
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let early = by_hand("pi_2", "2024-12-31");
    for it in [early, by_hand("pi_3", "2025-01-01"), by_hand("pi_4", "2025-12-02"), shared, beside("pi_6")] {
        books.write(async |unit| extra_payments::insert(unit, &it).await).await;
    }
    let of = async |client| {
        let found = extra_payments::by_hand_of_client(&books.reader(), client, day("2025-01-01")).await;
        found.expect("a read").into_iter().map(|it| it.intent).collect::<Vec<_>>()
    };
    assert_eq!(of(client_id(1)).await, ["pi_4", "pi_3"]);
    let all = HistoryFilter::all(day("2025-01-01"), 10);
    let years = totals_of_client(&books.reader(), client_id(1), &all).await.expect("a read");
    assert_eq!(years[0].by_hand, Money::usd(5_000));
    assert_eq!((years.len(), years[0].year, years[0].taken.cents() - 2_500), (1, 2025, 5_000));
    assert!(of(client_id(2)).await.is_empty());
}
