//! What the desk has of a row, in the words of its columns.

use std::collections::HashMap;

use domain::charge::Charge;
use domain::phone::PhoneOnFile;
use domain::practice::Practice;
use domain::{ClientId, StaffId};
use serde_json::Value;
use store::{charges, client_providers, clients, coverages, payers, payment_methods, practices, staff};

use crate::world::World;

/// What stands in the column of what has this key; none where there is none of it, or nothing in it.
pub async fn field(world: &World, kind: &str, key: &str, column: &str) -> Option<String> {
    let reader = &world.store.reader();
    let all = practices::all(reader).await.expect("practices");
    let practice = match kind {
        "practice" => all.iter().find(|it| it.external_key == key)?,
        _ => all.first()?,
    };
    match kind {
        "practice" => Some(of_practice(practice, column)),
        "staff" => {
            let people = staff::of_practice(reader, practice.id).await.expect("staff");
            let person = people.into_iter().find(|it| it.external_key == key)?;
            Some(match column {
                "email" => person.email.to_string(),
                _ => person.name,
            })
        }
        "payer" => {
            let payers = payers::of_practice(reader, practice.id).await.expect("payers");
            let payer = payers.into_iter().find(|it| it.external_key == key)?;
            Some(match column {
                "card_required" => payer.flags.card_required.to_string(),
                "attendance_fees_allowed" => payer.flags.attendance_fees_allowed.to_string(),
                _ => payer.name,
            })
        }
        "client" => of_client(world, practice, key, column).await,
        "coverage" => {
            let all = coverages::of_practice(reader, practice.id).await.expect("coverages");
            let coverage = all.into_iter().find(|it| it.external_key.as_deref() == Some(key))?;
            match column {
                "client_id" => whose(world, practice, coverage.client).await,
                "member_id" => Some(coverage.member_id),
                "group_number" => coverage.group_number,
                "effective_to" => coverage.to.map(|day| day.to_string()),
                _ => Some(coverage.plan),
            }
        }
        "payment_method" => {
            let all = payment_methods::of_practice(reader, practice.id).await.expect("cards");
            let card = all.into_iter().find(|it| it.processor_method == key)?;
            match column {
                "client_id" => whose(world, practice, card.client).await,
                "exp_month" => Some(card.exp_month.to_string()),
                _ => Some(card.card.last4),
            }
        }
        _ => of_charge(world, practice, key, column).await,
    }
}

fn of_practice(practice: &Practice, column: &str) -> String {
    match column {
        "history_from" => practice.history_from.to_string(),
        "address" => practice.address.clone().unwrap_or_default(),
        "time_zone" => practice.zone.name().to_owned(),
        _ => practice.name.clone(),
    }
}

async fn of_client(world: &World, practice: &Practice, key: &str, column: &str) -> Option<String> {
    let reader = &world.store.reader();
    let all = clients::of_practice(reader, practice.id).await.expect("clients");
    let client = all.into_iter().find(|it| it.external_key == key)?;
    let legal = &client.name.legal;
    match column {
        "legal_first_name" => legal.first().map(ToString::to_string),
        "legal_last_name" => legal.last().map(ToString::to_string),
        "chosen_first_name" => client.name.chosen_first.map(String::from),
        "pronouns" => client.pronouns,
        "date_of_birth" => Some(client.date_of_birth.to_string()),
        "email" => client.email.map(|it| it.to_string()),
        "phone" => client.phone.as_ref().map(PhoneOnFile::stored),
        _ => {
            let keys = staff::keys(reader, practice.id).await.expect("staff");
            let keys: HashMap<StaffId, String> = keys.into_iter().map(|(key, id)| (id, key)).collect();
            let seen_by = client_providers::of_client(reader, client.id).await.expect("providers");
            let mut seen_by: Vec<&str> = seen_by.iter().map(|id| keys[id].as_str()).collect();
            seen_by.sort_unstable();
            Some(seen_by.join(";"))
        }
    }
}

async fn whose(world: &World, practice: &Practice, client: ClientId) -> Option<String> {
    let all = clients::of_practice(&world.store.reader(), practice.id).await.expect("clients");
    all.into_iter().find(|it| it.id == client).map(|it| it.external_key)
}

async fn of_charge(world: &World, practice: &Practice, key: &str, column: &str) -> Option<String> {
    let reader = &world.store.reader();
    let there = charges::by_external_keys(reader, practice.id, &[key]).await.expect("charges");
    let charge = charges::find(reader, there.get(key)?.id).await.expect("charges")?;
    match column {
        "client_id" => whose(world, practice, charge.client).await,
        "session_date" => Some(charge.session.day.to_string()),
        "session_time" => Some(charge.session.start.format("%H:%M").to_string()),
        "description" => Some(charge.session.description).filter(|it| !it.is_empty()),
        "state" => Some(charge.state.name().as_str().to_owned()),
        "amount" => charge.state.amount().map(plainly),
        "refund_amount" => charge.state.given_back().map(plainly),
        _ => of_state(&charge, column),
    }
}

fn plainly(amount: domain::Money) -> String {
    amount.to_string().replace(['$', ','], "")
}

/// A fact that only some states have, from the form in which the desk keeps them.
fn of_state(charge: &Charge, column: &str) -> Option<String> {
    let facts = serde_json::to_value(&charge.state).expect("facts");
    let name = match column {
        "card_last4" => "last4",
        "waive_reason" => "reason",
        "refunded_on" => "at",
        other => other,
    };
    match within(&facts, name)? {
        Value::String(text) if column == "refunded_on" => text.split('T').next().map(str::to_owned),
        Value::String(text) => Some(text.clone()),
        amount => amount["cents"].as_i64().map(|cents| plainly(domain::Money::usd(cents))),
    }
}

fn within<'a>(facts: &'a Value, name: &str) -> Option<&'a Value> {
    match facts {
        Value::Object(parts) => {
            parts.get(name).or_else(|| parts.values().find_map(|part| within(part, name)))
        }
        Value::Array(parts) => parts.iter().find_map(|part| within(part, name)),
        _ => None,
    }
}
