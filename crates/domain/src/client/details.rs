//! What the desk and the practice's system can both say of a client.

use serde::{Deserialize, Serialize};

use super::Client;
use crate::address::Address;
use crate::called::Called;
use crate::contact::Email;
use crate::export::AfterExport;
use crate::name::NamePart;
use crate::phone::PhoneOnFile;
use crate::task::DisputedDetail;

/// What a client can change in the desk, and an export can say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// What they are called instead of their legal first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen_first: Option<NamePart>,
    /// Their pronouns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// Their telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneOnFile>,
    /// Where they live.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Where mail reaches them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// The processor's customer, which the desk makes where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processor_customer: Option<String>,
}

impl Client {
    /// What the desk has.
    #[must_use]
    pub fn details(&self) -> Details {
        Details {
            chosen_first: self.name.chosen_first.clone(),
            pronouns: self.pronouns.clone(),
            phone: self.phone.clone(),
            address: self.address.clone(),
            email: self.email.clone(),
            processor_customer: self.processor_customer.clone(),
        }
    }

    /// What they are called, as they see and change it.
    #[must_use]
    pub fn called(&self) -> Called {
        Called {
            chosen_first: self.name.chosen_first.as_ref().map(ToString::to_string),
            pronouns: self.pronouns.clone(),
        }
    }

    /// The client once an export has said this of them, and what is in dispute then.
    #[must_use]
    pub fn after_export(mut self, said: Details) -> (Self, Vec<DisputedDetail>) {
        use DisputedDetail::{Address, ChosenName, Email, Phone, Pronouns};

        let last = std::mem::take(&mut self.exported);
        let disputed = [
            settle(&mut self.name.chosen_first, &last.chosen_first, &said.chosen_first, |desk, export| {
                ChosenName { desk, export }
            }),
            settle(&mut self.pronouns, &last.pronouns, &said.pronouns, |desk, export| Pronouns {
                desk,
                export,
            }),
            settle(&mut self.phone, &last.phone, &said.phone, |desk, export| Phone { desk, export }),
            settle(&mut self.address, &last.address, &said.address, |desk, export| Address { desk, export }),
            settle(&mut self.email, &last.email, &said.email, |desk, export| Email { desk, export }),
            other_customer(&mut self.processor_customer, &last, &said),
        ];
        self.exported = said;
        (self, disputed.into_iter().flatten().collect())
    }
}

/// Takes the customer that an export says where the desk has none. Cards hang on the one that the desk has, so another one is a question
/// for a person, once.
fn other_customer(desk: &mut Option<String>, last: &Details, said: &Details) -> Option<DisputedDetail> {
    let export = said.processor_customer.clone()?;
    let desk = desk.get_or_insert_with(|| export.clone()).clone();
    let is_news = last.processor_customer.as_ref() != Some(&export);
    (desk != export && is_news).then_some(DisputedDetail::ProcessorCustomer { desk, export })
}

/// Leaves what holds in the desk; what is disputed, if so.
fn settle<T: Clone + PartialEq>(
    desk: &mut T,
    last: &T,
    said: &T,
    disputed: impl FnOnce(T, T) -> DisputedDetail,
) -> Option<DisputedDetail> {
    match AfterExport::of(desk.clone(), last, said.clone()) {
        AfterExport::Holds(holds) => {
            *desk = holds;
            None
        }
        AfterExport::Disputed { desk, export } => Some(disputed(desk, export)),
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{address, client, on_file};

    fn said(phone: &str, pronouns: &str, line1: &str) -> Details {
        Details {
            chosen_first: NamePart::parse("Zo").ok(),
            pronouns: Some(pronouns.to_owned()),
            phone: Some(on_file(phone)),
            address: Some(address(line1)),
            email: client(1).email,
            processor_customer: None,
        }
    }

    #[test]
    fn another_customer_of_the_processors_is_asked_about_once_and_never_taken_over() {
        let said =
            |customer: &str| Details { processor_customer: Some(customer.to_owned()), ..client(1).details() };
        let (none, disputed) = client(1).after_export(client(1).details());
        assert_eq!((none.processor_customer.as_deref(), disputed), (None, vec![]));
        let (first, disputed) = none.clone().after_export(said("cus_1"));
        assert_eq!((first.processor_customer.as_deref(), disputed), (Some("cus_1"), vec![]));
        let made_here = Client { processor_customer: Some("cus_desk".to_owned()), ..none };
        for before in [made_here, first] {
            let desk = before.processor_customer.clone().unwrap_or_default();
            let (now, disputed) = before.after_export(said("cus_2"));
            let asked = DisputedDetail::ProcessorCustomer { desk: desk.clone(), export: "cus_2".to_owned() };
            assert_eq!((now.processor_customer.as_ref(), disputed), (Some(&desk), vec![asked]));
            let (again, disputed) = now.after_export(said("cus_2"));
            assert_eq!((again.processor_customer, disputed), (Some(desk), vec![]), "the next night");
        }
    }

    fn exported(details: &Details) -> Client {
        let (client, disputed) = Client { pronouns: None, ..client(1) }.after_export(details.clone());
        assert_eq!(disputed, []);
        client
    }

    #[test]
    fn an_export_says_it_until_they_do() {
        let first = said("2125550117", "she/her", "1 Main St");
        let other = said("2125550119", "they/them", "2 Main St");
        let (client, disputed) = exported(&first).after_export(other.clone());
        assert_eq!((client.details(), disputed), (other, vec![]));
        let (client, disputed) = client.after_export(Details::default());
        assert_eq!(
            (client.details(), disputed),
            (Details::default(), vec![]),
            "that there is none is something else"
        );
    }

    #[test]
    fn what_they_changed_stays_while_the_export_goes_on_saying_the_same() {
        let first = said("2125550117", "she/her", "1 Main St");
        let own = Client { phone: None, address: Some(address("9 Elm St")), ..exported(&first) };
        let (client, disputed) = own.clone().after_export(first);
        assert_eq!((client, disputed), (own, vec![]));
    }

    #[test]
    fn what_both_changed_stays_as_it_is_in_the_desk_and_each_of_it_is_disputed() {
        let first = said("2125550117", "she/her", "1 Main St");
        let other = said("2125550119", "they/them", "2 Main St");
        let own = Client { phone: None, address: Some(address("9 Elm St")), ..exported(&first) };
        let (client, disputed) = own.clone().after_export(other.clone());
        assert_eq!(client.details(), Details { pronouns: other.pronouns.clone(), ..own.details() });
        let (phone, address) = (other.phone.clone(), other.address.clone());
        let both = [
            DisputedDetail::Phone { desk: None, export: phone },
            DisputedDetail::Address { desk: own.address, export: address },
        ];
        assert_eq!((disputed, client.exported), (both.to_vec(), other));
    }
}
