//! Amounts: sums that hold to the cent.

use domain::breakdown::{Breakdown, Parts};
use domain::{Currency, Money};
use proptest::prelude::*;

/// One line of an answer, in cents.
fn cents() -> impl Strategy<Value = i64> {
    0..=99_999_999_i64
}

prop_compose! {
    fn parts_that_add_up()(
        [insurer_paid, deductible, copay, coinsurance, not_covered, discount] in
            [cents(), cents(), cents(), cents(), cents(), cents()],
    ) -> (Parts, Money) {
        let allowed = insurer_paid + deductible + copay + coinsurance;
        let billed = allowed + discount + not_covered;
        let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered, discount] =
            [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered, discount].map(Money::usd);
        (Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered }, discount)
    }
}

fn wide(amount: Money) -> i128 {
    i128::from(amount.cents())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn billed_less_discount_less_paid_is_the_clients_part((parts, discount) in parts_that_add_up()) {
        let breakdown = Breakdown::of(parts).expect("the parts add up");
        prop_assert_eq!(breakdown.discount(), discount);
        let left = parts.billed.minus(discount).and_then(|it| it.minus(parts.insurer_paid));
        prop_assert_eq!(left, Ok(breakdown.client_responsibility()));
    }

    #[test]
    fn one_cent_off_in_any_part_of_the_allowed_amount_is_refused(
        (parts, _) in parts_that_add_up(),
        which in 0..5_usize,
    ) {
        let one = Money::usd(1);
        let mut off = parts;
        let part = match which {
            0 => &mut off.allowed,
            1 => &mut off.insurer_paid,
            2 => &mut off.deductible,
            3 => &mut off.copay,
            _ => &mut off.coinsurance,
        };
        *part = part.plus(one).expect("within range");
        prop_assert!(Breakdown::of(off).is_err());
    }

    #[test]
    fn whatever_is_let_through_adds_up(
        cents in proptest::array::uniform7(prop_oneof![-2..4_i64, any::<i64>()]),
    ) {
        let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] = cents.map(Money::usd);
        let parts = Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered };
        if let Ok(breakdown) = Breakdown::of(parts) {
            let (discount, share) = (wide(breakdown.discount()), wide(breakdown.client_responsibility()));
            prop_assert!(discount >= 0 && share >= 0);
            prop_assert_eq!(wide(billed) - discount - wide(insurer_paid), share);
            let json = serde_json::to_string(&breakdown).expect("a breakdown serializes");
            prop_assert_eq!(serde_json::from_str::<Breakdown>(&json).expect("and reads back"), breakdown);
        }
    }

    #[test]
    fn adding_and_taking_away_agree_with_wide_numbers_or_fail(a in any::<i64>(), b in any::<i64>()) {
        let (one, other) = (Money::usd(a), Money::usd(b));
        let narrow = |wide: i128| i64::try_from(wide).ok();
        prop_assert_eq!(one.plus(other).ok().map(Money::cents), narrow(wide(one) + wide(other)));
        prop_assert_eq!(one.minus(other).ok().map(Money::cents), narrow(wide(one) - wide(other)));
        let total = Money::total(Currency::Usd, [one, other]);
        prop_assert_eq!(total, one.plus(other));
    }
}
