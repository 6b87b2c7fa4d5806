//! Answers as the service writes them. Written out from its reference, and with nothing of the client's types, which would hide what both
//! spell wrongly.

mod benefits;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::inquiry::{Asked, Inquiry};
use crate::member::Standing;

/// What the payer answers, whole.
pub(crate) fn answer(
    inquiry: &Inquiry,
    asked: &Asked,
    standing: Standing,
    today: NaiveDate,
    number: u64,
) -> Value {
    let mut body = head(inquiry, number);
    match standing {
        Standing::Active | Standing::Slow | Standing::Garbage | Standing::TooMany | Standing::Fails => {
            active(&mut body, today, benefits::covered());
        }
        Standing::Excluded => active(&mut body, today, benefits::excluded()),
        Standing::Inactive => inactive(&mut body, today),
        Standing::Silent => {}
        Standing::NotFound => reject(&mut body, "subscriber", &[NOT_FOUND]),
        Standing::WrongBirthDate if asked.dependent.is_some() => {
            reject(&mut body, "dependents", &[BIRTH_DATE]);
        }
        Standing::WrongBirthDate => reject(&mut body, "subscriber", &[BIRTH_DATE, NOT_FOUND]),
        Standing::WrongMemberId => reject(&mut body, "subscriber", &[MEMBER_ID]),
        Standing::WrongName => reject(&mut body, "subscriber", &[NAME]),
        Standing::NotEnrolled => reject(&mut body, "provider", &[PROVIDER]),
        Standing::PayerDown => reject(&mut body, "payer", &[DOWN, PARTICIPANT]),
    }
    body
}

/// A reject reason code, what it is called, and what the payer advises.
type Reason = (&'static str, &'static str, &'static str);

const DOWN: Reason = ("42", "Unable to Respond at Current Time", "Resubmission Not Allowed");
const PROVIDER: Reason = ("43", "Invalid/Missing Provider Identification", "Please Correct and Resubmit");
const BIRTH_DATE: Reason = (
    "71",
    "Patient Birth Date Does Not Match That for the Patient on the Database",
    "Please Correct and Resubmit",
);
const MEMBER_ID: Reason = ("72", "Invalid/Missing Subscriber/Insured ID", "Please Correct and Resubmit");
const NAME: Reason = ("73", "Invalid/Missing Subscriber/Insured Name", "Please Correct and Resubmit");
const NOT_FOUND: Reason = ("75", "Subscriber/Insured Not Found", "Please Correct and Resubmit");
const PARTICIPANT: Reason = ("79", "Invalid Participant Identification", "Please Correct and Resubmit");

/// A payer that the service does not know: it hands nothing on.
pub(crate) fn payer_unknown(inquiry: &Inquiry) -> Value {
    let (code, _, action) = PARTICIPANT;
    let payer = &inquiry.trading_partner_service_id;
    json!({
        "controlNumber": inquiry.control_number,
        "tradingPartnerServiceId": payer,
        "errors": [{ "field": "AAA", "code": code, "description": format!("Payer {payer} is not configured."), "followupAction": action }],
        "status": "ERROR",
    })
}

/// What every answer of a payer has.
fn head(inquiry: &Inquiry, number: u64) -> Value {
    let subscriber = json!({
        "memberId": inquiry.subscriber.member_id,
        "firstName": upper(&inquiry.subscriber.first_name),
        "lastName": upper(&inquiry.subscriber.last_name),
        "dateOfBirth": inquiry.subscriber.date_of_birth,
        "entityIdentifier": "Insured or Subscriber",
        "entityType": "Person",
    });
    let dependents: Vec<Value> = inquiry
        .dependents
        .iter()
        .map(|it| {
            json!({
                "firstName": upper(&it.first_name),
                "lastName": upper(&it.last_name),
                "dateOfBirth": it.date_of_birth,
                "entityIdentifier": "Dependent",
                "entityType": "Person",
                "relationToSubscriber": "Child",
                "relationToSubscriberCode": "19",
            })
        })
        .collect();
    json!({
        "id": format!("ec_00000000-0000-4000-8000-{number:012}"),
        "meta": {
            "senderId": "SIMULATED", "submitterId": "000000000", "applicationMode": "test", "traceId": format!("{number:026}"),
            "outboundTraceId": format!("{number:026}"),
        },
        "controlNumber": format!("{number:09}"),
        "reassociationKey": format!("{number:09}"),
        "tradingPartnerServiceId": inquiry.trading_partner_service_id,
        "provider": {
            "providerName": inquiry.provider.organization_name.to_uppercase(),
            "entityIdentifier": "Provider",
            "entityType": "Non-Person Entity",
            "npi": inquiry.provider.npi,
        },
        "subscriber": without_nulls(subscriber),
        "dependents": dependents.into_iter().map(without_nulls).collect::<Vec<_>>(),
        "payer": {
            "entityIdentifier": "Payer", "entityType": "Non-Person Entity", "name": "SIMULATED PAYER",
            "payorIdentification": inquiry.trading_partner_service_id,
        },
        "errors": [],
        "warnings": [],
    })
}

fn active(body: &mut Value, today: NaiveDate, benefits: Value) {
    let year = today.year();
    body["planInformation"] = json!({ "groupNumber": "0285617", "groupDescription": "SIMULATED EMPLOYER" });
    body["planDateInformation"] = json!({ "planBegin": format!("{year}0101"), "planEnd": "99991231", "eligibilityBegin": format!("{year}0101") });
    body["planStatus"] = json!([{
        "statusCode": "1", "status": "Active Coverage", "planDetails": benefits::PLAN, "serviceTypeCodes": ["30"],
    }]);
    body["benefitsInformation"] = benefits;
}

fn inactive(body: &mut Value, today: NaiveDate) {
    let year = today.year() - 1;
    body["planDateInformation"] = json!({ "plan": format!("{year}0101-{year}1231") });
    body["planStatus"] = json!([{ "statusCode": "6", "status": "Inactive", "planDetails": benefits::PLAN, "serviceTypeCodes": ["30"] }]);
    body["benefitsInformation"] = json!([{
        "code": "6", "name": "Inactive", "serviceTypeCodes": ["30"], "serviceTypes": ["Health Benefit Plan Coverage"],
        "planCoverage": benefits::PLAN,
    }]);
}

/// Puts the reasons where they belong and, as the service does, at the top as well.
fn reject(body: &mut Value, level: &str, reasons: &[Reason]) {
    let of_level = match level {
        "payer" => "Loop 2100A",
        "provider" => "Loop 2100B",
        "subscriber" => "Loop 2100C",
        _ => "Loop 2100D",
    };
    let errors: Vec<Value> = reasons
        .iter()
        .map(|(code, description, action)| {
            json!({
                "field": "AAA", "code": code, "description": description, "followupAction": action, "location": of_level,
                "possibleResolutions": "Check what was sent.",
            })
        })
        .collect();
    body["errors"] = json!(errors);
    let place = if level == "dependents" { &mut body[level][0] } else { &mut body[level] };
    place["aaaErrors"] = json!(errors);
}

/// Payers write in capitals.
fn upper(text: &Option<String>) -> Option<String> {
    text.as_ref().map(|text| text.to_uppercase())
}

/// The object without members that hold nothing: the service leaves them out.
fn without_nulls(mut object: Value) -> Value {
    if let Value::Object(members) = &mut object {
        members.retain(|_, value| !value.is_null());
    }
    object
}
