//! What the store keeps of each state.

use serde_json::{Value, json};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::super::*;
use super::state;
use crate::actor::Actor;
use crate::charge::{FailReason, HoldReason, Payment, Refund};
use crate::testing::{
    AGENT, CARD, attempts, declined, due, local, processing, refund, scheduled, settled_elsewhere, upcoming,
};

// What the store keeps. Every charge kept so far has to read back, so these literals change only together with a migration.

/// The state is kept as this JSON, and this JSON reads back as the state.
#[track_caller]
fn kept(state: &ChargeState, json: &Value) {
    assert_eq!(&serde_json::to_value(state).expect("a state serializes"), json);
    assert_eq!(&serde_json::from_str::<ChargeState>(&json.to_string()).expect("and reads back"), state);
}

fn usd(cents: i64) -> Value {
    json!({ "cents": cents, "currency": "USD" })
}

fn due_json() -> Value {
    json!({
        "amount": usd(4_000),
        "answer": {
            "breakdown": {
                "billed": usd(18_000),
                "allowed": usd(12_000),
                "insurer_paid": usd(9_000),
                "deductible": usd(0),
                "copay": usd(2_500),
                "coinsurance": usd(500),
                "not_covered": usd(1_000),
            },
            "answered_on": "2025-11-28",
        },
    })
}

fn promise_json() -> Value {
    json!({
        "notice_day": "2025-12-01",
        "earliest_day": "2025-12-02",
        "initial_day": "2025-12-02",
        "window": { "latest_day": "2025-12-18", "act_until": "2025-12-17" },
        "notice_hours": 24,
        "charge_time": "10:00:00",
        "zone": "America/New_York",
    })
}

fn announced_json() -> Value {
    json!({
        "due": due_json(),
        "day": "2025-12-02",
        "promise": promise_json(),
        "told_at": "2025-12-01T14:30:00Z",
        "wished": "2025-11-24",
    })
}

fn announced_and_tried_json() -> Value {
    let mut announced = announced_json();
    announced["attempts"] =
        json!([{ "method": "pmt_00000000000000000000000000000002", "first_day": "2025-12-02", "count": 1 }]);
    announced
}

fn paid_json() -> Value {
    json!({
        "due": due_json(),
        "day": "2025-12-02",
        "paid_at": "2025-12-02T15:00:03Z",
        "paid_on": "2025-12-02",
        "card": { "brand": "Visa", "last4": "4242" },
        "receipt": "R-1001",
    })
}

fn refund_json(cents: i64) -> Value {
    json!({
        "amount": usd(cents),
        "at": "2025-12-04T17:00:00Z",
        "by": { "actor": "staff", "id": "stf_00000000000000000000000000000004" },
        "reason": "Billed twice",
    })
}

/// The facts of a state with its name among them.
fn named(name: &str, facts: Value) -> Value {
    named_as("state", name, facts)
}

fn named_as(what: &str, name: &str, mut facts: Value) -> Value {
    facts[what] = json!(name);
    facts
}

fn settled_elsewhere_json() -> Value {
    json!({
        "payment": {
            "on": "2025-12-01",
            "how": "check",
            "said_at": "2025-12-01T17:00:00Z",
            "by": { "actor": "staff", "id": "stf_00000000000000000000000000000004" },
        },
        "owed": { "due": due_json(), "first_day": "2025-12-02", "wished": "2025-11-24" },
    })
}

#[test]
fn how_a_charge_that_awaits_the_insurer_is_kept() {
    kept(&ChargeState::AwaitingInsurer, &json!({ "state": "awaiting_insurer" }));
}

#[test]
fn how_a_charge_with_nothing_due_is_kept() {
    let mut answer = due_json()["answer"].take();
    for (part, cents) in [("insurer_paid", 12_000), ("copay", 0), ("coinsurance", 0), ("not_covered", 0)] {
        answer["breakdown"][part] = usd(cents);
    }
    kept(&state(StateName::NothingDue), &json!({ "state": "nothing_due", "answer": answer }));
}

#[test]
fn how_a_scheduled_charge_is_kept() {
    let json = json!({ "state": "scheduled", "due": due_json(), "first_day": "2025-11-24" });
    kept(&state(StateName::Scheduled), &json);
}

