//! What a notice promises, whenever, wherever and under whatever policy it is written.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use domain::charge::ChargeKind;
use domain::policy::Policy;
use domain::promise::{Promise, notice_due};
use domain::zone::PracticeZone;
use proptest::prelude::*;

/// What a promise is made from.
#[derive(Clone, Debug)]
pub struct Notice {
    pub rendered_at: DateTime<Utc>,
    pub first_day: NaiveDate,
    pub kind: ChargeKind,
    pub zone: PracticeZone,
    pub policy: Policy,
}

impl Notice {
    pub fn promise(&self) -> Promise {
        Promise::rendered(self.rendered_at, self.first_day, self.kind, self.zone, &self.policy)
    }

    fn hours(&self) -> Duration {
        Duration::hours(i64::from(self.policy.notice_hours))
    }
}

prop_compose! {
    fn any_policy()(
        notice_hours in prop_oneof![4 => 0..=72_u16, 1 => 0..=1_000_u16],
        notice_lead_hours in 0..=200_u16,
        act_days in 0..=60_u16,
        defer_days in 0..=60_u16,
        second in 0..86_400_u32,
    ) -> Policy {
        let charge_time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).expect("a time");
        Policy { notice_hours, notice_lead_hours, act_days, defer_days, charge_time }
    }
}

prop_compose! {
    pub fn any_notice()(
        policy in prop_oneof![Just(Policy::STANDARD), any_policy()],
        zone in proptest::sample::select(PracticeZone::all().collect::<Vec<_>>()),
        kind in proptest::sample::select(ChargeKind::ALL.to_vec()),
        // The years 2024 to 2035.
        seconds in 1_704_067_200..2_082_758_400_i64,
        wish in -30..=60_i64,
    ) -> Notice {
        let rendered_at = DateTime::from_timestamp(seconds, 0).expect("an instant");
        let first_day = zone.day(rendered_at) + Duration::days(wish);
        Notice { rendered_at, first_day, kind, zone, policy }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_charge_is_never_taken_before_its_hours_of_notice_are_over(notice in any_notice()) {
        let promise = notice.promise();
        let earliest = notice.rendered_at + notice.hours();
        prop_assert!(promise.charged_at(promise.initial_day) >= earliest);
        prop_assert!(promise.charged_at(promise.earliest_day) >= earliest);
    }

    #[test]
    fn the_earliest_day_is_the_first_that_leaves_the_hours_of_notice(notice in any_notice()) {
        let promise = notice.promise();
        let day_before = promise.earliest_day - Days::new(1);
        prop_assert!(promise.charged_at(day_before) < notice.rendered_at + notice.hours());
    }

    #[test]
    fn the_initial_day_is_the_day_wished_for_or_else_the_earliest(notice in any_notice()) {
        let promise = notice.promise();
        prop_assert_eq!(promise.initial_day, promise.earliest_day.max(notice.first_day));
        prop_assert_eq!(promise.notice_day, notice.zone.day(notice.rendered_at));
    }

    #[test]
    fn only_insurance_charges_have_a_window_and_it_is_as_long_as_the_policy_says(notice in any_notice()) {
        let promise = notice.promise();
        prop_assert_eq!(promise.window.is_some(), notice.kind == ChargeKind::Insurance);
        if let Some(window) = promise.window {
            let deferred = (window.latest_day - promise.initial_day).num_days();
            prop_assert_eq!(deferred, i64::from(notice.policy.defer_days));
            prop_assert!(window.act_until < window.latest_day);
            let acting = (window.act_until - promise.notice_day).num_days();
            prop_assert!(acting <= i64::from(notice.policy.act_days));
            let cut_short = window.act_until == window.latest_day - Days::new(1);
            prop_assert!(acting == i64::from(notice.policy.act_days) || cut_short);
        }
    }

    #[test]
    fn a_promise_holds_exactly_while_its_hours_of_notice_are_left(notice in any_notice(), later in 0..400_000_i64) {
        let promise = notice.promise();
        prop_assert!(promise.holds_when_accepted(notice.rendered_at));
        let accepted_at = notice.rendered_at + Duration::seconds(later);
        let left = promise.charged_at(promise.initial_day) - accepted_at;
        prop_assert_eq!(promise.holds_when_accepted(accepted_at), left >= notice.hours());
        let last = promise.charged_at(promise.initial_day) - notice.hours();
        prop_assert!(promise.holds_when_accepted(last));
        prop_assert!(!promise.holds_when_accepted(last + Duration::nanoseconds(1)));
    }

    #[test]
    fn a_notice_written_when_it_is_due_keeps_the_day_wished_for(notice in any_notice()) {
        let Notice { first_day, kind, zone, policy, .. } = notice;
        let due = notice_due(first_day, zone, &policy);
        let promise = Promise::rendered(due, first_day, kind, zone, &policy);
        if policy.notice_lead_hours >= policy.notice_hours {
            prop_assert_eq!(promise.initial_day, first_day);
        } else {
            prop_assert!(promise.initial_day >= first_day);
        }
    }

    #[test]
    fn a_kept_promise_reads_back_as_it_was(notice in any_notice()) {
        let promise = notice.promise();
        let json = serde_json::to_string(&promise).expect("a promise serializes");
        prop_assert_eq!(serde_json::from_str::<Promise>(&json).expect("and reads back"), promise);
    }
}
