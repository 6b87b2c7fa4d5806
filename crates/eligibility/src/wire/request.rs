//! The 270: a question.

use serde::Serialize;

use super::{CONTROL_NUMBER, SERVICE_TYPE};
use crate::inquiry::{Inquiry, Person, ServiceDay};

/// The body of a request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestBody<'a> {
    /// Nine digits.
    pub(crate) control_number: &'static str,
    /// The payer.
    pub(crate) trading_partner_service_id: &'a str,
    /// Who asks.
    pub(crate) provider: ProviderObject<'a>,
    /// In whose name the plan is.
    pub(crate) subscriber: PersonObject<'a>,
    /// One at most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) dependents: Vec<PersonObject<'a>>,
    /// What is asked.
    pub(crate) encounter: EncounterObject,
}

/// Who asks.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProviderObject<'a> {
    /// The practice's name.
    pub(crate) organization_name: &'a str,
    /// Its number.
    pub(crate) npi: &'a str,
}

/// The subscriber or a dependent.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonObject<'a> {
    /// The subscriber's only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) member_id: Option<&'a str>,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_name: Option<&'a str>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_name: Option<&'a str>,
    /// `YYYYMMDD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_of_birth: Option<String>,
}

/// What is asked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EncounterObject {
    /// The kinds of service.
    pub(crate) service_type_codes: [&'static str; 1],
    /// `YYYYMMDD`; without it, the payer's today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_of_service: Option<String>,
}

impl<'a> RequestBody<'a> {
    /// The request for what is asked.
    #[must_use]
    pub(crate) fn new(inquiry: &'a Inquiry) -> Self {
        let subscriber = inquiry.subscriber.person.as_ref().map(PersonObject::of).unwrap_or_default();
        let date_of_service = match inquiry.day {
            ServiceDay::Today(_) => None,
            ServiceDay::On(day) => Some(day.format("%Y%m%d").to_string()),
        };
        Self {
            control_number: CONTROL_NUMBER,
            trading_partner_service_id: inquiry.payer.as_str(),
            provider: ProviderObject {
                organization_name: &inquiry.requester.organization_name,
                npi: inquiry.requester.npi.as_str(),
            },
            subscriber: PersonObject { member_id: Some(&inquiry.subscriber.member_id), ..subscriber },
            dependents: inquiry.dependent.iter().map(|it| PersonObject::of(&it.person)).collect(),
            encounter: EncounterObject { service_type_codes: [SERVICE_TYPE], date_of_service },
        }
    }
}

impl<'a> PersonObject<'a> {
    fn of(person: &'a Person) -> Self {
        let (first, last) = person.parts();
        Self {
            member_id: None,
            first_name: first.map(|it| it.as_str()),
            last_name: Some(last.as_str()),
            date_of_birth: person.date_of_birth.map(|day| day.format("%Y%m%d").to_string()),
        }
    }
}
