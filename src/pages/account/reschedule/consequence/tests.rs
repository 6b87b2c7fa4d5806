use domain::Money;
use domain::charge::Version;
use wire::charges::CardView;

use super::*;
use crate::api::memory::{day, sample};

/// What is said of the day that is entered, of $30.00 planned for Dec 2.
fn said(change: impl FnOnce(&mut ChargeView)) -> Said {
    let mut charge = sample(Some("2025-12-02"));
    charge.row.amount = Some(Money::usd(3_000));
    charge.card = Some(CardView { brand: "Visa".into(), last4: "4242".into() });
    change(&mut charge);
    let entry = Entry { version: Version::default(), day: "12/12/2025".into() };
    consequence(&charge, &parse(&entry, &charge.rules)).expect("a day is entered")
}

const AGAIN: &str =
    "After a move you can change it again until Wed, Dec\u{a0}17, as long as it has not been charged.";

#[test]
fn with_a_card_that_is_good_then_it_is_said_that_it_will_be_charged() {
    let what = format!("Your Visa ending in 4242 will be charged $30.00 on Fri, Dec\u{a0}12. {AGAIN}");
    let expected = Said { what, trouble: None };
    assert_eq!(said(|_| {}), expected);
    assert_eq!(said(|charge| charge.card_good_until = Some(day("2025-12-31"))), expected);
}

#[test]
fn without_one_it_is_planned_and_what_stands_in_the_way_is_said_apart() {
    let what = format!("The payment of $30.00 will be planned for Fri, Dec\u{a0}12. {AGAIN}");
    let ends = said(|charge| charge.card_good_until = Some(day("2025-11-30")));
    assert_eq!(ends.what, what);
    assert!(ends.trouble.is_some_and(|it| it.contains("good only until Sun, Nov\u{a0}30.")));
    let missing = said(|charge| (charge.card, charge.card_missing) = (None, true));
    assert_eq!(missing.what, what);
    assert!(missing.trouble.is_some_and(|it| it.contains("nothing can be charged on Fri, Dec\u{a0}12.")));
    assert_eq!(said(|charge| charge.card = None), Said { what, trouble: None }, "none is needed");
}
