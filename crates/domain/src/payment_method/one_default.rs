//! Which card is charged where the practice's export and the client have both said one.

use super::PaymentMethod;

/// Leaves one default among a client's cards, as an export has brought them: what was chosen in the desk stays, and an export's word counts
/// where nothing was. Charges are never taken with a card that the client had put aside.
pub fn leave_one_default(cards: &mut [PaymentMethod]) {
    let chosen_here = |card: &PaymentMethod| card.exported.as_ref().is_none_or(|said| !said.is_default);
    let defaults: Vec<usize> =
        cards.iter().enumerate().filter(|(_, card)| card.is_default).map(|(at, _)| at).collect();
    if defaults.len() < 2 {
        return;
    }
    let stays = defaults.iter().find(|at| chosen_here(&cards[**at])).or(defaults.last()).copied();
    for (at, card) in cards.iter_mut().enumerate() {
        card.is_default = Some(at) == stays;
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::payment_method::CardFacts;
    use crate::testing::payment_method;

    fn card(n: u128, is_default: bool, exported: Option<bool>) -> PaymentMethod {
        let card = PaymentMethod { is_default, ..payment_method(n, 1) };
        let exported = exported.map(|is_default| CardFacts { is_default, ..card.facts() });
        PaymentMethod { exported, ..card }
    }

    fn left(mut cards: Vec<PaymentMethod>) -> Vec<bool> {
        leave_one_default(&mut cards);
        cards.iter().map(|card| card.is_default).collect()
    }

    #[test]
    fn what_the_client_chose_outlives_another_choice_of_the_export() {
        let added_here = card(1, true, None);
        let made_default_here = card(2, true, Some(false));
        let new_of_export = card(3, true, Some(true));
        assert_eq!(left(vec![added_here, new_of_export.clone()]), [true, false]);
        assert_eq!(left(vec![new_of_export.clone(), made_default_here]), [false, true]);
        let before = card(4, false, Some(true));
        assert_eq!(left(vec![before, new_of_export]), [false, true], "nobody chose here");
    }
}
