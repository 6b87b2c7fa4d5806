//! The members that Stripe's objects always have and this product never reads: clients of others' making may.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// The object as JSON, whole, and so are the objects in it.
pub(crate) fn whole(object: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(object).expect("wire objects have text keys and no floats");
    complete(&mut value);
    value
}

fn complete(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(complete),
        Value::Object(members) => {
            for (name, usual) in lacking(members) {
                members.entry(name).or_insert(usual);
            }
            // A card has no kind of its own, and is told of otherwise where it was charged.
            let (card, empty): (_, &[_]) = match members.get("object").and_then(Value::as_str) {
                Some("payment_method") => (members.get_mut("card"), &METHOD_CARD),
                Some("charge") => {
                    let details = members.get_mut("payment_method_details");
                    (details.and_then(|details| details.get_mut("card")), &CHARGED_CARD)
                }
                _ => (None, &[]),
            };
            if let Some(Value::Object(card)) = card {
                for (name, usual) in usual_card(empty) {
                    card.entry(name).or_insert(usual);
                }
            }
            members.values_mut().for_each(complete);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What an object of its kind has besides, and what it usually is.
fn lacking(members: &Map<String, Value>) -> Vec<(&'static str, Value)> {
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let (named, empty): (Vec<_>, &[_]) = match text("object") {
        Some("charge") => {
            let paid = members.get("paid") == Some(&json!(true));
            let failed = text("failure_code").map(|_| "Your card was declined.");
            let movement = text("id").filter(|_| paid).map(movement);
            let named = vec![
                ("balance_transaction", json!(movement)),
                ("billing_details", nobody()),
                ("captured", json!(paid)),
                ("failure_message", json!(failed)),
                ("fraud_details", json!({})),
            ];
            (named, &CHARGE)
        }
        Some("payment_intent") => {
            let named = vec![
                ("amount_capturable", json!(0)),
                ("confirmation_method", json!("automatic")),
                ("payment_method_options", json!({})),
                ("payment_method_types", json!(["card"])),
            ];
            (named, &INTENT)
        }
        Some("customer") if !members.contains_key("deleted") => {
            let settings = json!({
                "custom_fields": null, "default_payment_method": null, "footer": null, "rendering_options": null,
            });
            (vec![("balance", json!(0)), ("invoice_settings", settings)], &["default_source", "shipping"])
        }
        Some("checkout.session") => {
            let named = vec![
                ("automatic_tax", json!({ "enabled": false, "liability": null, "status": null })),
                ("custom_fields", json!([])),
                (
                    "custom_text",
                    json!({
                        "after_submit": null, "shipping_address": null, "submit": null,
                        "terms_of_service_acceptance": null,
                    }),
                ),
                ("payment_method_collection", json!("always")),
                ("payment_method_options", json!({})),
                ("payment_method_types", json!(["card"])),
                ("payment_status", json!("no_payment_required")),
                ("shipping_options", json!([])),
                ("ui_mode", json!("hosted")),
            ];
            (named, &CHECKOUT)
        }
        Some("setup_intent") => {
            (vec![("payment_method_options", json!({})), ("payment_method_types", json!(["card"]))], &SETUP)
        }
        Some("payment_method") => (vec![("billing_details", nobody())], &[]),
        Some("refund") => (vec![("balance_transaction", json!(text("id").map(movement)))], &REFUND),
        Some("dispute") => (vec![("balance_transactions", json!([]))], &[]),
        Some("event") => {
            let request = json!({ "id": null, "idempotency_key": null });
            (vec![("pending_webhooks", json!(0)), ("request", request)], &[])
        }
        _ => (vec![], &[]),
    };
    named.into_iter().chain(empty.iter().map(|name| (*name, Value::Null))).collect()
}

const CHARGE: [&str; 20] = [
    "application",
    "application_fee",
    "application_fee_amount",
    "calculated_statement_descriptor",
    "description",
    "failure_balance_transaction",
    "invoice",
    "on_behalf_of",
    "outcome",
    "receipt_email",
    "receipt_number",
    "receipt_url",
    "review",
    "shipping",
    "source",
    "source_transfer",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
];

const INTENT: [&str; 17] = [
    "application",
    "application_fee_amount",
    "automatic_payment_methods",
    "client_secret",
    "invoice",
    "on_behalf_of",
    "payment_method_configuration_details",
    "processing",
    "receipt_email",
    "review",
    "setup_future_usage",
    "shipping",
    "source",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
];

const CHECKOUT: [&str; 27] = [
    "after_expiration",
    "allow_promotion_codes",
    "amount_subtotal",
    "amount_total",
    "billing_address_collection",
    "client_secret",
    "consent",
    "consent_collection",
    "currency_conversion",
    "customer_creation",
    "customer_details",
    "customer_email",
    "invoice",
    "invoice_creation",
    "locale",
    "payment_intent",
    "payment_link",
    "payment_method_configuration_details",
    "recovered_from",
    "saved_payment_method_options",
    "shipping_address_collection",
    "shipping_cost",
    "shipping_details",
    "submit_type",
    "subscription",
    "total_details",
    "url",
];
const SETUP: [&str; 13] = [
    "application",
    "automatic_payment_methods",
    "cancellation_reason",
    "client_secret",
    "description",
    "flow_directions",
    "last_setup_error",
    "latest_attempt",
    "mandate",
    "next_action",
    "on_behalf_of",
    "payment_method_configuration_details",
    "single_use_mandate",
];
const REFUND: [&str; 3] = ["receipt_number", "source_transfer_reversal", "transfer_reversal"];

const METHOD_CARD: [&str; 5] =
    ["display_brand", "generated_from", "networks", "three_d_secure_usage", "wallet"];

const CHARGED_CARD: [&str; 7] = [
    "amount_authorized",
    "authorization_code",
    "installments",
    "mandate",
    "network",
    "three_d_secure",
    "wallet",
];

fn usual_card(empty: &[&'static str]) -> Vec<(&'static str, Value)> {
    let checks = json!({
        "address_line1_check": null, "address_postal_code_check": null, "cvc_check": "pass",
    });
    let named = [("checks", checks), ("country", json!("US"))];
    named.into_iter().chain(empty.iter().map(|name| (*name, Value::Null))).collect()
}

fn nobody() -> Value {
    let address = json!({
        "city": null, "country": null, "line1": null, "line2": null, "postal_code": null, "state": null,
    });
    json!({ "address": address, "email": null, "name": null, "phone": null })
}

/// The movement on the account that goes with an object.
fn movement(id: &str) -> String {
    format!("txn_{}", id.split_once('_').map_or(id, |(_, rest)| rest))
}
