//! Mails about charges that are not taken as planned.

use domain::testing::paid;

use super::*;

#[test]
fn a_charge_that_is_called_off_says_why_in_each_state_and_not_of_one_that_is_taken() {
    let sentences = |state: &ChargeState, now| {
        let desk = Desk { now, ..Desk::with(state.clone()) };
        let letter =
            |about: &About<'_>| called_off(about, Some(day("2025-12-02"))).expect("it is called off");
        let text = desk.rendered(letter).text;
        text.split("\n\n").skip(1).take(2).collect::<Vec<_>>().join(" ").replace('\n', " ")
    };
    let of = Payment::SettledElsewhere(settled_elsewhere());
    let back = Refunded { of, refunds: vec![refund(1_500)] }.state();
    for state in every_state().into_iter().chain([back]) {
        let why = match state.name() {
            StateName::AwaitingInsurer => {
                "Your insurer is processing this session again. We email you again once they have answered. Until then nothing will be charged to your card for it."
            }
            StateName::NothingDue => "There is nothing left for you to pay.",
            // Neither that the amount is another one, nor that nothing is taken on the day that was planned: both may stay as they were.
            StateName::Scheduled => {
                "This payment was corrected: your part of it is now $40.00. We email you again, with the date on which it will be charged. Until then nothing will be charged to your card for it."
            }
            StateName::Paid => "You paid $40.00 on Tue, Dec 2. Thank you.",
            StateName::Waived => "The practice waived this charge of $40.00.",
            StateName::SettledElsewhere => "You paid $40.00 by check on Mon, Dec 1. Thank you.",
            StateName::PartiallyRefunded if state.settled_elsewhere().is_some() => {
                "$15.00 of it was given back"
            }
            StateName::PartiallyRefunded
            | StateName::Refunded
            | StateName::Upcoming
            | StateName::Processing
            | StateName::Failed
            | StateName::OnHold
            | StateName::Disputed
            | StateName::ChargedBack => {
                let desk = Desk::with(state);
                assert!(desk.about(|about| called_off(about, None)).is_none());
                continue;
            }
        };
        let said = sentences(&state, "2025-12-02T14:30:00Z");
        assert!(said.contains(why), "{why} is not said in {said}");
    }
}

#[test]
fn a_payment_that_is_dated_ahead_is_none_that_was_made() {
    let desk = |state| Desk { now: "2025-11-30T15:00:00Z", ..Desk::with(state) };
    for (state, said) in [
        (
            ChargeState::SettledElsewhere(settled_elsewhere()),
            "Your payment of $40.00 by check, dated Mon, Dec 1, is noted. Thank you.",
        ),
        (ChargeState::Paid(paid()), "Your payment of $40.00, dated Tue, Dec 2, is noted. Thank you."),
    ] {
        let letter = |about: &About<'_>| called_off(about, None).expect("it is called off");
        let text = desk(state).rendered(letter).text.replace('\n', " ");
        assert!(text.contains(said) && !text.contains("You paid"), "{text}");
    }
}

#[test]
fn who_pays_all_of_it_is_told_of_no_part() {
    let mut desk = Desk::with(ChargeState::Scheduled(sample::scheduled()));
    desk.charge.kind = ChargeKind::SelfPay;
    let letter = |about: &About<'_>| called_off(about, None).expect("it is called off");
    let text = desk.rendered(letter).text.replace('\n', " ");
    assert!(
        text.contains("This payment was corrected: it is now $") && !text.contains("your part"),
        "{text}"
    );
}
