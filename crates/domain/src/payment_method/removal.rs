//! When a client's card can be taken away.

use serde::{Deserialize, Serialize};

use super::PaymentMethod;
use crate::charge::StateName;

/// Why a card stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotRemoved {
    /// A payment with it is under way.
    #[error("a payment with it is under way")]
    UnderWay,
    /// Charges are taken with it while there are others: which one takes its place is the client's to say, not ours to guess.
    #[error("it is the default, and others are there")]
    IsDefault,
    /// It is the last one, and charges are to be taken.
    #[error("it is the last one, and charges wait for it")]
    ChargesWait,
}

impl PaymentMethod {
    /// Whether it can be taken away, where its client has so many others, charges in these states, and a payment with it `is_under_way`.
    ///
    /// # Errors
    /// Why not, what passes by itself first.
    pub fn may_be_removed(
        &self,
        others: usize,
        charges: impl IntoIterator<Item = StateName>,
        is_under_way: bool,
    ) -> Result<(), NotRemoved> {
        if is_under_way {
            return Err(NotRemoved::UnderWay);
        }
        if others > 0 {
            return if self.is_default { Err(NotRemoved::IsDefault) } else { Ok(()) };
        }
        if charges.into_iter().any(StateName::is_to_pay) { Err(NotRemoved::ChargesWait) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::payment_method;

    #[test]
    fn the_last_card_stays_while_charges_are_to_be_taken() {
        let card = payment_method(1, 1);
        for state in StateName::ALL {
            let refused = state.is_to_pay().then_some(NotRemoved::ChargesWait);
            assert_eq!(card.may_be_removed(0, [StateName::Paid, state], false).err(), refused, "{state:?}");
        }
        assert_eq!(card.may_be_removed(0, [], false), Ok(()));
    }

    #[test]
    fn which_card_takes_the_place_of_the_default_is_said_before_it_goes() {
        let (default, other) =
            (payment_method(1, 1), PaymentMethod { is_default: false, ..payment_method(2, 1) });
        assert_eq!(default.may_be_removed(1, [], false), Err(NotRemoved::IsDefault));
        assert_eq!(other.may_be_removed(1, [StateName::Upcoming], false), Ok(()));
    }

    #[test]
    fn a_card_stays_while_a_payment_with_it_is_under_way() {
        let other = PaymentMethod { is_default: false, ..payment_method(2, 1) };
        assert_eq!(other.may_be_removed(1, [], true), Err(NotRemoved::UnderWay));
    }
}
