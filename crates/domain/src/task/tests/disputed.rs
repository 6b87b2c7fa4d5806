#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::client::Details;
use crate::coverage::{CardPart, Coverage, Particulars, Position};
use crate::testing::{coverage, coverage_id, day, insured, payer_id};

/// All that a client may say of their insurance.
pub(super) fn changes() -> [CoverageNews; 4] {
    use CoverageChange::{Added, Corrected, Dropped, Ended};

    let news =
        |n, payer: &str, change| CoverageNews { coverage: coverage_id(n), payer: payer.to_owned(), change };
    [
        news(2, "Cigna", Added { position: Position::Primary, from: FIRST, to: None }),
        news(1, "Aetna", Corrected { parts: vec![CardPart::Plan, CardPart::MemberId] }),
        news(1, "Aetna", Ended { to: FIRST }),
        news(3, "Aetna", Dropped),
    ]
}

/// All that may be disputed of a coverage.
pub(super) fn of_coverage() -> [DisputedDetail; 7] {
    let text = str::to_owned;
    [
        DisputedDetail::Payer { desk: text("Aetna"), export: text("Cigna") },
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
    let said = Particulars { payer: payer_id(2), ..said };
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
    let rest = Coverage { payer: said.payer, plan: said.plan, group_number: said.group_number, ..other };
    let rest = Coverage { subscriber: said.subscriber, ..rest };
    assert_eq!(all.agreeing_about(&rest), Still::Says(asked));
    assert_eq!(all.agreeing_about(&Coverage { member_id: "W2".to_owned(), ..rest }), Still::Over);
}

/// With payer and plan first, as they were asked about.
fn sorted(asked: TaskReason) -> TaskReason {
    let TaskReason::DetailDisputed { mut details } = asked else { return asked };
    details.sort_by_key(|it| match it {
        DisputedDetail::Payer { .. } => 0,
        DisputedDetail::Plan { .. } => 1,
        _ => 2,
    });
    TaskReason::DetailDisputed { details }
}

#[test]
fn a_task_to_take_over_insurance_says_the_latest_and_what_is_left() {
    let asked = |changes: &[CoverageNews]| TaskReason::CoverageChanged { changes: changes.to_vec() };
    let all = changes();
    let news = |change| CoverageNews { change, ..all[1].clone() };
    let more = asked(&[
        news(CoverageChange::Corrected { parts: vec![CardPart::GroupNumber, CardPart::Plan] }),
        news(CoverageChange::Ended { to: day("2025-12-31") }),
    ]);
    let said = asked(&all[1..3]).with(&more).expect("more");
    let parts = vec![CardPart::Plan, CardPart::MemberId, CardPart::GroupNumber];
    let latest =
        [news(CoverageChange::Corrected { parts }), news(CoverageChange::Ended { to: day("2025-12-31") })];
    assert_eq!(said, asked(&latest));
    assert_eq!(said.with(&more), None);
    let own = coverage(1, 1, 1);
    assert_eq!(asked(&all).taken_over(&own), Still::Same, "the export has not said anything");
    let agreed = Coverage { exported: Some(own.particulars()), ..own };
    assert_eq!(asked(&all).taken_over(&agreed), Still::Says(asked(&[all[0].clone(), all[3].clone()])));
    assert_eq!(asked(&latest).taken_over(&agreed), Still::Over);
}