#[test]
fn how_a_charge_without_an_insurer_is_kept() {
    let due = Due { answer: None, ..due() };
    let json = json!({
        "state": "scheduled",
        "due": { "amount": usd(4_000), "answer": null },
        "first_day": "2025-11-24",
    });
    kept(&ChargeState::Scheduled(Scheduled { due, ..scheduled() }), &json);
}

#[test]
fn how_a_charge_to_be_announced_anew_is_kept() {
    let json = json!({
        "state": "scheduled",
        "due": due_json(),
        "first_day": "2025-11-24",
        "attempts": [{ "method": "pmt_00000000000000000000000000000002", "first_day": "2025-12-02", "count": 2 }],
    });
    kept(&ChargeState::Scheduled(Scheduled { attempts: attempts(CARD, 2), ..scheduled() }), &json);
}

#[test]
fn how_an_upcoming_charge_is_kept() {
    kept(&state(StateName::Upcoming), &named("upcoming", announced_json()));
}

#[test]
fn how_an_upcoming_charge_without_a_window_is_kept() {
    let mut it = upcoming();
    it.announced.promise.window = None;
    let mut json = named("upcoming", announced_json());
    json["promise"]["window"] = Value::Null;
    kept(&ChargeState::Upcoming(it), &json);
}

#[test]
fn how_a_processing_charge_is_kept() {
    let json = json!({
        "state": "processing",
        "announced": announced_json(),
        "attempt": "att_00000000000000000000000000000001",
        "since": "2025-12-02T15:00:01Z",
    });
    kept(&state(StateName::Processing), &json);
}

#[test]
fn how_an_attempt_that_was_asked_for_or_waited_for_a_card_is_kept() {
    for (asked, waited, fact) in [(true, false, "asked"), (false, true, "waited")] {
        let mut json = json!({
            "state": "processing",
            "announced": announced_json(),
            "attempt": "att_00000000000000000000000000000001",
            "since": "2025-12-02T15:00:01Z",
        });
        json[fact] = true.into();
        kept(&ChargeState::Processing(Processing { asked, waited, ..processing() }), &json);
    }
}

#[test]
fn how_a_paid_charge_is_kept() {
    kept(&state(StateName::Paid), &named("paid", paid_json()));
}

#[test]
fn how_a_failed_charge_is_kept() {
    let url = "https://pay.example/confirm".to_owned();
    for (reason, reason_json) in [
        (FailReason::Declined, json!({ "reason": "declined" })),
        (FailReason::DeclinedForGood, json!({ "reason": "declined_for_good" })),
        (
            FailReason::NeedsConfirmation { url },
            json!({ "reason": "needs_confirmation", "url": "https://pay.example/confirm" }),
        ),
        (FailReason::NotConfirmed, json!({ "reason": "not_confirmed" })),
        (FailReason::NoMethod, json!({ "reason": "no_method" })),
    ] {
        let json = json!({
            "state": "failed",
            "announced": announced_and_tried_json(),
            "reason": reason_json,
            "failed_at": "2025-12-02T15:00:02Z",
            "next_attempt": "2025-12-05T15:00:00Z",
        });
        kept(&ChargeState::Failed(Failed { reason, ..declined() }), &json);
    }
}

#[test]
fn how_a_failed_charge_without_a_next_attempt_is_kept() {
    let json = json!({
        "state": "failed",
        "announced": announced_json(),
        "reason": { "reason": "no_method" },
        "failed_at": "2025-12-02T15:00:02Z",
        "next_attempt": null,
    });
    let failed = processing().without_method(local("2025-12-02 10:00:02"));
    kept(&ChargeState::Failed(failed), &json);
}

