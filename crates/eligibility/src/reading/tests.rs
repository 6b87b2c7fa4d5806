use chrono::NaiveDate;
use domain::Money;
use domain::eligibility::{ActivePlan, Answer, BasisPoints, Benefits, Limit, RejectCode, Sessions};
use serde_json::{Value, json};

use super::read;
use crate::reply::{Reply, Unread};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).expect("a day");

fn reply(body: Value) -> Reply {
    read(&serde_json::from_value(body).expect("every object can be read"), DAY)
}

fn answer(body: Value) -> Answer {
    reply(body).answer
}

/// An active plan with these entries besides.
fn active(entries: Value) -> ActivePlan {
    let mut said = vec![json!({ "code": "1", "name": "Active Coverage", "serviceTypeCodes": ["30"] })];
    said.extend(entries.as_array().expect("a list").iter().cloned());
    match answer(json!({ "benefitsInformation": said })) {
        Answer::Active(plan) => plan,
        other => panic!("{other:?}"),
    }
}

fn benefits(entries: Value) -> Benefits {
    active(entries).benefits
}

fn usd(cents: i64) -> Option<Money> {
    Some(Money::usd(cents))
}

fn entry(code: &str, service: &str, amount: &str, more: Value) -> Value {
    let mut entry = json!({
        "code": code, "serviceTypeCodes": [service], "benefitAmount": amount, "coverageLevelCode": "IND",
        "inPlanNetworkIndicatorCode": "Y",
    });
    entry.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    entry
}

fn aaa(codes: &[&str]) -> Value {
    codes
        .iter()
        .map(
            |code| json!({ "field": "AAA", "code": code, "description": "words", "followupAction": "words" }),
        )
        .collect()
}

#[test]
fn a_plan_is_read_with_its_name_its_days_and_what_it_leaves_to_the_client() {
    let body = json!({
        "id": "ec_550e8400-e29b-41d4-a716-446655440000",
        "errors": [],
        "planDateInformation": { "planBegin": "20250101", "planEnd": "20251231", "service": "20251201" },
        "benefitsInformation": [
            { "code": "1", "serviceTypeCodes": ["30"], "planCoverage": "  Open  Choice PPO " },
            { "code": "1", "serviceTypeCodes": ["MH"] },
            entry("B", "CF", "25", json!({ "timeQualifierCode": "27" })),
            { "code": "A", "serviceTypeCodes": ["CF"], "benefitPercent": "0.2", "inPlanNetworkIndicatorCode": "W" },
            entry("C", "30", "1500.00", json!({ "timeQualifierCode": "23" })),
            entry("C", "30", "423.17", json!({ "timeQualifierCode": "29" })),
            entry("G", "30", "4000", json!({ "timeQualifierCode": "22" })),
        ],
    });
    let read = reply(body);
    assert_eq!(read.check.as_ref().map(|it| it.as_str()), Some("ec_550e8400-e29b-41d4-a716-446655440000"));
    assert_eq!(read.unread, None);
    let Answer::Active(plan) = read.answer else { panic!("{read:?}") };
    assert_eq!(plan.plan.as_ref().map(|it| it.as_str()), Some("Open Choice PPO"));
    assert_eq!(
        (plan.from, plan.to),
        (NaiveDate::from_ymd_opt(2025, 1, 1), NaiveDate::from_ymd_opt(2025, 12, 31))
    );
    assert_eq!(plan.sessions, Sessions::Covered);
    let expected = Benefits {
        copay: usd(2_500),
        coinsurance: BasisPoints::new(2_000).ok(),
        deductible: Limit { total: usd(150_000), remaining: usd(42_317) },
        out_of_pocket: Limit { total: usd(400_000), remaining: None },
    };
    assert_eq!(plan.benefits, expected);
}

