//! The facts of a state or of an entry of the audit record, from the form in which the books keep them: so nothing is left out.

use chrono::{DateTime, Utc};
use domain::Money;
use domain::zone::PracticeZone;
use serde::Serialize;
use serde_json::Value;

use crate::command::printing::instant;

/// Each fact with its name, such as `promise window latest day`. Those whose names are in `known` are said elsewhere.
pub fn facts(of: &impl Serialize, known: &[&str], zone: PracticeZone) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect("", &serde_json::to_value(of).unwrap_or_default(), known, zone, &mut found);
    found
}

fn collect(name: &str, value: &Value, known: &[&str], zone: PracticeZone, found: &mut Vec<(String, String)>) {
    if let Ok(money) = serde_json::from_value::<Money>(value.clone()) {
        return found.push((name.to_owned(), money.to_string()));
    }
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
                let key = key.replace('_', " ");
                let name = if name.is_empty() { key } else { format!("{name} {key}") };
                collect(&name, value, known, zone, found);
            }
        }
        Value::Array(values) => {
            for (value, nth) in values.iter().zip(1..) {
                collect(&format!("{name} {nth}"), value, known, zone, found);
            }
        }
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => match text.parse::<DateTime<Utc>>() {
            Ok(at) => found.push((name.to_owned(), instant(at, zone))),
            Err(_) => found.push((name.to_owned(), text.clone())),
        },
        Value::Bool(_) | Value::Number(_) => found.push((name.to_owned(), value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use domain::audit::Action;
    use domain::charge::ChargeState;
    use domain::testing::{day, upcoming};

    use super::*;

    fn lines(of: &impl Serialize, known: &[&str]) -> Vec<String> {
        let facts = facts(of, known, PracticeZone::NEW_YORK).into_iter();
        facts.map(|(name, value)| format!("{name}: {value}")).collect()
    }

    #[test]
    fn each_fact_has_its_name_and_instants_are_on_the_practices_clock() {
        let lines = lines(&ChargeState::Upcoming(upcoming()), &["state", "due"]);
        for line in
            ["day: 2025-12-02", "told at: 2025-12-01 09:30:00", "promise window latest day: 2025-12-18"]
        {
            assert!(lines.iter().any(|it| it == line), "{line} in {lines:#?}");
        }
        assert!(!lines.iter().any(|it| it.starts_with("due") || it.starts_with("state")), "{lines:#?}");
    }

    #[test]
    fn money_is_money_and_what_is_not_there_is_left_out() {
        let announced = Action::Announced { day: day("2025-12-02"), amount: Money::usd(4_000) };
        assert_eq!(lines(&announced, &["action"]), ["amount: $40.00", "day: 2025-12-02"]);
        let held = Action::Held { reason: None };
        assert_eq!(lines(&held, &["action"]), Vec::<String>::new());
        let refunded = Action::Refunded { amount: Money::usd(4_000), reason: String::new() };
        assert_eq!(lines(&refunded, &["action"]), ["amount: $40.00"]);
    }
}
