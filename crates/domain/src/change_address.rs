//! A client enters another address, or none: asked by the browser before sending and by the server before writing.

use crate::address::{Address, AddressLines, AddressProblem};
use crate::choice::{Choice, Stale};

/// What the person entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressForm {
    /// The address that they saw; none where there was none.
    pub seen: Option<Address>,
    /// The address as typed; blank for none.
    pub lines: AddressLines,
}

/// Why an address is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressRefusal {
    /// What was entered is no address.
    Entry(Vec<AddressProblem>),
    /// The address was changed since it was seen.
    Stale,
}

/// Decides an entry where `kept` is the present address.
///
/// # Errors
/// The refusal, as data; its sentences are in the catalogue.
pub fn parse(form: &AddressForm, kept: Option<&Address>) -> Result<Choice<Option<Address>>, AddressRefusal> {
    let entered = Address::parse(&form.lines).map_err(AddressRefusal::Entry)?;
    Choice::of(entered, &form.seen, &kept.cloned()).map_err(|Stale| AddressRefusal::Stale)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::address;

    #[test]
    fn an_address_is_entered_and_taken_away() {
        let there = Some(address("1 Main St"));
        let lines = address("2 Main St").lines();
        let form = AddressForm { seen: there.clone(), lines };
        assert_eq!(parse(&form, there.as_ref()), Ok(Choice::Change(Some(address("2 Main St")))));
        let none = AddressForm { seen: there.clone(), lines: AddressLines::default() };
        assert_eq!(parse(&none, there.as_ref()), Ok(Choice::Change(None)));
        assert_eq!(parse(&form, None), Err(AddressRefusal::Stale));
        assert_eq!(parse(&none, None), Ok(Choice::Unchanged));
    }

    #[test]
    fn what_is_no_address_is_told_before_anything_else() {
        let lines = AddressLines { zip: "1".to_owned(), ..address("1 Main St").lines() };
        for kept in [None, Some(address("3 Main St"))] {
            let form = AddressForm { seen: Some(address("1 Main St")), lines: lines.clone() };
            assert_eq!(
                parse(&form, kept.as_ref()),
                Err(AddressRefusal::Entry(vec![AddressProblem::ZipShape]))
            );
        }
    }
}
