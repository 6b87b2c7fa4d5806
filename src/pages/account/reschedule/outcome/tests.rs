use domain::charge::{ChargeKind, StateName, Version};
use domain::promise::Window;
use domain::reschedule::{DayProblem, Plan, Rules};
use wire::charges::{ChargeRowView, ChargeStateView};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A charge planned for `planned`, that can be moved from Dec 2 to Dec 18; or one that is paid.
fn charge(planned: Option<&str>) -> ChargeView {
    let window = Window { act_until: day("2025-12-17"), latest_day: day("2025-12-18") };
    let plan = planned.map(|planned| Plan {
        day: day(planned),
        earliest_day: day("2025-12-02"),
        window: Some(window),
    });
    let (state, name) = match plan {
        Some(Plan { day, .. }) => {
            (ChargeStateView::Upcoming { day, act_until: None, latest_day: None }, StateName::Upcoming)
        }
        None => (ChargeStateView::Paid { on: day("2025-12-01") }, StateName::Paid),
    };
    ChargeView {
        row: ChargeRowView {
            id: "chg_019700000000700080000000000000ff".parse().expect("an id"),
            kind: ChargeKind::Insurance,
            state,
            session_day: day("2025-11-12"),
            cpt_code: "90834".into(),
            description: String::new(),
            provider: "Dr. Maya Okafor".into(),
            amount: None,
            can_reschedule: plan.is_some(),
        },
        session_start: chrono::NaiveTime::MIN,
        breakdown: None,
        answered_on: None,
        payer: None,
        rules: Rules {
            version: Version::default(),
            kind: ChargeKind::Insurance,
            state: name,
            plan,
            next_attempt: None,
            today: day("2025-12-01"),
        },
        day_ends_in_seconds: 60,
        card: None,
        can_pay_now: false,
        is_being_tried: false,
        receipt: None,
        events: Vec::new(),
    }
}

fn refused(refusal: Refusal, now: Option<&str>, sent: &str) -> Outcome {
    Outcome::of_refusal(&RescheduleRefusal { refusal, now: charge(now) }, "Because.", sent)
}

#[test]
fn a_move_whose_answer_was_lost_is_told_as_done_when_sent_again() {
    let moved = Outcome::Moved(day("2025-12-12"));
    assert_eq!(refused(Refusal::Stale, Some("2025-12-12"), "12/12/2025"), moved);
    assert_eq!(refused(Refusal::Stale, Some("2025-12-12"), " 2025-12-12 "), moved);
}

#[test]
fn a_charge_that_was_moved_elsewhere_is_stale() {
    assert_eq!(refused(Refusal::Stale, Some("2025-12-10"), "12/12/2025"), Outcome::Stale);
}

#[test]
fn what_the_fresh_rules_say_is_not_said_twice() {
    assert_eq!(refused(Refusal::Stale, None, "12/12/2025"), Outcome::None);
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
