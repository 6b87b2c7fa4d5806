//! Webhooks: which are believed, and what they say. They are signed by the simulator's code, not by the client's.

use chrono::{DateTime, TimeDelta, Utc};
use processor::webhook::{TOLERANCE, WebhookError, verify};
use processor::{Event, EventKind, IntentOutcome};
use processor_simulator::sign;
use secrecy::SecretString;

use crate::support::{START, claim, instant};

const SECRET: &str = "whsec_bench";

fn body(kind: &str, object: &str) -> String {
    format!(
        r#"{{"id": "evt_1", "object": "event", "api_version": "2024-06-20", "created": {START},
        "data": {{"object": {object}}}, "livemode": false, "pending_webhooks": 1,
        "request": {{"id": null, "idempotency_key": null}}, "type": "{kind}"}}"#
    )
}

fn paid() -> String {
    let charge = claim(1).charge;
    body(
        "payment_intent.succeeded",
        &format!(
            r#"{{"id": "pi_1", "object": "payment_intent", "amount": 2500, "amount_received": 2500, "currency": "usd",
            "created": {START}, "customer": "cus_ana", "latest_charge": "ch_1", "status": "succeeded",
            "metadata": {{"charge_id": "{charge}"}}}}"#
        ),
    )
}

fn read(body: &str, header: &str, now: DateTime<Utc>) -> Result<Event, WebhookError> {
    verify(body.as_bytes(), header, &SecretString::from(SECRET), now, TOLERANCE)
}

fn signed(body: &str) -> String {
    sign(body.as_bytes(), instant(START), SECRET)
}

#[test]
fn a_signed_message_is_believed_and_understood() {
    let event = read(&paid(), &signed(&paid()), instant(START)).expect("an event");
    assert_eq!((event.id.as_str(), event.created), ("evt_1", instant(START)));
    let EventKind::IntentSucceeded(intent) = event.kind else { panic!("{event:?}") };
    intent.check(&claim(1)).expect("the claim's intent");
    assert_eq!(intent.outcome(), IntentOutcome::Taken);
    assert_eq!(intent.latest_attempt.map(|tried| tried.id.to_string()), Some("ch_1".into()));
}

#[test]
fn a_message_holds_for_five_minutes_either_way_and_no_second_longer() {
    let header = signed(&paid());
    for seconds in [-300, 0, 300] {
        read(&paid(), &header, instant(START + seconds)).expect("in time");
    }
    for seconds in [-301, 301, 86_400] {
        let read = read(&paid(), &header, instant(START + seconds));
        assert!(matches!(read, Err(WebhookError::Stale)), "{seconds}: {read:?}");
    }
    let at_once = verify(
        paid().as_bytes(),
        &header,
        &SecretString::from(SECRET),
        instant(START + 1),
        TimeDelta::zero(),
    );
    assert!(matches!(at_once, Err(WebhookError::Stale)), "{at_once:?}");
}

#[test]
fn another_body_secret_or_instant_is_forged() {
    let header = signed(&paid());
    let richer = paid().replace("2500", "2600");
    assert!(matches!(read(&richer, &header, instant(START)), Err(WebhookError::Forged)));
    let foreign = sign(paid().as_bytes(), instant(START), "whsec_other");
    assert!(matches!(read(&paid(), &foreign, instant(START)), Err(WebhookError::Forged)));
    let later = header.replace(&START.to_string(), &(START + 1).to_string());
    assert!(matches!(read(&paid(), &later, instant(START)), Err(WebhookError::Forged)));
}

#[test]
fn while_a_secret_is_replaced_one_of_several_signatures_is_enough() {
    let ours = signed(&paid());
    let (at, ours) = ours.split_once(',').expect("two parts");
    let foreign = sign(paid().as_bytes(), instant(START), "whsec_old");
    let foreign = foreign.split_once(',').expect("two parts").1;
    for header in [format!("{at},{foreign},{ours}"), format!("{at},{ours},{foreign},v0=6ffbb59b")] {
        read(&paid(), &header, instant(START)).expect("one of them is ours");
    }
    let none = format!("{at},{foreign},{foreign}");
    assert!(matches!(read(&paid(), &none, instant(START)), Err(WebhookError::Forged)));
}

#[test]
fn a_header_of_another_form_is_malformed_and_a_weaker_scheme_does_not_count() {
    let ours = signed(&paid());
    let (at, signature) = ours.split_once(',').expect("two parts");
    let weaker = signature.replace("v1=", "v0=");
    let short = signature.chars().take(20).collect::<String>();
    for header in [
        String::new(),
        "nonsense".to_owned(),
        at.to_owned(),
        signature.to_owned(),
        format!("{at},{weaker}"),
        format!("{at},{short}"),
        format!("t=now,{signature}"),
        format!("{at},{at},{signature}"),
        format!("{at},v1={}", "z".repeat(64)),
    ] {
        let read = read(&paid(), &header, instant(START));
        assert!(matches!(read, Err(WebhookError::Malformed)), "{header}: {read:?}");
    }
}

#[test]
fn an_event_we_do_not_know_is_still_an_event() {
    let other = body("invoice.paid", r#"{"id": "in_1"}"#);
    let event = read(&other, &signed(&other), instant(START)).expect("an event");
    assert_eq!(event.kind, EventKind::Other("invoice.paid".into()));
    let foreign = paid().replace("\"usd\"", "\"eur\"");
    let event = read(&foreign, &signed(&foreign), instant(START)).expect("an event");
    assert_eq!(event.kind, EventKind::Other("payment_intent.succeeded".into()));
}

#[test]
fn a_signed_message_that_is_no_event_is_unreadable() {
    let read = |body: &str| read(body, &signed(body), instant(START));
    assert!(matches!(read("{}"), Err(WebhookError::Unreadable(_))));
    assert!(matches!(read("not json"), Err(WebhookError::Unreadable(_))));
    assert!(matches!(read(&paid().replace("evt_1", "../1")), Err(WebhookError::Nameless)));
}