#[test]
fn of_many_amounts_the_one_for_a_session_in_the_network_of_one_person_counts() {
    let visit = json!({ "timeQualifierCode": "27" });
    let said = json!([
        entry("B", "98", "40", visit.clone()),
        entry("B", "MH", "30", visit.clone()),
        entry("B", "CF", "60", json!({ "inPlanNetworkIndicatorCode": "N" })),
        entry("B", "CF", "99", json!({ "coverageLevelCode": "FAM" })),
        entry("B", "CF", "10", json!({ "additionalInformation": [{ "description": "TELEHEALTH" }] })),
        entry("B", "CF", "11", json!({ "eligibilityAdditionalInformationList": [{ "industryCode": "02" }] })),
        entry(
            "B",
            "CF",
            "12",
            json!({ "compositeMedicalProcedureIdentifier": { "procedureCode": "90837" } })
        ),
        entry("B", "CF", "500", json!({ "timeQualifierCode": "36" })),
        entry("B", "CE", "700", visit.clone()),
        entry("B", "CF", "25", visit),
    ]);
    assert_eq!(benefits(said.clone()).copay, usd(2_500));
    let mut backwards = said;
    backwards.as_array_mut().expect("a list").reverse();
    assert_eq!(benefits(backwards).copay, usd(2_500));
}

#[test]
fn amounts_that_contradict_each_other_are_none_and_those_that_agree_are_one() {
    let said = |amounts: [&str; 2]| {
        let entries: Vec<Value> = amounts.iter().map(|amount| entry("B", "CF", amount, json!({}))).collect();
        benefits(json!(entries)).copay
    };
    assert_eq!(said(["25", "40"]), None);
    assert_eq!(said(["25", "25.00"]), usd(2_500));
}

#[test]
fn the_plans_price_of_anything_else_is_not_the_price_of_a_session() {
    let said = benefits(json!([
        entry("B", "30", "20", json!({})),
        { "code": "A", "serviceTypeCodes": ["30"], "benefitPercent": "0.3", "inPlanNetworkIndicatorCode": "Y" },
    ]));
    assert_eq!((said.copay, said.coinsurance), (None, None));
}

#[test]
fn both_amounts_of_a_limit_are_of_the_same_limit() {
    let year = |service, amount| entry("C", service, amount, json!({ "timeQualifierCode": "23" }));
    let left = |service, amount| entry("C", service, amount, json!({ "timeQualifierCode": "29" }));
    let of_plan = benefits(json!([year("30", "1500"), left("30", "423.17")])).deductible;
    assert_eq!(of_plan, Limit { total: usd(150_000), remaining: usd(42_317) });
    let own = benefits(json!([year("30", "1500"), left("30", "423.17"), left("MH", "0")])).deductible;
    assert_eq!(own, Limit { total: None, remaining: usd(0) });
    let contradicting = benefits(json!([year("30", "1500"), left("30", "1500.01")])).deductible;
    assert_eq!(contradicting, Limit::default());
}

#[test]
fn nothing_is_a_price_too_and_no_limit_is_none() {
    let said = benefits(json!([
        entry("B", "MH", "0", json!({})),
        { "code": "A", "serviceTypeCodes": ["MH"], "benefitPercent": "0" },
        entry("G", "30", "999999.99", json!({ "timeQualifierCode": "23" })),
    ]));
    assert_eq!((said.copay, said.coinsurance), (usd(0), BasisPoints::new(0).ok()));
    assert_eq!(said.out_of_pocket, Limit::default());
}

#[test]
fn a_plan_may_hold_and_pay_for_no_sessions() {
    let sessions = |entries| active(entries).sessions;
    assert_eq!(sessions(json!([])), Sessions::NotSaid);
    assert_eq!(sessions(json!([{ "code": "I", "serviceTypeCodes": ["MH"] }])), Sessions::NotCovered);
    assert_eq!(sessions(json!([{ "code": "6", "serviceTypeCodes": ["A8"] }])), Sessions::NotCovered);
    assert_eq!(sessions(json!([{ "code": "1", "serviceTypeCodes": ["CF"] }])), Sessions::Covered);
    assert_eq!(sessions(json!([entry("B", "A6", "20", json!({}))])), Sessions::Covered);
    let outside = json!([{ "code": "I", "serviceTypeCodes": ["MH"], "inPlanNetworkIndicatorCode": "N" }]);
    assert_eq!(sessions(outside), Sessions::NotSaid);
}

