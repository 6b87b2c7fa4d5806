//! A question as it arrives, read strictly: what the reference does not name is refused.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The body of a request.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Inquiry {
    pub(crate) control_number: Option<String>,
    pub(crate) trading_partner_service_id: String,
    pub(crate) provider: Provider,
    pub(crate) subscriber: Subscriber,
    #[serde(default)]
    pub(crate) dependents: Vec<Dependent>,
    #[serde(default)]
    pub(crate) encounter: Encounter,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Provider {
    pub(crate) organization_name: String,
    pub(crate) npi: String,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Subscriber {
    pub(crate) member_id: String,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) date_of_birth: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Dependent {
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) date_of_birth: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Encounter {
    pub(crate) service_type_codes: Vec<String>,
    pub(crate) date_of_service: Option<String>,
}

/// What was asked, as the simulator remembers it. `Debug` shows no person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The payer's id at the service.
    pub payer: String,
    /// The member ID.
    pub member_id: String,
    /// The subscriber's first and last name, as far as they were sent.
    pub subscriber: (Option<String>, Option<String>),
    /// The dependent's first and last name, where there was one.
    pub dependent: Option<(Option<String>, Option<String>)>,
    /// The patient's date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// The kinds of service.
    pub service_types: Vec<String>,
    /// The day of service; none for the payer's today.
    pub day: Option<NaiveDate>,
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked").field("payer", &self.payer).field("day", &self.day).finish_non_exhaustive()
    }
}

impl Inquiry {
    /// What is asked, once it is known to be as the reference says.
    ///
    /// # Errors
    /// The sentence of the first thing that is not.
    pub(crate) fn checked(&self) -> Result<Asked, String> {
        let control = self.control_number.as_deref().unwrap_or("000000000");
        if control.len() != 9 || !control.bytes().all(|b| b.is_ascii_digit()) {
            return Err("controlNumber must be 9 digits".into());
        }
        if self.provider.organization_name.trim().is_empty() {
            return Err("provider.organizationName must not be empty".into());
        }
        if !is_npi(&self.provider.npi) {
            return Err("provider.npi fails the check digit validation".into());
        }
        if self.dependents.len() > 1 {
            return Err("dependents must have one entry at most".into());
        }
        if self.subscriber.member_id.trim().is_empty() {
            return Err("subscriber.memberId must not be empty".into());
        }
        let dependent = self.dependents.first();
        let born = dependent.map_or(&self.subscriber.date_of_birth, |it| &it.date_of_birth);
        Ok(Asked {
            payer: self.trading_partner_service_id.clone(),
            member_id: self.subscriber.member_id.clone(),
            subscriber: (self.subscriber.first_name.clone(), self.subscriber.last_name.clone()),
            dependent: dependent.map(|it| (it.first_name.clone(), it.last_name.clone())),
            date_of_birth: day(born.as_deref(), "dateOfBirth")?,
            service_types: self.encounter.service_type_codes.clone(),
            day: day(self.encounter.date_of_service.as_deref(), "encounter.dateOfService")?,
        })
    }
}

fn day(text: Option<&str>, member: &str) -> Result<Option<NaiveDate>, String> {
    let read = |text| {
        let day = NaiveDate::parse_from_str(text, "%Y%m%d").ok();
        day.filter(|day| day.format("%Y%m%d").to_string() == text)
    };
    match text.map(read) {
        Some(None) => Err(format!("{member} must be of the form YYYYMMDD")),
        Some(day) => Ok(day),
        None => Ok(None),
    }
}

/// Whether the last of ten digits is what the others and the prefix 80840 make of it.
fn is_npi(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if text.len() != 10 || digits.len() != 10 {
        return false;
    }
    let weighed = digits.iter().enumerate().map(|(at, digit)| match at % 2 {
        0 => [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][*digit as usize],
        _ => *digit,
    });
    (24 + weighed.sum::<u32>()) % 10 == 0
}
