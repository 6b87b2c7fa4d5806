use domain::actor::Actor;
use domain::charge::{ChargeState, PaidHow};
use domain::testing::{at, card_shown, charge, day, paid, refunded};
use domain::{AuditId, Money};
use uuid::Uuid;

use super::*;

/// What each of these tells, one after the other.
fn told(actions: impl IntoIterator<Item = Action>) -> Vec<Vec<String>> {
    told_of(ChargeState::Paid(paid()), actions)
}

/// The same of a charge that stands like this by now.
fn told_of(state: ChargeState, actions: impl IntoIterator<Item = Action>) -> Vec<Vec<String>> {
    let charge = charge(state);
    let mut ledger = Ledger::of(&charge, PracticeZone::NEW_YORK);
    let entry = |action| {
        let (id, now) = (AuditId::new(Uuid::nil()), at("2025-12-03T03:00:00Z"));
        Entry::about_charge(id, now, Actor::System, &charge, action)
    };
    let said = |it: &Told| match it {
        Told::Nothing => String::new(),
        Told::Exact(text) | Told::Text(text) => text.clone(),
    };
    let line = |it: &Cell| format!("{} {}>{}", it.column, said(&it.was), said(&it.is));
    actions.into_iter().map(|it| ledger.hear(&entry(it)).iter().map(line).collect()).collect()
}

fn taken() -> Action {
    Action::Paid { amount: Money::usd(2_500), card: Some(card_shown()), taken_at: None }
}

fn returned(cents: i64) -> Action {
    Action::RefundReturned { amount: Money::usd(cents), called_off: false }
}

fn given_back(cents: i64) -> Action {
    Action::Refunded { amount: Money::usd(cents), reason: "Paid twice".to_owned() }
}

#[test]
fn a_move_and_a_payment_are_told_with_their_days_in_the_practices_zone() {
    let moved = Action::Rescheduled { from: day("2025-12-02"), to: day("2025-12-09"), reason: None };
    let receipt = format!("receipt >{}", paid().receipt);
    let told = told([Action::ChargeImported { state: StateName::Scheduled }, moved, taken()]);
    assert!(told[0].is_empty());
    assert_eq!(told[1], ["first_day 2025-12-02>2025-12-09"]);
    let card = card_shown();
    let (brand, last4) = (format!("card_brand >{}", card.brand), format!("card_last4 >{}", card.last4));
    assert_eq!(told[2], ["state scheduled>paid", "paid_on >2025-12-02", &brand, &last4, &receipt]);
}

#[test]
fn what_is_given_back_is_told_as_the_sum_that_an_export_has() {
    let bare = Action::Refunded { amount: Money::usd(500), reason: String::new() };
    let told = told([taken(), bare, given_back(500), given_back(1_500), returned(1_500), returned(1_000)]);
    let some = ["state paid>partially_refunded", "refund_amount >5.00", "refunded_on >2025-12-02"];
    assert_eq!(told[1], some);
    assert_eq!(told[2], ["refund_amount 5.00>10.00", "refund_reason >Paid twice"]);
    assert_eq!(told[3], ["state partially_refunded>refunded", "refund_amount 10.00>25.00"]);
    assert_eq!(told[4], ["state refunded>partially_refunded", "refund_amount 25.00>10.00"]);
    let none = ["refunded_on 2025-12-02>", "refund_reason Paid twice>"];
    assert_eq!(told[5], [&["state partially_refunded>paid", "refund_amount 10.00>"], &none[..]].concat());
}

#[test]
fn what_support_says_is_told_in_the_words_of_an_export() {
    let settled = Action::SettledElsewhere {
        amount: Money::usd(2_500),
        how: PaidHow::Check,
        on: day("2025-12-01"),
        reason: None,
    };
    let (announced, amount) = (day("2025-12-02"), Money::usd(2_500));
    let told = told([
        Action::Announced { day: announced, amount },
        Action::Held { reason: None },
        Action::Released { to: StateName::Upcoming, reason: None },
        settled,
        Action::OwedAfterAll { reason: None },
        Action::Waived { reason: "Goodwill".to_owned() },
    ]);
    assert_eq!(told[1], ["state scheduled>on_hold"]);
    assert_eq!(told[2], ["state on_hold>scheduled"]);
    assert_eq!(told[3], ["state scheduled>paid", "paid_on >2025-12-01", "paid_how >check"]);
    let owed = ["state paid>scheduled", "paid_on 2025-12-01>", "paid_how check>", "first_day >2025-12-02"];
    assert_eq!(told[4], owed);
    let waived = [
        "state scheduled>waived",
        "waived_on >2025-12-02",
        "waive_reason >Goodwill",
        "first_day 2025-12-02>",
    ];
    assert_eq!(told[5], waived);
}

#[test]
fn a_dispute_leads_back_to_where_it_began() {
    let amount = Money::usd(2_500);
    let opened = || Action::Disputed { amount, instead_of: None };
    let told = told([
        taken(),
        given_back(1_000),
        opened(),
        Action::DisputeClosed,
        opened(),
        Action::ChargedBack { amount },
        Action::ChargebackReturned { amount },
        opened(),
        opened(),
        Action::ChargedBack { amount },
        Action::DisputeClosed,
    ]);
    assert_eq!(told[2], ["state partially_refunded>disputed"]);
    assert_eq!(told[3], ["state disputed>partially_refunded"]);
    assert_eq!(told[5], ["state disputed>charged_back"]);
    assert_eq!(told[6], ["state charged_back>partially_refunded"]);
    // Of two, one is lost and the other one is not.
    assert_eq!(told[7], ["state partially_refunded>disputed"]);
    assert!(told[8].is_empty() && told[9].is_empty(), "{told:?}");
    assert_eq!(told[10], ["state disputed>charged_back"]);
}

#[test]
fn a_check_beside_what_was_taken_by_card_changes_nothing_of_the_row() {
    let check = Action::SettledElsewhere {
        amount: Money::usd(2_500),
        how: PaidHow::Check,
        on: day("2025-12-02"),
        reason: None,
    };
    assert_eq!(told([taken(), check])[1], [""; 0]);
}

#[test]
fn a_refund_has_the_day_on_which_it_was_made_and_not_that_on_which_it_was_heard_of() {
    let mut back = refunded(&[500, 500]);
    for (refund, made) in back.refunds.iter_mut().zip(["2025-11-28T15:00:00Z", "2025-11-30T15:00:00Z"]) {
        refund.at = at(made);
    }
    let told = told_of(back.state(), [taken(), given_back(500), given_back(500)]);
    let days = told.iter().flatten().filter(|it| it.starts_with("refunded_on")).count();
    assert_eq!(days, 2, "{told:?}");
    assert!(told[1].contains(&"refunded_on >2025-11-28".to_owned()), "{told:?}");
    assert!(told[2].contains(&"refunded_on 2025-11-28>2025-11-30".to_owned()), "{told:?}");
}
