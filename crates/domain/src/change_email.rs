//! A client enters another email address: asked by the browser before sending and by the server before writing.

use crate::choice::{Choice, Stale};
use crate::contact::{Email, EmailProblem};

/// What the person entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmailForm {
    /// The address that they saw; none where there was none.
    pub seen: Option<Email>,
    /// The address as typed. There is no way to have none: whoever cannot be written to cannot be told of a charge.
    pub email: String,
}

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailRefusal {
    /// What was entered is no address.
    Entry(EmailProblem),
    /// The address was changed since it was seen.
    Stale,
}

/// Decides an entry where `kept` is the present address. One that differs in capitals alone is the same.
///
/// # Errors
/// The refusal, as data; its sentence is in the catalogue.
pub fn parse(form: &EmailForm, kept: Option<&Email>) -> Result<Choice<Email>, EmailRefusal> {
    let entered = Email::parse(&form.email).map_err(EmailRefusal::Entry)?;
    let (seen, kept) = (form.seen.as_ref().map(Email::key), kept.map(Email::key));
    match Choice::of(Some(entered.key()), &seen, &kept) {
        Ok(Choice::Change(_)) => Ok(Choice::Change(entered)),
        Ok(Choice::Unchanged) => Ok(Choice::Unchanged),
        Err(Stale) => Err(EmailRefusal::Stale),
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::email;

    fn entered(seen: &str, typed: &str, kept: &str) -> Result<Choice<Email>, EmailRefusal> {
        parse(&EmailForm { seen: Some(email(seen)), email: typed.to_owned() }, Some(&email(kept)))
    }

    #[test]
    fn another_address_is_a_change_and_the_same_in_capitals_is_none() {
        let (old, new) = ("ana@mail.example", "ana@new.example");
        assert_eq!(entered(old, " ana@new.example ", old), Ok(Choice::Change(email(new))));
        assert_eq!(entered(old, "Ana@Mail.example", old), Ok(Choice::Unchanged));
        assert_eq!(entered(new, old, "ana@third.example"), Err(EmailRefusal::Stale));
        let first = EmailForm { seen: None, email: new.to_owned() };
        assert_eq!(parse(&first, None), Ok(Choice::Change(email(new))));
    }

    #[test]
    fn what_is_no_address_is_told_before_anything_else() {
        for (typed, problem) in [("", EmailProblem::Missing), ("ana at mail", EmailProblem::Shape)] {
            let refused = Err(EmailRefusal::Entry(problem));
            assert_eq!(entered("a@mail.example", typed, "b@mail.example"), refused, "{typed}");
        }
    }
}
