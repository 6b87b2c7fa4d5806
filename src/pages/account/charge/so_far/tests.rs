use domain::charge::PaidHow;
use wire::charges::FailReasonView;

use super::*;
use crate::api::memory::day;

/// Everything that can happen to a charge, in each of its wordings.
fn everything() -> Vec<ChargeEventKind> {
    let (on, amount) = (day("2025-12-05"), Money::usd(2_500));
    let card = CardView { brand: "Visa".into(), last4: "4242".into() };
    let (from, to) = (StateName::Paid, StateName::Refunded);
    let moved = |by_client| ChargeEventKind::Rescheduled { from: on, to: on, by_client };
    let failed = |next_attempt| {
        let reason = FailReasonView::Declined;
        ChargeEventKind::AttemptFailed { reason, next_attempt }
    };
    vec![
        ChargeEventKind::Announced { day: on, amount },
        moved(true),
        moved(false),
        ChargeEventKind::Reminded { day: on },
        ChargeEventKind::Paid { amount, card: Some(card) },
        ChargeEventKind::Paid { amount, card: None },
        ChargeEventKind::PaidAgain { amount },
        failed(Some(on)),
        failed(None),
        ChargeEventKind::PayNowAsked,
        ChargeEventKind::Held,
        ChargeEventKind::Released,
        ChargeEventKind::DayMissed { day: on },
        ChargeEventKind::Waived,
        ChargeEventKind::Refunded { amount },
        ChargeEventKind::RefundArrived { amount },
        ChargeEventKind::Corrected {
            from,
            was: Some(amount),
            to: from,
            is: Some(amount),
            details: Vec::new(),
        },
        ChargeEventKind::Corrected { from, was: Some(amount), to, is: None, details: Vec::new() },
        ChargeEventKind::RefundCalledOff { amount },
        ChargeEventKind::RefundReturned { amount },
        ChargeEventKind::SettledElsewhere { amount, how: PaidHow::Check },
        ChargeEventKind::OwedAfterAll,
        ChargeEventKind::Disputed { amount },
        ChargeEventKind::DisputeClosed,
        ChargeEventKind::ChargedBack { amount },
        ChargeEventKind::ChargebackReturned { amount },
    ]
}

fn said(kind: ChargeEventKind) -> String {
    let event = ChargeEventView { at: day("2025-12-02").and_time(chrono::NaiveTime::MIN), kind };
    happened(&event, day("2025-12-02")).replace('\u{a0}', " ")
}

#[test]
fn what_happened_is_told_so_that_it_is_true_for_ever() {
    for kind in everything() {
        let said = said(kind);
        let words: Vec<&str> = said.split(|it: char| !it.is_alphanumeric() && it != '\'').collect();
        // What is, will be or should be done is over one day, and the line stays.
        for word in ["is", "are", "will", "can", "should", "stays", "still", "yet", "now", "Next"] {
            assert!(!words.contains(&word), "{word} in: {said}");
        }
    }
}

#[test]
fn the_try_that_was_planned_is_told_as_a_plan_of_that_day() {
    let (reason, next_attempt) = (FailReasonView::Declined, Some(day("2025-12-05")));
    assert_eq!(
        said(ChargeEventKind::AttemptFailed { reason, next_attempt }),
        "The payment did not go through. The next try was planned for Fri, Dec 5."
    );
}
