#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

mod disputed;

use serde_json::json;

use self::disputed::of_coverage;
use super::*;
use crate::testing::{address, on_file};

// What the store keeps. Every task kept so far has to read back, so these literals change only with a migration.

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).expect("a day");

fn asked(dispute: &str) -> AskedDispute {
    AskedDispute {
        dispute: dispute.to_owned(),
        beside: None,
        amount: Money::usd(4_000),
        answer_by: None,
        is_inquiry: false,
    }
}

fn taken_too(intent: &str) -> PaymentDifference {
    PaymentDifference::TakenToo { intent: intent.to_owned() }
}

fn failed(why: RefundFailure) -> FailedRefund {
    FailedRefund { amount: Money::usd(4_000), on: FIRST, why }
}

#[test]
fn how_a_reason_is_kept() {
    let usd = json!({ "cents": 4_000, "currency": "USD" });
    let operator = serde_json::to_value(Actor::Operator).expect("an actor serializes");
    let intent = "pi_1".to_owned();
    let said = "card_not_supported".to_owned();
    let differs = |difference| TaskReason::PaymentDiffers { difference };
    for (reason, topic, kept) in [
        (TaskReason::NoMethod, TaskTopic::Payment, json!({ "reason": "no_method" })),
        (TaskReason::NoMethodNeeded, TaskTopic::Payment, json!({ "reason": "no_method_needed" })),
        (TaskReason::PaymentFailed, TaskTopic::Payment, json!({ "reason": "payment_failed" })),
        (TaskReason::NotConfirmed, TaskTopic::Payment, json!({ "reason": "not_confirmed" })),
        (
            TaskReason::PaymentRefused { said: said.clone() },
            TaskTopic::Payment,
            json!({ "reason": "payment_refused", "said": said }),
        ),
        (
            differs(PaymentDifference::TakenToo { intent: intent.clone() }),
            TaskTopic::Difference,
            json!({ "reason": "payment_differs", "difference": { "difference": "taken_too", "intent": "pi_1" } }),
        ),
        (
            differs(PaymentDifference::RefundUnknown { amount: Money::usd(4_000) }),
            TaskTopic::Difference,
            json!({
                "reason": "payment_differs",
                "difference": {
                    "difference": "refund_unknown",
                    "amount": { "cents": 4_000, "currency": "USD" },
                },
            }),
        ),
        (
            differs(PaymentDifference::OtherAmount { intent: intent.clone(), received: Money::usd(4_000) }),
            TaskTopic::Difference,
            json!({
                "reason": "payment_differs",
                "difference": {
                    "difference": "other_amount",
                    "intent": "pi_1",
                    "received": { "cents": 4_000, "currency": "USD" },
                },
            }),
        ),
        (
            differs(PaymentDifference::NotCalledOff {
                intent: intent.clone(),
                status: "processing".to_owned(),
            }),
            TaskTopic::Difference,
            json!({
                "reason": "payment_differs",
                "difference": { "difference": "not_called_off", "intent": "pi_1", "status": "processing" },
            }),
        ),
        (
            differs(PaymentDifference::NotBooked { intent: intent.clone() }),
            TaskTopic::Difference,
            json!({ "reason": "payment_differs", "difference": { "difference": "not_booked", "intent": "pi_1" } }),
        ),
        (
            differs(PaymentDifference::Other { said: said.clone() }),
            TaskTopic::Difference,
            json!({ "reason": "payment_differs", "difference": { "difference": "other", "said": said } }),
        ),
        (
            TaskReason::Disputed {
                disputes: vec![
                    AskedDispute { answer_by: NaiveDate::from_ymd_opt(2026, 1, 5), ..asked("du_1") },
                    AskedDispute { beside: Some(intent.clone()), is_inquiry: true, ..asked("du_2") },
                ],
            },
            TaskTopic::Dispute,
            json!({
                "reason": "disputed",
                "disputes": [
                    { "dispute": "du_1", "amount": usd, "answer_by": "2026-01-05" },
                    { "dispute": "du_2", "beside": "pi_1", "amount": usd, "answer_by": null, "is_inquiry": true },
                ],
            }),
        ),
        (
            TaskReason::RefundsFailed {
                refunds: [
                    RefundFailure::Returned,
                    RefundFailure::CalledOff,
                    RefundFailure::Declined { said: said.clone(), because: None },
                    RefundFailure::Declined {
                        said: said.clone(),
                        because: Some(RefundObstacle::GivenBack { amount: Money::usd(4_000) }),
                    },
                ]
                .map(failed)
                .to_vec(),
            },
            TaskTopic::Refund,
            json!({
                "reason": "refunds_failed",
                "refunds": [
                    { "amount": usd, "on": "2025-12-01", "why": "returned" },
                    { "amount": usd, "on": "2025-12-01", "why": "called_off" },
                    { "amount": usd, "on": "2025-12-01", "why": "declined", "said": said },
                    {
                        "amount": usd,
                        "on": "2025-12-01",
                        "why": "declined",
                        "said": said,
                        "because": { "obstacle": "given_back", "amount": usd },
                    },
                ],
            }),
        ),
        (
            TaskReason::PaidAgain {
                payments: vec![PaidAgain {
                    intent: intent.clone(),
                    amount: Money::usd(4_000),
                    difference: taken_too("pi_1"),
                    back: None,
                }],
            },
            TaskTopic::Extra,
            json!({
                "reason": "paid_again",
                "payments": [{
                    "intent": "pi_1",
                    "amount": usd,
                    "difference": { "difference": "taken_too", "intent": "pi_1" },
                }],
            }),
        ),
        (
            differs(PaymentDifference::TakenDespite {
                wish: Wish::Held,
                by: Actor::Operator,
                name: Some("Sam Billing".to_owned()),
                said_on: FIRST,
                reason: None,
            }),
            TaskTopic::Difference,
            json!({
                "reason": "payment_differs",
                "difference": {
                    "difference": "taken_despite",
                    "wish": { "wish": "held" },
                    "by": operator,
                    "name": "Sam Billing",
                    "said_on": "2025-12-01",
                },
            }),
        ),
        (
            differs(PaymentDifference::Several { all: vec![taken_too("pi_1"), taken_too("pi_2")] }),
            TaskTopic::Difference,
            json!({
                "reason": "payment_differs",
                "difference": {
                    "difference": "several",
                    "all": [
                        { "difference": "taken_too", "intent": "pi_1" },
                        { "difference": "taken_too", "intent": "pi_2" },
                    ],
                },
            }),
        ),
        (
            differs(PaymentDifference::RefundedMore { amount: Money::usd(4_001) }),
            TaskTopic::Difference,
            json!({
                "reason": "payment_differs",
                "difference": {
                    "difference": "refunded_more",
                    "amount": { "cents": 4_001, "currency": "USD" },
                },
            }),
        ),
        (
            TaskReason::PaidByHand {
                payments: vec![PaidByHand {
                    intent: "pi_1".to_owned(),
                    amount: Money::usd(4_000),
                    on: FIRST,
                    may_be_for: Vec::new(),
                    back: None,
                }],
            },
            TaskTopic::Extra,
            json!({
                "reason": "paid_by_hand",
                "payments": [{
                    "intent": "pi_1",
                    "amount": { "cents": 4_000, "currency": "USD" },
                    "on": "2025-12-01",
                }],
            }),
        ),
        (TaskReason::NoticeImpossible, TaskTopic::Notice, json!({ "reason": "notice_impossible" })),
        (TaskReason::NoticeWaits, TaskTopic::Notice, json!({ "reason": "notice_waits" })),
        (
            TaskReason::NoticeReturned { said: "550 5.1.1".to_owned() },
            TaskTopic::Notice,
            json!({ "reason": "notice_returned", "said": "550 5.1.1" }),
        ),
        (
            TaskReason::MailsWait { said: "454 4.7.0".to_owned() },
            TaskTopic::Mail,
            json!({ "reason": "mails_wait", "said": "454 4.7.0" }),
        ),
        (
            TaskReason::DetailDisputed {
                details: vec![
                    DisputedDetail::ChosenName { desk: NamePart::parse("Zo").ok(), export: None },
                    DisputedDetail::Pronouns { desk: None, export: Some("they/them".to_owned()) },
                    DisputedDetail::Phone { desk: Some(on_file("2125550118")), export: None },
                    DisputedDetail::Address { desk: None, export: Some(address("1 Main St")) },
                    DisputedDetail::Email { desk: Email::parse("ana@new.example").ok(), export: None },
                    DisputedDetail::ProcessorCustomer {
                        desk: "cus_1".to_owned(),
                        export: "cus_2".to_owned(),
                    },
                ],
            },
            TaskTopic::Detail,
            json!({
                "reason": "detail_disputed",
                "details": [
                    { "detail": "chosen_name", "desk": "Zo", "export": null },
                    { "detail": "pronouns", "desk": null, "export": "they/them" },
                    { "detail": "phone", "desk": "(212) 555-0118", "export": null },
                    {
                        "detail": "address",
                        "desk": null,
                        "export": { "line1": "1 Main St", "city": "Albany", "state": "NY", "zip": "12207" },
                    },
                    { "detail": "email", "desk": "ana@new.example", "export": null },
                    { "detail": "processor_customer", "desk": "cus_1", "export": "cus_2" },
                ],
            }),
        ),
        (
            TaskReason::CoverageChanged { changes: disputed::changes().to_vec() },
            TaskTopic::Coverage,
            json!({
                "reason": "coverage_changed",
                "changes": [
                    {
                        "coverage": "cov_00000000000000000000000000000002",
                        "payer": "Cigna",
                        "change": "added",
                        "position": "primary",
                        "from": "2025-12-01",
                    },
                    {
                        "coverage": "cov_00000000000000000000000000000001",
                        "payer": "Aetna",
                        "change": "corrected",
                        "parts": ["plan", "member_id"],
                    },
                    {
                        "coverage": "cov_00000000000000000000000000000001",
                        "payer": "Aetna",
                        "change": "ended",
                        "to": "2025-12-01",
                    },
                    { "coverage": "cov_00000000000000000000000000000003", "payer": "Aetna", "change": "dropped" },
                ],
            }),
        ),
        (
            TaskReason::DetailDisputed { details: of_coverage().to_vec() },
            TaskTopic::Detail,
            json!({
                "reason": "detail_disputed",
                "details": [
                    { "detail": "payer", "desk": "Aetna", "export": "Cigna" },
                    { "detail": "plan", "desk": "Gold", "export": "Silver" },
                    { "detail": "member_id", "desk": "W1", "export": "W2" },
                    { "detail": "group_number", "desk": null, "export": "0451" },
                    {
                        "detail": "subscriber",
                        "desk": { "relationship": "child", "first": "Robert", "last": "Rivera" },
                        "export": { "relationship": "self" },
                    },
                    { "detail": "covered_from", "desk": "2025-12-01", "export": "2025-01-01" },
                    { "detail": "covered_to", "desk": "2025-12-01", "export": null },
                ],
            }),
        ),
        (
            TaskReason::DetailDisputed {
                details: vec![DisputedDetail::FirstDay {
                    desk: NaiveDate::from_ymd_opt(2025, 12, 12).expect("a day"),
                    export: NaiveDate::from_ymd_opt(2025, 12, 9).expect("a day"),
                }],
            },
            TaskTopic::Detail,
            json!({
                "reason": "detail_disputed",
                "details": [{ "detail": "first_day", "desk": "2025-12-12", "export": "2025-12-09" }],
            }),
        ),
    ] {
        assert_eq!(serde_json::to_value(&reason).expect("a reason serializes"), kept);
        assert_eq!(serde_json::from_value::<TaskReason>(kept).expect("and reads back"), reason);
        assert_eq!(reason.topic(), topic, "{reason:?}");
    }
}

