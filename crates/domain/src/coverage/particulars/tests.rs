#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use serde_json::json;

use super::*;
use crate::testing::{coverage, day, insured, payer_id};

/// A coverage of which the export has said what the desk has.
fn exported() -> Coverage {
    let it = coverage(1, 1, 1);
    Coverage { exported: Some(it.particulars()), ..it }
}

fn after(it: &Coverage, said: Particulars) -> (Coverage, Vec<DisputedDetail>) {
    it.clone().after_export(said)
}

#[test]
fn an_export_says_it_until_the_client_does() {
    let first = exported();
    let (plan, to) = ("PPO Gold".to_owned(), Some(day("2025-12-31")));
    let said = Particulars { plan, to, payer: payer_id(2), ..first.particulars() };
    let (it, disputed) = after(&first, said.clone());
    assert_eq!((it.particulars(), it.exported, disputed), (said.clone(), Some(said), vec![]));
}

#[test]
fn what_the_client_changed_stays_while_the_export_goes_on_saying_the_same() {
    let first = exported();
    let subscriber = Subscriber::Child(insured("Robert", "Rivera"));
    let own = Coverage {
        member_id: "w-123456789".to_owned(),
        group_number: None,
        to: Some(day("2025-11-30")),
        subscriber,
        ..first.clone()
    };
    assert_eq!(after(&own, first.particulars()), (own, vec![]));
}

#[test]
fn what_both_changed_stays_as_it_is_in_the_desk_and_each_of_it_is_disputed() {
    let first = exported();
    let own = Coverage { member_id: "W1".to_owned(), to: Some(day("2025-11-30")), ..first.clone() };
    let (plan, group_number) = ("PPO Gold".to_owned(), Some("99".to_owned()));
    let (member_id, to) = ("W2".to_owned(), Some(day("2025-12-31")));
    let said = Particulars { plan, group_number, member_id, to, ..first.particulars() };
    let (it, disputed) = after(&own, said.clone());
    let kept = Particulars { member_id: own.member_id.clone(), to: own.to, ..said.clone() };
    assert_eq!((it.particulars(), it.exported), (kept, Some(said)));
    let [one, other] = ["W1", "W2"].map(str::to_owned);
    assert_eq!(
        disputed,
        [
            DisputedDetail::MemberId { desk: one, export: other },
            DisputedDetail::CoveredTo { desk: own.to, export: Some(day("2025-12-31")) },
        ]
    );
}

#[test]
fn another_plan_over_one_that_the_client_ended_is_disputed_as_a_whole() {
    let first = exported();
    let own = Coverage { to: Some(day("2025-12-31")), ..first.clone() };
    let said = Particulars {
        payer: payer_id(2),
        member_id: "W2".to_owned(),
        from: day("2026-01-01"),
        ..first.particulars()
    };
    let (it, disputed) = after(&own, said.clone());
    assert_eq!((it.particulars(), &it.exported), (own.particulars(), &Some(said.clone())));
    assert_eq!(
        disputed,
        [
            DisputedDetail::MemberId { desk: own.member_id.clone(), export: "W2".to_owned() },
            DisputedDetail::CoveredFrom { desk: own.from, export: said.from },
            DisputedDetail::CoveredTo { desk: own.to, export: None },
        ]
    );
    // The same every night says nothing more, and the payer stays the one of the desk.
    assert_eq!(after(&it, said), (it.clone(), vec![]));
    // Of the first plan the client's word stays.
    let (back, disputed) = after(&it, first.particulars());
    assert_eq!((back.particulars(), disputed), (own.particulars(), vec![]));
}

#[test]
fn a_number_that_the_practice_writes_in_another_way_is_in_nobodys_dispute() {
    let first = exported();
    let own = Coverage { member_id: "w9 8765".to_owned(), ..first.clone() };
    let said = Particulars { member_id: "W9-8765".to_owned(), ..first.particulars() };
    let (it, disputed) = after(&own, said);
    assert_eq!((it.member_id.as_str(), disputed), ("W9-8765", vec![]));
}

#[test]
fn a_row_is_about_a_coverage_made_in_the_desk_where_payer_place_and_number_are_the_same() {
    let made = Coverage { external_key: None, ..coverage(1, 1, 1) };
    let (aetna, other, primary) = (payer_id(1), payer_id(2), Position::Primary);
    assert!(made.is_taken_over_by(aetna, primary, "w123-456 789"));
    assert!(!exported().is_taken_over_by(aetna, primary, "W123456789"), "it has a key of its own");
    for (payer, position, member_id) in [
        (aetna, primary, "W123456780"),
        (aetna, Position::Secondary, "W123456789"),
        (other, primary, "W123456789"),
    ] {
        assert!(!made.is_taken_over_by(payer, position, member_id), "{payer:?} {position:?} {member_id}");
    }
}

#[test]
fn a_row_is_about_another_plan_once_it_names_neither_the_card_in_the_desk_nor_the_one_before() {
    let own = Coverage { member_id: "W1".to_owned(), ..exported() };
    let (aetna, other, primary) = (payer_id(1), payer_id(2), Position::Primary);
    for number in ["w-1", "W123-456-789"] {
        assert!(own.is_still_that_of(aetna, primary, number), "{number}");
    }
    for (payer, position, number) in
        [(aetna, primary, "W2"), (other, primary, "W1"), (aetna, Position::Secondary, "W1")]
    {
        assert!(!own.is_still_that_of(payer, position, number), "{payer:?} {position:?} {number}");
    }
    let left = Coverage { external_key: None, ..own.clone() };
    let made = Coverage { exported: None, ..left.clone() };
    assert_eq!([&own, &left, &made].map(Coverage::has_lost_its_row), [false, true, false]);
}

#[test]
fn what_is_said_of_it_for_the_first_time_and_otherwise_is_disputed() {
    let made = Coverage { external_key: None, to: Some(day("2025-11-30")), ..coverage(1, 1, 1) };
    let said = Particulars {
        member_id: "w123456789".to_owned(),
        plan: "CHOICE PLUS".to_owned(),
        from: day("2025-02-01"),
        to: None,
        ..made.particulars()
    };
    let (it, disputed) = after(&made, said.clone());
    assert_eq!((it.member_id, it.plan), (said.member_id, said.plan), "as the practice writes them");
    assert_eq!(
        disputed,
        [
            DisputedDetail::CoveredFrom { desk: made.from, export: said.from },
            DisputedDetail::CoveredTo { desk: made.to, export: None },
        ]
    );
    assert_eq!(after(&made, made.particulars()).1, []);
}

// What the store keeps of an export.
#[test]
fn how_particulars_are_kept() {
    let said = Particulars { to: Some(day("2025-12-31")), ..coverage(1, 1, 1).particulars() };
    let kept = json!({
        "payer": "pay_00000000000000000000000000000001",
        "plan": "Choice Plus",
        "member_id": "W123456789",
        "group_number": "0451",
        "subscriber": { "relationship": "self" },
        "position": "primary",
        "from": "2025-01-01",
        "to": "2025-12-31",
    });
    assert_eq!(serde_json::to_value(&said).expect("it serializes"), kept);
    assert_eq!(serde_json::from_value::<Particulars>(kept).expect("and reads back"), said);
}
