#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use serde_json::{Value, json};

use super::*;
use crate::Money;
use crate::testing::day;

// What the store keeps. Every answer kept so far has to read back, so these literals change only with a migration.

fn active() -> (Answer, Value) {
    let usd = |cents| Some(Money::usd(cents));
    let plan = ActivePlan {
        plan: NamePart::parse("Open Choice PPO").ok(),
        from: Some(day("2025-01-01")),
        to: Some(day("2025-12-31")),
        sessions: Sessions::Covered,
        benefits: Benefits {
            copay: usd(2_500),
            coinsurance: BasisPoints::new(2_000).ok(),
            deductible: Limit { total: usd(150_000), remaining: usd(0) },
            out_of_pocket: Limit { total: usd(400_000), remaining: None },
        },
    };
    let kept = json!({
        "answer": "active",
        "plan": "Open Choice PPO",
        "from": "2025-01-01",
        "to": "2025-12-31",
        "sessions": "covered",
        "benefits": {
            "copay": { "cents": 2_500, "currency": "USD" },
            "coinsurance": 2_000,
            "deductible": {
                "total": { "cents": 150_000, "currency": "USD" },
                "remaining": { "cents": 0, "currency": "USD" },
            },
            "out_of_pocket": { "total": { "cents": 400_000, "currency": "USD" } },
        },
    });
    (Answer::Active(plan), kept)
}

fn all() -> [(Answer, Value); 11] {
    let code = RejectCode::parse("43").expect("a code");
    [
        active(),
        (
            Answer::Active(ActivePlan::default()),
            json!({ "answer": "active", "sessions": "not_said", "benefits": {} }),
        ),
        (
            Answer::Inactive { ended: Some(day("2024-12-31")) },
            json!({ "answer": "inactive", "ended": "2024-12-31" }),
        ),
        (Answer::Inactive { ended: None }, json!({ "answer": "inactive" })),
        (Answer::NotFound, json!({ "answer": "not_found" })),
        (Answer::WrongBirthDate, json!({ "answer": "wrong_birth_date" })),
        (Answer::WrongMemberId, json!({ "answer": "wrong_member_id" })),
        (Answer::WrongName, json!({ "answer": "wrong_name" })),
        (Answer::Refused { code }, json!({ "answer": "refused", "code": "43" })),
        (Answer::PayerDown, json!({ "answer": "payer_down" })),
        (Answer::Unreadable, json!({ "answer": "unreadable" })),
    ]
}

#[test]
fn how_an_answer_is_kept() {
    for (answer, kept) in all() {
        assert_eq!(serde_json::to_value(&answer).expect("an answer serializes"), kept);
        assert_eq!(serde_json::from_value::<Answer>(kept).expect("and reads back"), answer);
    }
}

#[test]
fn an_answer_is_called_as_it_is_kept() {
    for (answer, kept) in all() {
        assert_eq!(kept["answer"], answer.as_str());
    }
}

#[test]
fn what_a_plan_does_not_cover_is_kept_in_a_word() {
    let words = [Sessions::Covered, Sessions::NotCovered, Sessions::NotSaid];
    let kept = words.map(|it| serde_json::to_value(it).expect("a word"));
    assert_eq!(kept, ["covered", "not_covered", "not_said"].map(Value::from));
}

#[test]
fn only_what_may_be_otherwise_in_a_while_is_worth_asking_again() {
    let passing: Vec<_> = all().iter().filter(|(it, _)| it.passes()).map(|(it, _)| it.as_str()).collect();
    assert_eq!(passing, ["payer_down", "unreadable"]);
}
