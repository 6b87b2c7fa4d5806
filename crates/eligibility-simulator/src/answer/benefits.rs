//! What an invented plan pays, with all that payers say besides: other services, other networks, the family.

use serde_json::{Value, json};

/// The plan's name.
pub(crate) const PLAN: &str = "OPEN CHOICE PPO";

/// A plan that pays for mental health: $25.00 a visit and 20 % of what is allowed, after a deductible.
pub(crate) fn covered() -> Value {
    let mut said = of_plan();
    said.extend([
        status("1", "Active Coverage", &["MH", "CF", "A6"]),
        amount("B", "Co-Payment", "CF", ["IND", "27", "Y"], "25"),
        amount("B", "Co-Payment", "CF", ["IND", "27", "N"], "60"),
        noted(
            amount("B", "Co-Payment", "CF", ["IND", "27", "Y"], "10"),
            "TELEHEALTH BY THE PLAN'S VENDOR ONLY",
        ),
        amount("B", "Co-Payment", "98", ["IND", "27", "Y"], "40"),
        amount("B", "Co-Payment", "CE", ["IND", "36", "Y"], "500"),
        share("CF", "Y", "0.2"),
        share("CF", "N", "0.5"),
    ]);
    Value::Array(said)
}

/// A plan that pays for no mental health.
pub(crate) fn excluded() -> Value {
    let mut said = of_plan();
    said.push(status("I", "Non-Covered", &["MH"]));
    Value::Array(said)
}

fn of_plan() -> Vec<Value> {
    let mut plan = status("1", "Active Coverage", &["30"]);
    plan["planCoverage"] = json!(PLAN);
    vec![
        plan,
        status("1", "Active Coverage", &["1", "33", "47", "48", "50", "86", "98", "UC"]),
        status("6", "Inactive", &["35"]),
        amount("C", "Deductible", "30", ["IND", "23", "Y"], "1500"),
        amount("C", "Deductible", "30", ["IND", "29", "Y"], "423.17"),
        amount("C", "Deductible", "30", ["FAM", "23", "Y"], "3000"),
        amount("C", "Deductible", "30", ["FAM", "29", "Y"], "1923.17"),
        amount("C", "Deductible", "30", ["IND", "23", "N"], "4000"),
        amount("G", "Out of Pocket (Stop Loss)", "30", ["IND", "23", "Y"], "4000"),
        amount("G", "Out of Pocket (Stop Loss)", "30", ["IND", "29", "Y"], "2750.5"),
        amount("G", "Out of Pocket (Stop Loss)", "30", ["IND", "23", "N"], "999999.99"),
        json!({
            "code": "F", "name": "Limitations", "serviceTypeCodes": ["33"], "quantityQualifierCode": "VS", "quantityQualifier": "Visits",
            "benefitQuantity": "20",
        }),
    ]
}

fn status(code: &str, name: &str, services: &[&str]) -> Value {
    json!({ "code": code, "name": name, "serviceTypeCodes": services, "insuranceTypeCode": "12" })
}

/// An amount for level, time and network.
fn amount(code: &str, name: &str, service: &str, [level, time, network]: [&str; 3], amount: &str) -> Value {
    json!({
        "code": code, "name": name, "coverageLevelCode": level, "serviceTypeCodes": [service], "timeQualifierCode": time,
        "benefitAmount": amount, "inPlanNetworkIndicatorCode": network,
    })
}

fn share(service: &str, network: &str, percent: &str) -> Value {
    json!({
        "code": "A", "name": "Co-Insurance", "coverageLevelCode": "IND", "serviceTypeCodes": [service], "benefitPercent": percent,
        "inPlanNetworkIndicatorCode": network,
    })
}

fn noted(mut benefit: Value, note: &str) -> Value {
    benefit["additionalInformation"] = json!([{ "description": note }]);
    benefit
}
