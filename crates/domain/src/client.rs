//! Clients of a practice.

mod details;

use chrono::NaiveDate;

pub use self::details::Details;
use crate::address::Address;
use crate::contact::Email;
use crate::language::Language;
use crate::name::PersonName;
use crate::phone::PhoneOnFile;
use crate::sex::Sex;
use crate::{ClientId, PracticeId};

/// A client of a practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Their id.
    pub id: ClientId,
    /// Their practice.
    pub practice: PracticeId,
    /// Their key in the practice's system; unique in the practice.
    pub external_key: String,
    /// What they are called.
    pub name: PersonName,
    /// Their pronouns, in their own words.
    pub pronouns: Option<String>,
    /// Their day of birth.
    pub date_of_birth: NaiveDate,
    /// The sex on file, where the practice said one.
    pub sex: Option<Sex>,
    /// Where mail reaches them, if anywhere.
    pub email: Option<Email>,
    /// The address that a mail server refused for good. A new address in `email` is taken as working again.
    pub refused_email: Option<Email>,
    /// What they are written to in, if they or the practice said so.
    pub language: Option<Language>,
    /// Their telephone number.
    pub phone: Option<PhoneOnFile>,
    /// Where they live.
    pub address: Option<Address>,
    /// What the practice's export said last. They may have changed it since.
    pub exported: Details,
    /// Their customer id with the payment processor.
    pub processor_customer: Option<String>,
}

impl Client {
    /// The address to write to: none when there is none, or when it was refused for good.
    #[must_use]
    pub fn reachable_at(&self) -> Option<&Email> {
        self.email.as_ref().filter(|email| self.refused_email.as_ref() != Some(*email))
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use crate::contact::Email;
    use crate::testing::client;

    #[test]
    fn an_address_that_was_refused_for_good_is_not_written_to_and_a_new_one_is() {
        let mut client = client(1);
        let old = client.email.clone();
        assert_eq!(client.reachable_at(), old.as_ref());
        client.refused_email = old;
        assert_eq!(client.reachable_at(), None);
        client.email = Some(Email::parse("new@mail.example").expect("an address"));
        assert_eq!(client.reachable_at(), client.email.as_ref());
        client.email = None;
        assert_eq!(client.reachable_at(), None);
    }
}
