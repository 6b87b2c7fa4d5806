//! A client enters another telephone number, or none: asked by the browser before sending and by the server before writing.

use crate::choice::{Choice, Stale};
use crate::phone::{Phone, PhoneOnFile, PhoneProblem};

/// What the person entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhoneForm {
    /// The number that they saw; none where there was none.
    pub seen: Option<PhoneOnFile>,
    /// The number as typed; blank for none.
    pub phone: String,
}

/// Why a number is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneRefusal {
    /// The entry is no number.
    Entry(PhoneProblem),
    /// The number was changed since it was seen.
    Stale,
}

/// Decides an entry where `kept` is the present number.
///
/// # Errors
/// The refusal, as data; its sentence is in the catalogue.
pub fn parse(
    form: &PhoneForm,
    kept: Option<&PhoneOnFile>,
) -> Result<Choice<Option<PhoneOnFile>>, PhoneRefusal> {
    // What the practice wrote and is no number may stay as it is.
    if kept.is_some_and(|kept| kept.to_string() == form.phone.trim()) {
        return Ok(Choice::Unchanged);
    }
    let entered = match Phone::parse(&form.phone) {
        Ok(phone) => Some(PhoneOnFile::from(phone)),
        Err(PhoneProblem::Missing) => None,
        Err(problem @ PhoneProblem::Shape) => return Err(PhoneRefusal::Entry(problem)),
    };
    Choice::of(entered, &form.seen, &kept.cloned()).map_err(|Stale| PhoneRefusal::Stale)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::on_file;

    const OLD: &str = "(212) 555-0117";
    const NEW: &str = "(212) 555-0118";

    fn entered(
        seen: Option<&str>,
        typed: &str,
        kept: Option<&str>,
    ) -> Result<Choice<Option<PhoneOnFile>>, PhoneRefusal> {
        parse(&PhoneForm { seen: seen.map(on_file), phone: typed.to_owned() }, kept.map(on_file).as_ref())
    }

    #[test]
    fn a_number_is_entered_changed_and_taken_away() {
        assert_eq!(entered(None, "212.555.0118", None), Ok(Choice::Change(Some(on_file(NEW)))));
        assert_eq!(entered(Some(OLD), NEW, Some(OLD)), Ok(Choice::Change(Some(on_file(NEW)))));
        assert_eq!(entered(Some(OLD), " ", Some(OLD)), Ok(Choice::Change(None)));
    }

    #[test]
    fn what_is_kept_already_changes_nothing_however_it_is_written_and_whatever_was_seen() {
        for seen in [None, Some(OLD), Some(NEW)] {
            assert_eq!(entered(seen, "1-212-555-0118", Some(NEW)), Ok(Choice::Unchanged));
            assert_eq!(entered(seen, "", None), Ok(Choice::Unchanged));
        }
    }

    #[test]
    fn a_number_that_was_changed_since_it_was_seen_stays() {
        for (seen, typed, kept) in
            [(Some(OLD), "(212) 555-0119", Some(NEW)), (None, NEW, Some(OLD)), (Some(OLD), NEW, None)]
        {
            assert_eq!(entered(seen, typed, kept), Err(PhoneRefusal::Stale), "{typed}");
        }
        assert_eq!(entered(Some(OLD), "", Some(NEW)), Err(PhoneRefusal::Stale));
    }

    #[test]
    fn what_the_practice_wrote_may_stay_and_may_be_replaced() {
        let written = PhoneOnFile::read("917.555.0118 / 646.555.0171").expect("text");
        let entered = |typed: &str| {
            let form = PhoneForm { seen: Some(written.clone()), phone: typed.to_owned() };
            parse(&form, Some(&written))
        };
        assert_eq!(entered(" 917.555.0118 / 646.555.0171"), Ok(Choice::Unchanged));
        assert_eq!(entered(NEW), Ok(Choice::Change(Some(on_file(NEW)))));
        assert_eq!(entered("917.555.0118 /"), Err(PhoneRefusal::Entry(PhoneProblem::Shape)));
    }

    #[test]
    fn what_is_no_number_is_told_before_anything_else() {
        for kept in [Some(OLD), Some(NEW), None] {
            assert_eq!(entered(Some(OLD), "555-0118", kept), Err(PhoneRefusal::Entry(PhoneProblem::Shape)));
        }
    }
}
