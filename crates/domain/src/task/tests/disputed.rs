#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::client::Details;
use crate::coverage::Coverage;
use crate::testing::{coverage, day, insured};

/// All that may be disputed of a coverage.
pub(super) fn of_coverage() -> [DisputedDetail; 6] {
    let text = str::to_owned;
    [
        DisputedDetail::Plan { desk: text("Gold"), export: text("Silver") },
        DisputedDetail::MemberId { desk: text("W1"), export: text("W2") },
        DisputedDetail::GroupNumber { desk: None, export: Some(text("0451")) },
        DisputedDetail::Subscriber {
            desk: Subscriber::Child(insured("Robert", "Rivera")),
            export: Subscriber::Myself,
        },
        DisputedDetail::CoveredFrom { desk: FIRST, export: day("2025-01-01") },
        DisputedDetail::CoveredTo { desk: Some(FIRST), export: None },
    ]
}

#[test]
fn a_task_about_details_says_what_is_in_dispute_still() {
    let phone =
        |desk: &str| DisputedDetail::Phone { desk: Some(on_file(desk)), export: Some(on_file("2125550118")) };
    let lives = |export| DisputedDetail::Address { desk: None, export: Some(address(export)) };
    let asked = |details: &[DisputedDetail]| TaskReason::DetailDisputed { details: details.to_vec() };
    // The next night something else is disputed, and the same once more with another value.
    let two = asked(&[phone("2125550117")]).with(&asked(&[lives("1 Main St")])).expect("more");
    assert_eq!(two, asked(&[phone("2125550117"), lives("1 Main St")]));
    let other = two.with(&asked(&[lives("2 Main St")])).expect("another");
    assert_eq!(other, asked(&[phone("2125550117"), lives("2 Main St")]));
    assert_eq!(other.with(&asked(&[lives("2 Main St")])), None);
    // What the client says in the desk since.
    let now = |number| Details { phone: Some(on_file(number)), ..Details::default() };
    let export = Details { address: Some(address("1 Main St")), ..now("2125550118") };
    assert_eq!(two.agreeing(&now("2125550117"), &export), Still::Same);
    assert_eq!(
        two.agreeing(&now("2125550119"), &export),
        Still::Says(asked(&[phone("2125550119"), lives("1 Main St")]))
    );
    let moved = Details { address: Some(address("1 Main St")), ..now("2125550117") };
    assert_eq!(two.agreeing(&moved, &export), Still::Says(asked(&[phone("2125550117")])));
    assert_eq!(two.agreeing(&export, &export), Still::Over);
    // Or what the export says.
    assert_eq!(two.agreeing(&moved, &moved), Still::Over);
    let back = Details { address: export.address.clone(), ..moved.clone() };
    assert_eq!(two.agreeing(&now("2125550117"), &back), Still::Says(asked(&[lives("1 Main St")])));
}

#[test]
fn a_task_about_a_coverage_says_what_is_in_dispute_still() {
    let said = Coverage { member_id: "W2".to_owned(), ..coverage(1, 1, 1) }.particulars();
    let own = Coverage {
        plan: "Gold".to_owned(),
        member_id: "W1".to_owned(),
        group_number: None,
        subscriber: Subscriber::Child(insured("Robert", "Rivera")),
        from: FIRST,
        to: Some(FIRST),
        exported: Some(said.clone()),
        ..coverage(1, 1, 1)
    };
    let all = TaskReason::DetailDisputed { details: of_coverage().to_vec() };
    let Still::Says(now) = all.agreeing_about(&own) else { panic!("the export says another plan") };
    let plan = DisputedDetail::Plan { desk: "Gold".to_owned(), export: "Choice Plus".to_owned() };
    assert_eq!(now, all.with(&TaskReason::DetailDisputed { details: vec![plan] }).map(sorted).expect("more"));
    assert_eq!(now.agreeing_about(&own), Still::Same);
    let other = Coverage { member_id: "W3".to_owned(), from: said.from, to: said.to, ..own.clone() };
    let member_id = DisputedDetail::MemberId { desk: "W3".to_owned(), export: "W2".to_owned() };
    let asked = TaskReason::DetailDisputed { details: vec![member_id] };
    let rest = Coverage { plan: said.plan, group_number: said.group_number, ..other };
    let rest = Coverage { subscriber: said.subscriber, ..rest };
    assert_eq!(all.agreeing_about(&rest), Still::Says(asked));
    assert_eq!(all.agreeing_about(&Coverage { member_id: "W2".to_owned(), ..rest }), Still::Over);
}

/// With the plan first, as it was asked about.
fn sorted(asked: TaskReason) -> TaskReason {
    let TaskReason::DetailDisputed { mut details } = asked else { return asked };
    details.sort_by_key(|it| !matches!(it, DisputedDetail::Plan { .. }));
    TaskReason::DetailDisputed { details }
}