#[test]
fn how_a_charge_on_hold_is_kept() {
    let since = local("2025-12-01 12:00:00");
    let failed_json = json!({
        "before": "failed",
        "announced": announced_and_tried_json(),
        "reason": { "reason": "declined" },
        "failed_at": "2025-12-02T15:00:02Z",
        "next_attempt": "2025-12-05T15:00:00Z",
    });
    let mut upcoming_json = announced_json();
    upcoming_json["before"] = json!("upcoming");
    for (before, before_json) in [
        (
            HeldState::Scheduled(scheduled()),
            json!({ "before": "scheduled", "due": due_json(), "first_day": "2025-11-24" }),
        ),
        (HeldState::Upcoming(upcoming()), upcoming_json),
        (HeldState::Failed(declined()), failed_json),
    ] {
        let json = json!({
            "state": "on_hold",
            "reason": { "reason": "support", "note": "The client asked" },
            "by": { "actor": "staff", "id": "stf_00000000000000000000000000000004" },
            "since": "2025-12-01T17:00:00Z",
            "before": before_json,
        });
        let reason = HoldReason::Support { note: "The client asked".to_owned() };
        kept(&ChargeState::OnHold(before.hold(reason, Actor::Staff(AGENT), since)), &json);
    }
}

#[test]
fn how_a_charge_on_hold_for_want_of_a_method_is_kept() {
    let mut before = announced_json();
    before["before"] = json!("upcoming");
    let json = json!({
        "state": "on_hold",
        "reason": { "reason": "no_method_needed" },
        "by": { "actor": "system" },
        "since": "2025-12-01T17:00:00Z",
        "before": before,
    });
    kept(&state(StateName::OnHold), &json);
}

#[test]
fn how_a_waived_charge_is_kept() {
    let json = json!({
        "state": "waived",
        "due": due_json(),
        "at": "2025-12-01T17:00:00Z",
        "by": { "actor": "staff", "id": "stf_00000000000000000000000000000004" },
        "reason": "Hardship",
    });
    kept(&state(StateName::Waived), &json);
}

#[test]
fn how_a_refunded_charge_is_kept() {
    let json = json!({
        "state": "partially_refunded",
        "of": named_as("by", "paid", paid_json()),
        "refunds": [refund_json(1_500)],
    });
    kept(&state(StateName::PartiallyRefunded), &json);
    let json = json!({
        "state": "refunded",
        "of": named_as("by", "paid", paid_json()),
        "refunds": [refund_json(1_500), refund_json(2_500)],
    });
    kept(&state(StateName::Refunded), &json);
}

#[test]
fn how_a_refund_of_the_processor_is_kept() {
    let mut json = refund_json(1_500);
    json["processor_id"] = json!("re_1");
    json["on_its_way"] = json!(true);
    let on_its_way = Refund { processor_id: Some("re_1".to_owned()), on_its_way: true, ..refund(1_500) };
    assert_eq!(serde_json::to_value(&on_its_way).expect("a refund serializes"), json);
    assert_eq!(serde_json::from_value::<Refund>(json).expect("and reads back"), on_its_way);
}

#[test]
fn how_a_charge_that_was_paid_elsewhere_is_kept() {
    kept(&state(StateName::SettledElsewhere), &named("settled_elsewhere", settled_elsewhere_json()));
    let payment = Payment::SettledElsewhere(settled_elsewhere());
    let back = Refunded::none_of(payment).and(refund(4_000)).expect("it is left");
    let json = json!({
        "state": "refunded",
        "of": named_as("by", "settled_elsewhere", settled_elsewhere_json()),
        "refunds": [refund_json(4_000)],
    });
    kept(&ChargeState::Refunded(back), &json);
}

#[test]
fn how_a_disputed_charge_is_kept() {
    let some = json!({
        "before": "partially_refunded",
        "of": named_as("by", "paid", paid_json()),
        "refunds": [refund_json(1_500)],
    });
    let json = json!({
        "state": "disputed",
        "payment": some,
        "disputes": [{
            "id": "dp_1",
            "amount": usd(2_500),
            "opened_at": "2025-12-20T13:00:00Z",
            "answer_until": "2026-01-06T04:59:59Z",
        }],
    });
    kept(&state(StateName::Disputed), &json);
    let json = json!({
        "state": "charged_back",
        "payment": named_as("before", "paid", paid_json()),
        "disputes": [{
            "id": "dp_1",
            "amount": usd(4_000),
            "opened_at": "2025-12-20T13:00:00Z",
            "answer_until": "2026-01-06T04:59:59Z",
            "lost_at": "2026-01-20T14:00:00Z",
        }],
    });
    kept(&state(StateName::ChargedBack), &json);
}
