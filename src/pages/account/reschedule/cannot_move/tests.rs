use std::collections::HashSet;

use domain::Money;
use domain::charge::PaidHow;

use super::*;
use crate::api::memory::{day, sample};

/// What is said of $25.00 in this state.
fn said(state: ChargeStateView) -> Why {
    let mut charge = sample(None);
    charge.row.amount = Some(Money::usd(2_500));
    charge.card = Some(CardView { brand: "Visa".into(), last4: "4242".into() });
    charge.receipt = Some("R-7F3A".into());
    charge.row.state = state;
    let refusal = Refusal::State { state: charge.row.state.name(), next_attempt: None };
    why(&charge, &refusal)
}

#[test]
fn paid_is_good_news_with_amount_card_day_and_receipt() {
    let text =
        "$25.00 was charged to your Visa ending in 4242 on Tue, Dec\u{a0}2. Receipt R-7F3A.".to_owned();
    let told = said(ChargeStateView::Paid { on: day("2025-12-02") });
    assert_eq!(told, Why { kind: NoticeKind::Done, title: Some("Paid"), text });
}

#[test]
fn of_all_that_is_settled_each_state_has_its_own_sentence_and_no_warning() {
    let (on, amount) = (day("2025-12-02"), Money::usd(1_000));
    let (given_back, on_its_way, how) = (amount, false, PaidHow::Check);
    let settled = [
        ChargeStateView::NothingDue,
        ChargeStateView::Paid { on },
        ChargeStateView::Waived { on, amount },
        ChargeStateView::PartiallyRefunded { on, given_back, on_its_way },
        ChargeStateView::Refunded { on, on_its_way },
        ChargeStateView::SettledElsewhere { on, how },
        ChargeStateView::Disputed { on, amount },
        ChargeStateView::ChargedBack { on, amount },
    ];
    let all = settled.clone().map(said);
    assert!(all.iter().all(|it| it.kind != NoticeKind::Warning), "{all:?}");
    let texts: HashSet<&str> = all.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts.len(), settled.len());
}

#[test]
fn what_is_still_to_be_paid_is_told_by_the_rule_that_refuses() {
    let told = said(ChargeStateView::OnHold);
    assert_eq!((told.kind, told.title), (NoticeKind::Warning, Some("Why the date cannot be changed")));
    assert!(told.text.contains("on hold"));
}
