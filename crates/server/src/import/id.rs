//! Ids and numbers that only tell things apart.

use domain::fault::Fault;
use domain::spreadsheet::{Damage, NotIntact, intact};

use super::{cell, invisible};

/// An id, or a number nobody calculates with.
pub(super) fn read(text: &str) -> Result<String, Fault> {
    cell::text(intact(text).map_err(fault)?)
}

fn fault(why: NotIntact) -> Fault {
    match why {
        NotIntact::Invisible { at, found } => {
            Fault::Invisible { at, code_point: invisible::code_point(found) }
        }
        NotIntact::Damaged(Damage::Rounded) => Fault::Rounded,
        NotIntact::Damaged(Damage::ErrorValue) => Fault::ErrorValue,
        NotIntact::Damaged(Damage::BecameDate) => Fault::BecameDate,
        NotIntact::Damaged(Damage::Formula) => Fault::Formula,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_to_an_id_is_told_by_name() {
        assert_eq!(read(" W231455678\u{AD}"), Ok("W231455678".to_owned()));
        for (text, code) in [
            ("1.23E+11", "rounded"),
            ("#REF!", "error_value"),
            ("2-Dec", "became_date"),
            ("=A1", "formula"),
            ("ch\u{200B}1", "invisible"),
        ] {
            assert!(read(text).is_err_and(|why| why.code() == code), "{text}");
        }
    }
}