#[test]
fn a_plan_holds_where_the_medical_one_does() {
    let said = |entries: Value| answer(json!({ "benefitsInformation": entries }));
    for code in ["1", "2", "3", "4", "5"] {
        assert_eq!(said(json!([{ "code": code }])), Answer::Active(ActivePlan::default()), "{code}");
    }
    for code in ["6", "7", "8"] {
        let of_medical = json!([{ "code": code, "serviceTypeCodes": ["30"] }, { "code": "1", "serviceTypeCodes": ["35"] }]);
        assert_eq!(said(of_medical), Answer::Inactive { ended: None }, "{code}");
    }
    let ended_and_new =
        json!([{ "code": "6", "serviceTypeCodes": ["30"] }, { "code": "1", "serviceTypeCodes": ["30"] }]);
    assert_eq!(said(ended_and_new).as_str(), "active");
    assert_eq!(said(json!([{ "code": "1", "serviceTypeCodes": ["35"] }])), Answer::Unreadable, "dental only");
}

#[test]
fn older_answers_say_it_in_the_plans_status() {
    let status = |code| {
        answer(
            json!({ "planStatus": [{ "statusCode": code, "planDetails": "GOLD", "serviceTypeCodes": ["30"] }] }),
        )
    };
    let Answer::Active(plan) = status("1") else { panic!("it is active") };
    assert_eq!(plan.plan.as_ref().map(|it| it.as_str()), Some("GOLD"));
    assert_eq!(status("6"), Answer::Inactive { ended: None });
}

#[test]
fn a_plan_that_ended_before_the_day_is_inactive_whatever_it_is_called() {
    let dated = |dates: Value| {
        let said = json!([{ "code": "1", "serviceTypeCodes": ["30"] }]);
        answer(json!({ "benefitsInformation": said, "planDateInformation": dates }))
    };
    let last = NaiveDate::from_ymd_opt(2025, 11, 30);
    for dates in [
        json!({ "planEnd": "20251130" }),
        json!({ "plan": "20250101-20251130" }),
        json!({ "eligibility": "20250101-20251130", "planEnd": "20251231" }),
        json!({ "eligibilityEnd": "20251130", "planEnd": "20251231" }),
        json!({ "eligibilityEnd": "20251231", "planEnd": "20251130" }),
        json!({ "policyExpiration": "20251130" }),
    ] {
        assert_eq!(dated(dates.clone()), Answer::Inactive { ended: last }, "{dates}");
    }
    for dates in [
        json!({ "planEnd": "20251201" }),
        json!({ "planEnd": "99991231" }),
        json!({ "planEnd": "2025-11-30" }),
        json!({ "planEnd": 20251130 }),
        json!({ "planBegin": "20260101", "planEnd": "20251130" }),
        json!("20251130"),
    ] {
        assert_eq!(dated(dates.clone()).as_str(), "active", "{dates}");
    }
}

#[test]
fn every_code_of_a_rejection_comes_to_what_can_be_done() {
    let refused = |code: &str| Answer::Refused { code: RejectCode::parse(code).expect("a code") };
    for (codes, expected) in [
        (&["71"][..], Answer::WrongBirthDate),
        (&["58"], Answer::WrongBirthDate),
        (&["75", "71"], Answer::WrongBirthDate),
        (&["72"], Answer::WrongMemberId),
        (&["75", "72"], Answer::WrongMemberId),
        (&["73"], Answer::WrongName),
        (&["65"], Answer::WrongName),
        (&["75"], Answer::NotFound),
        (&["67"], Answer::NotFound),
        (&["76"], Answer::NotFound),
        (&["42"], Answer::PayerDown),
        (&["80"], Answer::PayerDown),
        (&["42", "79"], Answer::PayerDown),
        (&["79"], refused("79")),
        (&["43"], refused("43")),
        (&["T4"], refused("T4")),
        (&["ZZ", "43"], refused("ZZ")),
    ] {
        assert_eq!(answer(json!({ "errors": aaa(codes) })), expected, "{codes:?}");
    }
}

