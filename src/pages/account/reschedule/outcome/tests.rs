use domain::Money;
use domain::charge::StateName;
use domain::reschedule::{DayProblem, Deadline};
use wire::charges::{CardView, ChargeStateView};

use super::*;
use crate::api::memory::{day, sample};

fn refused(refusal: Refusal, now: Option<&str>, sent: &str) -> Outcome {
    Outcome::of_refusal(&RescheduleRefusal { refusal, now: sample(now) }, "Because.", sent)
}

#[test]
fn a_move_whose_answer_was_lost_is_told_as_done_when_sent_again() {
    let moved = Outcome::Moved(day("2025-12-12"));
    assert_eq!(refused(Refusal::Stale, Some("2025-12-12"), "12/12/2025"), moved);
    assert_eq!(refused(Refusal::Stale, Some("2025-12-12"), " 2025-12-12 "), moved);
}

#[test]
fn of_a_charge_that_was_changed_elsewhere_it_is_told_how_it_is_now() {
    let told = Outcome::Stale("Because.".into());
    assert_eq!(refused(Refusal::Stale, Some("2025-12-10"), "12/12/2025"), told);
    assert_eq!(refused(Refusal::Stale, None, "12/12/2025"), told, "also where it can be moved no more");
}

#[test]
fn what_the_fresh_rules_say_is_not_said_twice() {
    let state = Refusal::State { state: StateName::Paid, next_attempt: None };
    assert_eq!(refused(state, None, "12/12/2025"), Outcome::None);
    let problem = DayProblem::TooLate { last: day("2025-12-18") };
    assert_eq!(refused(Refusal::Day { problem }, Some("2025-12-02"), "12/19/2025"), Outcome::None);
}

#[test]
fn a_refusal_that_the_fresh_rules_do_not_know_is_told_in_the_servers_words() {
    let problem = DayProblem::TooEarly { first: day("2025-12-03") };
    let told = Outcome::Failed("Because.".into());
    assert_eq!(refused(Refusal::Day { problem }, Some("2025-12-02"), "12/12/2025"), told);
    assert_eq!(refused(Refusal::Day { problem }, Some("2025-12-02"), "12/2/2025"), told);
}

/// The confirmation of a move of $25.00 from Dec 2 to this day.
fn confirmed(to: &str, change: impl FnOnce(&mut ChargeView)) -> String {
    let mut charge = sample(Some(to));
    let until = charge.rules.plan.and_then(|plan| plan.deadline()).expect("it can be moved");
    let deadline =
        Some(Deadline { time: until.time.and(chrono::NaiveTime::from_hms_opt(10, 0, 0)), ..until });
    let latest_day = Some(day("2025-12-18"));
    charge.row.state = ChargeStateView::Upcoming { day: day(to), deadline, latest_day };
    charge.row.amount = Some(Money::usd(2_500));
    charge.card = Some(CardView { brand: "Visa".into(), last4: "4242".into() });
    change(&mut charge);
    let said = moved("cli_01970000000070008000000000000001".parse().expect("an id"), &charge, day(to), None);
    (said.text)().replace('\u{a0}', " ")
}

#[test]
fn the_confirmation_says_all_that_the_mail_says() {
    assert_eq!(
        confirmed("2025-12-12", |_| {}),
        "$25.00 will be charged then. Change it before 10:00 AM on Fri, Dec 12. You can choose any day up to Thu, Dec 18. \
         After a move you can change it again until Wed, Dec 17, as long as it has not been charged. \
         We sent you an email that says the same."
    );
    // On the latest day no move leaves more time.
    assert_eq!(
        confirmed("2025-12-18", |_| {}),
        "$25.00 will be charged then. Change it until Wed, Dec 17. You can choose any day up to Thu, Dec 18. \
         We sent you an email that says the same."
    );
}

#[test]
fn without_a_card_nothing_is_said_to_be_charged_then() {
    let none = confirmed("2025-12-12", |charge| (charge.card, charge.card_missing) = (None, true));
    let ends = confirmed("2025-12-12", |charge| charge.card_good_until = Some(day("2025-11-30")));
    for said in [none, ends] {
        assert!(said.starts_with("The payment of $25.00 is planned for then. Change it before"), "{said}");
        assert!(!said.contains("no card") && !said.contains("good only until"), "it is said apart: {said}");
    }
}

#[test]
fn whoever_hears_no_answer_is_asked_to_press_again_since_that_moves_it_once() {
    for lost in [ApiError::NotReached, ApiError::Broken] {
        let Some(FormReply::Said(said)) = not_known::<()>(&Err(lost)) else { panic!("it is told") };
        assert!((said.text)().contains("press “Reschedule” again: the payment moves only once."));
    }
    assert!(not_known::<()>(&Err(ApiError::Outdated)).is_none());
}
