use domain::charge::StateName;
use domain::reschedule::DayProblem;

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

#[test]
fn whoever_hears_no_answer_is_asked_to_press_again_since_that_moves_it_once() {
    for lost in [ApiError::NotReached, ApiError::Broken] {
        let Some(FormReply::Said(said)) = not_known::<()>(&Err(lost)) else { panic!("it is told") };
        assert!((said.text)().contains("press “Reschedule” again: the payment moves only once."));
    }
    assert!(not_known::<()>(&Err(ApiError::Outdated)).is_none());
}