#[test]
fn a_rejection_is_read_at_whatever_level_it_stands() {
    for body in [
        json!({ "subscriber": { "aaaErrors": aaa(&["72"]) } }),
        json!({ "dependents": [{ "aaaErrors": aaa(&["64"]) }] }),
        json!({ "provider": { "aaaErrors": aaa(&["43"]) }, "errors": aaa(&["72"]) }),
    ] {
        assert_eq!(answer(body.clone()), Answer::WrongMemberId, "{body}");
    }
}

#[test]
fn a_plan_says_nothing_of_a_patient_whom_the_payer_does_not_know() {
    let said = json!([{ "code": "1", "serviceTypeCodes": ["30"] }]);
    let body = |code| json!({ "benefitsInformation": said.clone(), "errors": aaa(&[code]) });
    assert_eq!(answer(body("67")), Answer::NotFound);
    assert_eq!(answer(body("33")).as_str(), "active");
}

#[test]
fn what_is_unknown_or_of_another_type_is_passed_over() {
    let said = active(json!([
        17, null, "text", [], {},
        { "code": 1, "serviceTypeCodes": "30", "benefitAmount": { "cents": 1 } },
        { "code": "ZZ", "serviceTypeCodes": ["QQ"], "neverHeardOf": [[[]]] },
        entry("B", "MH", "a few dollars", json!({})),
        { "code": "B", "serviceTypeCodes": ["MH"], "benefitAmount": 20.5 },
        { "code": "B", "serviceTypeCodes": ["CF", 5, null], "benefitAmount": "25", "coverageLevel": 7 },
    ]));
    assert_eq!(said.benefits.copay, usd(2_500));
    for body in [
        json!({ "errors": "none", "subscriber": [], "payer": 5, "benefitsInformation": { "code": "1" }, "planStatus": null }),
        json!({}),
        json!([]),
        json!({ "errors": [{ "code": "NOT A CODE" }, { "code": null }, "71"] }),
    ] {
        let read = reply(body.clone());
        assert_eq!((read.answer, read.unread), (Answer::Unreadable, Some(Unread::NothingSaid)), "{body}");
    }
}

#[test]
fn one_member_that_is_nonsense_costs_that_entry_and_no_other() {
    let copay = entry("B", "CF", "25", json!({ "timeQualifierCode": "27" }));
    let spoilt = entry("C", "30", "1500", json!({ "timeQualifierCode": "23" }));
    let names: Vec<String> = spoilt.as_object().expect("an object").keys().cloned().collect();
    let nonsense = [
        json!(null),
        json!(17),
        json!(-0.5),
        json!(""),
        json!("\u{0}٥"),
        json!([[]]),
        json!({ "a": {} }),
        json!(true),
    ];
    for name in names {
        for value in &nonsense {
            let mut spoilt = spoilt.clone();
            spoilt[&name] = value.clone();
            let said = benefits(json!([spoilt, copay.clone()]));
            assert_eq!(said.copay, usd(2_500), "{name} is {value}");
            assert!(said.deductible.total.is_none_or(|it| it == Money::usd(150_000)), "{name} is {value}");
        }
    }
}

#[test]
fn a_name_that_is_no_line_of_text_is_passed_over() {
    let named = |name: &str| {
        let said = json!([{ "code": "1", "serviceTypeCodes": ["30"], "planCoverage": name }]);
        let body = json!({ "benefitsInformation": said, "planInformation": { "planDescription": "SILVER" } });
        let Answer::Active(plan) = answer(body) else { panic!("it is active") };
        plan.plan.map(String::from)
    };
    assert_eq!(named("GOLD").as_deref(), Some("GOLD"));
    for none in ["", "  ", "\u{202e}DLOG", &"x".repeat(101)] {
        assert_eq!(named(none).as_deref(), Some("SILVER"), "{none}");
    }
}
