//! Values that fit, by the name of what they are for. What has another name gets what its schema says.

use std::collections::HashMap;

use chrono::Days;
use domain::testing::{coverage_id, day, method_id, payer_id, practice_id};
use fastrand::Rng;
use serde_json::{Value, json};
use test_support::{PASSWORD, Which, Who};

use crate::dev;

/// The first day that the owner's charge can be moved to, and how many follow it.
const DAYS: (&str, u64) = ("2025-12-02", 17);

/// Few enough that one that was seen often is the present one.
const PHONES: [&str; 3] = ["(212) 555-0118", "212-555-0119", ""];

/// What is known of the data that is asked about.
#[derive(Debug, Default)]
pub struct Known {
    /// The version of a charge, or of a client's coverages, where it is not the first any more.
    pub versions: HashMap<String, i64>,
    /// Where the history goes on.
    pub next: Option<String>,
}

/// Whom and what a request is about.
#[derive(Debug)]
pub struct Subject {
    pub who: Who,
    pub charge: String,
    pub client: Who,
    /// What has a version: the charge, or the client for all their coverages.
    pub versioned: String,
    /// What it is about has changed since.
    pub is_seen_late: bool,
}

impl Subject {
    /// Mostly what is theirs.
    pub fn of(who: Who, path: &str, chance: &mut Rng) -> Self {
        let own = match who {
            Who::Another => Which::Anothers,
            _ if path.ends_with("/pay") && chance.u8(..4) > 0 => Which::Failed,
            _ if path.ends_with("/reschedule") && chance.u8(..4) > 0 => Which::Upcoming,
            _ => Which::ALL[chance.usize(..Which::ALL.len())],
        };
        let stray = chance.u8(..20) == 0;
        let charge = if stray { Which::ALL[chance.usize(..Which::ALL.len())] } else { own };
        let client = if (who == Who::AnotherProvider) != stray { Who::Another } else { Who::Owner };
        let charge = charge.id().to_string();
        let of_coverages = path.contains("/coverages");
        let versioned = if of_coverages { client.client().to_string() } else { charge.clone() };
        Self { who, charge, client, versioned, is_seen_late: false }
    }
}

impl Known {
    /// The value for something of this name; none where it is left out, or nothing is known that fits.
    pub fn value(&self, name: &str, subject: &Subject, chance: &mut Rng) -> Option<Value> {
        Some(match name {
            "email" => subject.who.email().into(),
            "password" => PASSWORD.into(),
            "charge" => subject.charge.clone().into(),
            "method" => method_id(1).to_string().into(),
            "seen_default" if chance.bool() => method_id(1).to_string().into(),
            "seen_default" => Value::Null,
            "consent_of" => ["2026-11-28", "2025-01-01"][chance.usize(..2)].into(),
            "make_default" | "is_hsa_fsa" => chance.bool().into(),
            "page" => "cs_test_1".into(),
            "coverage" => coverage_id(1).to_string().into(),
            "side" => "front".into(),
            "client" => subject.client.client().to_string().into(),
            "version" => {
                let version = self.versions.get(&subject.versioned).unwrap_or(&1);
                (version - i64::from(subject.is_seen_late)).into()
            }
            "mail" => dev::mail().id.into(),
            "day" => {
                let day = day(DAYS.0) + Days::new(chance.u64(..DAYS.1));
                day.format(if chance.bool() { "%Y-%m-%d" } else { "%m/%d/%Y" }).to_string().into()
            }
            "phone" => PHONES[chance.usize(..PHONES.len())].into(),
            "seen" => match PHONES[chance.usize(..PHONES.len())] {
                "" => Value::Null,
                phone => phone.into(),
            },
            "payer" => payer_id(1).to_string().into(),
            "position" => ["primary", "secondary"][chance.usize(..2)].into(),
            "from" | "last_day" => ["2025-12-31", "1/1/2026", "12/1/2025"][chance.usize(..3)].into(),
            "plan" => ["Choice Plus", "दीया PPO"][chance.usize(..2)].into(),
            "member_id" => ["W231455678", "w231-455-678", "AB 12345 C"][chance.usize(..3)].into(),
            "group_number" => ["", "0285617"][chance.usize(..2)].into(),
            "relationship" => ["self", "spouse", "child", "other"][chance.usize(..4)].into(),
            "subscriber_first" | "subscriber_last" => ["Meena", "Robert"][chance.usize(..2)].into(),
            "subscriber_date_of_birth" => ["", "5/4/1961"][chance.usize(..2)].into(),
            "chosen_first" => ["", "Zo", "दीया"][chance.usize(..3)].into(),
            "pronouns" => ["", "they/them"][chance.usize(..2)].into(),
            "line1" => "1 Main St".into(),
            "line2" => ["", "Apt 4"][chance.usize(..2)].into(),
            "city" => "Albany".into(),
            "zip" => ["12207", "12207-1234", "2139"][chance.usize(..3)].into(),
            "month" => ["2025-11", "2025-12", "2024-02"][chance.usize(..3)].into(),
            "year" => chance.i32(2024..2027).into(),
            "state" => ["paid", "upcoming", "failed", "on_hold", "waived", "NY"][chance.usize(..6)].into(),
            "provider" => Who::Provider.staff().to_string().into(),
            "whole" => chance.bool().into(),
            "practice" => practice_id(1).to_string().into(),
            "after" => self.next.clone()?.into(),
            _ => return None,
        })
    }
}

/// A message of the payment processor about nothing that is known here.
pub fn event(chance: &mut Rng) -> Value {
    let sort = ["customer.created", "payment_intent.succeeded", "charge.refunded"][chance.usize(..3)];
    let object = match sort {
        "customer.created" => json!({ "id": "cus_1", "object": "customer" }),
        _ => json!({ "id": "pi_1", "object": "payment_intent", "metadata": {} }),
    };
    json!({
        "id": format!("evt_{}", chance.u32(..)), "object": "event", "type": sort, "created": 1_764_601_200,
        "livemode": false, "data": { "object": object },
    })
}