#[test]
fn more_of_the_same_topic_is_added_to_what_is_open() {
    let refunds = |whys: &[RefundFailure]| TaskReason::RefundsFailed {
        refunds: whys.iter().cloned().map(failed).collect(),
    };
    let (back, off) = (RefundFailure::Returned, RefundFailure::CalledOff);
    let both = refunds(std::slice::from_ref(&back)).with(&refunds(std::slice::from_ref(&off)));
    assert_eq!(both, Some(refunds(&[back.clone(), off])));
    // The same once more is money once more.
    let twice = refunds(std::slice::from_ref(&back)).with(&refunds(std::slice::from_ref(&back)));
    assert_eq!(twice, Some(refunds(&[back.clone(), back])));
}

#[test]
fn a_payment_and_a_difference_are_told_once() {
    let paid = |intents: &[&str]| TaskReason::PaidAgain {
        payments: intents
            .iter()
            .map(|intent| PaidAgain {
                intent: (*intent).to_owned(),
                amount: Money::usd(4_000),
                difference: taken_too("pi_1"),
                back: None,
            })
            .collect(),
    };
    assert_eq!(paid(&["pi_1"]).with(&paid(&["pi_2"])), Some(paid(&["pi_1", "pi_2"])));
    assert_eq!(paid(&["pi_1", "pi_2"]).with(&paid(&["pi_2"])), None);
    let differs = |difference| TaskReason::PaymentDiffers { difference };
    let (one, other) = (taken_too("pi_1"), taken_too("pi_2"));
    let both = PaymentDifference::Several { all: vec![one.clone(), other.clone()] };
    assert_eq!(differs(one.clone()).with(&differs(other.clone())), Some(differs(both.clone())));
    assert_eq!(differs(one.clone()).with(&differs(one.clone())), None);
    assert_eq!(differs(both.clone()).with(&differs(other.clone())), None);
    assert_eq!(differs(both.clone()).without(|it| *it == one), Still::Says(differs(other)));
    assert_eq!(differs(both.clone()).without(|_| true), Still::Over);
    assert_eq!(differs(both).without(|_| false), Still::Same);
}

#[test]
fn of_a_charge_that_cannot_be_taken_it_is_said_why_not_now() {
    assert_eq!(TaskReason::PaymentFailed.with(&TaskReason::NoMethod), Some(TaskReason::NoMethod));
    assert_eq!(TaskReason::NoMethod.with(&TaskReason::NoMethod), None);
    assert_eq!(TaskReason::NoticeWaits.with(&TaskReason::NoticeImpossible), None);
}
