#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use serde_json::json;

use super::*;
use crate::testing::on_file;

// What the store keeps. Every task kept so far has to read back, so these literals change only with a migration.

#[test]
fn how_a_reason_is_kept() {
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
            TaskTopic::Payment,
            json!({ "reason": "payment_differs", "difference": { "difference": "taken_too", "intent": "pi_1" } }),
        ),
        (
            differs(PaymentDifference::TakenAfterWaived),
            TaskTopic::Payment,
            json!({ "reason": "payment_differs", "difference": { "difference": "taken_after_waived" } }),
        ),
        (
            differs(PaymentDifference::TakenAfterSettled),
            TaskTopic::Payment,
            json!({ "reason": "payment_differs", "difference": { "difference": "taken_after_settled" } }),
        ),
        (
            differs(PaymentDifference::TakenAfterChanged),
            TaskTopic::Payment,
            json!({ "reason": "payment_differs", "difference": { "difference": "taken_after_changed" } }),
        ),
        (
            differs(PaymentDifference::TakenBeforeHeld),
            TaskTopic::Payment,
            json!({ "reason": "payment_differs", "difference": { "difference": "taken_before_held" } }),
        ),
        (
            differs(PaymentDifference::RefundUnknown { amount: Money::usd(4_000) }),
            TaskTopic::Payment,
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
            TaskTopic::Payment,
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
            TaskTopic::Payment,
            json!({
                "reason": "payment_differs",
                "difference": { "difference": "not_called_off", "intent": "pi_1", "status": "processing" },
            }),
        ),
        (
            differs(PaymentDifference::NotBooked { intent }),
            TaskTopic::Payment,
            json!({ "reason": "payment_differs", "difference": { "difference": "not_booked", "intent": "pi_1" } }),
        ),
        (
            differs(PaymentDifference::Other { said: said.clone() }),
            TaskTopic::Payment,
            json!({ "reason": "payment_differs", "difference": { "difference": "other", "said": said } }),
        ),
        (
            TaskReason::Inquiry { amount: Money::usd(4_000), answer_by: None },
            TaskTopic::Dispute,
            json!({
                "reason": "inquiry",
                "amount": { "cents": 4_000, "currency": "USD" },
                "answer_by": null,
            }),
        ),
        (
            TaskReason::Disputed {
                amount: Money::usd(4_000),
                answer_by: NaiveDate::from_ymd_opt(2026, 1, 5),
            },
            TaskTopic::Dispute,
            json!({
                "reason": "disputed",
                "amount": { "cents": 4_000, "currency": "USD" },
                "answer_by": "2026-01-05",
            }),
        ),
        (
            TaskReason::RefundReturned { amount: Money::usd(4_000) },
            TaskTopic::Refund,
            json!({ "reason": "refund_returned", "amount": { "cents": 4_000, "currency": "USD" } }),
        ),
        (
            differs(PaymentDifference::RefundedMore { amount: Money::usd(4_001) }),
            TaskTopic::Payment,
            json!({
                "reason": "payment_differs",
                "difference": {
                    "difference": "refunded_more",
                    "amount": { "cents": 4_001, "currency": "USD" },
                },
            }),
        ),
        (
            TaskReason::RefundDeclined { amount: Money::usd(4_000), said: said.clone() },
            TaskTopic::Refund,
            json!({
                "reason": "refund_declined",
                "amount": { "cents": 4_000, "currency": "USD" },
                "said": said,
            }),
        ),
        (
            TaskReason::PaidByHand {
                payments: vec![PaidByHand {
                    intent: "pi_1".to_owned(),
                    amount: Money::usd(4_000),
                    on: NaiveDate::from_ymd_opt(2025, 12, 1).expect("a day"),
                }],
            },
            TaskTopic::Payment,
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
                detail: DisputedDetail::Phone { desk: Some(on_file("2125550118")), export: None },
            },
            TaskTopic::Detail,
            json!({
                "reason": "detail_disputed",
                "detail": { "detail": "phone", "desk": "(212) 555-0118", "export": null },
            }),
        ),
        (
            TaskReason::DetailDisputed {
                detail: DisputedDetail::FirstDay {
                    desk: NaiveDate::from_ymd_opt(2025, 12, 12).expect("a day"),
                    export: NaiveDate::from_ymd_opt(2025, 12, 9).expect("a day"),
                },
            },
            TaskTopic::Detail,
            json!({
                "reason": "detail_disputed",
                "detail": { "detail": "first_day", "desk": "2025-12-12", "export": "2025-12-09" },
            }),
        ),
    ] {
        assert_eq!(serde_json::to_value(&reason).expect("a reason serializes"), kept);
        assert_eq!(serde_json::from_value::<TaskReason>(kept).expect("and reads back"), reason);
        assert_eq!(reason.topic(), topic, "{reason:?}");
    }
}
