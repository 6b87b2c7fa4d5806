//! Clients of a practice.

use chrono::NaiveDate;

use crate::contact::Email;
use crate::language::Language;
use crate::name::PersonName;
use crate::phone::PhoneOnFile;
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
    /// Where mail reaches them, if anywhere.
    pub email: Option<Email>,
    /// The address that a mail server refused for good. A new address in `email` is taken as working again.
    pub refused_email: Option<Email>,
    /// What they are written to in, if they or the practice said so.
    pub language: Option<Language>,
    /// Their telephone number.
    pub phone: Option<PhoneOnFile>,
    /// The number that the practice's export said last. They may have changed it since.
    pub exported_phone: Option<PhoneOnFile>,
    /// Their customer id with the payment processor.
    pub processor_customer: Option<String>,
}

impl Client {
    /// The address to write to: none when there is none, or when it was refused for good.
    #[must_use]
    pub fn reachable_at(&self) -> Option<&Email> {
        self.email.as_ref().filter(|email| self.refused_email.as_ref() != Some(*email))
    }

    /// Their number once an export has said `exported`. It counts where it is something else than the export said last: what says
    /// the same every night does not undo what they changed.
    #[must_use]
    pub fn phone_after_export<'a>(&'a self, exported: Option<&'a PhoneOnFile>) -> Option<&'a PhoneOnFile> {
        if self.exported_phone.as_ref() == exported { self.phone.as_ref() } else { exported }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use crate::client::Client;
    use crate::contact::Email;
    use crate::testing::{client, on_file};

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

    #[test]
    fn an_export_that_says_the_same_as_last_leaves_the_number_as_it_was_changed() {
        let (exported, own, other) = (on_file("2125550117"), on_file("2125550118"), on_file("2125550119"));
        for (said, now) in [(Some(&exported), Some(&own)), (Some(&exported), None), (None, Some(&own))] {
            let changed = Client { phone: now.cloned(), exported_phone: said.cloned(), ..client(1) };
            assert_eq!(changed.phone_after_export(said), now);
            assert_eq!(changed.phone_after_export(Some(&other)), Some(&other));
        }
        let changed = Client { phone: Some(own), exported_phone: Some(exported), ..client(1) };
        assert_eq!(changed.phone_after_export(None), None, "that there is none any more is something else");
    }
}
