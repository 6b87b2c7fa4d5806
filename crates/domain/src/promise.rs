//! What the notice of a charge promises its client: on which day it is taken, and until when and to when it can be moved.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::charge::ChargeKind;
use crate::policy::Policy;
use crate::reschedule::Plan;
use crate::zone::PracticeZone;

/// The promise stated in a notice. Once the mail server has accepted the notice it holds, whatever the policy says later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The day on which the notice was written.
    pub notice_day: NaiveDate,
    /// The first day whose charge time leaves the hours of notice.
    pub earliest_day: NaiveDate,
    /// The day announced.
    pub initial_day: NaiveDate,
    /// Where the client may move it; only for kind `insurance`.
    pub window: Option<Window>,
    /// Hours of notice promised.
    pub notice_hours: u16,
    /// When the charge is taken on its day.
    pub charge_time: NaiveTime,
    /// Whose days these are.
    pub zone: PracticeZone,
}

/// How many minutes a charge run is given: what has come about by then was taken at its charge time.
const RUN_MINUTES: i64 = 15;

/// How far and until when a client may move a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Window {
    /// The last day the charge can be moved to.
    #[serde(deserialize_with = "crate::iso::day")]
    pub latest_day: NaiveDate,
    /// The last day on which the client may act.
    #[serde(deserialize_with = "crate::iso::day")]
    pub act_until: NaiveDate,
}

/// The instant at which the notice of a charge wished for on `first_day` is due. A late notice is due at once.
#[must_use]
pub fn notice_due(first_day: NaiveDate, zone: PracticeZone, policy: &Policy) -> DateTime<Utc> {
    zone.instant(first_day, policy.charge_time) - policy.notice_lead()
}

/// The first day whose charge time is at least the hours of notice after `told_at`.
#[must_use]
pub fn first_day_with_notice(
    told_at: DateTime<Utc>,
    notice_hours: u16,
    charge_time: NaiveTime,
    zone: PracticeZone,
) -> NaiveDate {
    let enough = told_at + Duration::hours(i64::from(notice_hours));
    // Hours of notice are elapsed hours and days may have 23 or 25 of them, so the day is found by trying.
    let from = zone.day(told_at) + Days::new(u64::from(notice_hours / 25));
    from.iter_days().find(|day| zone.instant(*day, charge_time) >= enough).unwrap_or(from)
}

impl Promise {
    /// The promise of a notice written at `rendered_at` for a charge wished for on `first_day`.
    #[must_use]
    pub fn rendered(
        rendered_at: DateTime<Utc>,
        first_day: NaiveDate,
        kind: ChargeKind,
        zone: PracticeZone,
        policy: &Policy,
    ) -> Self {
        let notice_day = zone.day(rendered_at);
        let Policy { notice_hours, charge_time, .. } = *policy;
        let earliest_day = first_day_with_notice(rendered_at, notice_hours, charge_time, zone);
        let initial_day = first_day.max(earliest_day);
        let window = (kind == ChargeKind::Insurance).then(|| {
            let latest_day = initial_day + Days::new(u64::from(policy.defer_days));
            let act_until =
                (notice_day + Days::new(u64::from(policy.act_days))).min(latest_day - Days::new(1));
            Window { latest_day, act_until }
        });
        Self {
            notice_day,
            earliest_day,
            initial_day,
            window,
            notice_hours: policy.notice_hours,
            charge_time: policy.charge_time,
            zone,
        }
    }

    /// The charge taken on `day`, as the rules of rescheduling need it.
    #[must_use]
    pub const fn plan(&self, day: NaiveDate) -> Plan {
        let Self { earliest_day, window, charge_time, .. } = *self;
        Plan { day, earliest_day, window, charge_time }
    }

    /// The instant at which a charge of this promise is taken on `day`.
    #[must_use]
    pub fn charged_at(&self, day: NaiveDate) -> DateTime<Utc> {
        self.zone.instant(day, self.charge_time)
    }

    /// Whether `now` is the charge time of its day: as long as a run may take that began then.
    #[must_use]
    pub fn is_charge_time(&self, now: DateTime<Utc>) -> bool {
        let since = now - self.charged_at(self.zone.day(now));
        (Duration::zero()..Duration::minutes(RUN_MINUTES)).contains(&since)
    }

    /// The next charge time after `now`.
    #[must_use]
    pub fn next_charge_time(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let today = self.zone.day(now);
        let at = self.charged_at(today);
        if at > now { at } else { self.charged_at(today + Days::new(1)) }
    }

    /// The instant of the reminder for a charge moved to `day`.
    #[must_use]
    pub fn reminder_at(&self, day: NaiveDate) -> DateTime<Utc> {
        self.charged_at(day) - Duration::hours(i64::from(self.notice_hours))
    }

    /// Whether the promise still leaves its hours of notice when the mail server accepts the notice at `accepted_at`. If not
    /// it is void, and a new notice has to replace it.
    #[must_use]
    pub fn holds_when_accepted(&self, accepted_at: DateTime<Utc>) -> bool {
        accepted_at <= self.reminder_at(self.initial_day)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{at, day, local, promise, time};

    #[test]
    fn the_promise_follows_from_when_the_notice_is_written() {
        for (written, initial_day, act_until, latest_day) in [
            ("2025-12-01 09:30:00", "2025-12-02", "2025-12-17", "2025-12-18"),
            ("2025-12-01 10:00:00", "2025-12-02", "2025-12-17", "2025-12-18"),
            ("2025-12-01 10:00:01", "2025-12-03", "2025-12-17", "2025-12-19"),
            ("2026-03-07 08:59:00", "2026-03-08", "2026-03-23", "2026-03-24"),
            ("2026-03-07 09:30:00", "2026-03-09", "2026-03-23", "2026-03-25"),
            ("2026-10-31 10:30:00", "2026-11-01", "2026-11-16", "2026-11-17"),
            ("2026-10-31 11:01:00", "2026-11-02", "2026-11-16", "2026-11-18"),
        ] {
            let promise = promise(written, "2025-01-01");
            let window = promise.window.expect("an insurance charge has a window");
            assert_eq!(promise.initial_day, day(initial_day), "{written}");
            assert_eq!(promise.earliest_day, day(initial_day), "{written}");
            assert_eq!(window.act_until, day(act_until), "{written}");
            assert_eq!(window.latest_day, day(latest_day), "{written}");
        }
    }

    #[test]
    fn a_later_wish_is_the_initial_day_and_moves_the_latest_day() {
        let promise = promise("2025-11-30 10:00:00", "2025-12-05");
        assert_eq!((promise.earliest_day, promise.initial_day), (day("2025-12-01"), day("2025-12-05")));
        let window = promise.window.expect("a window");
        assert_eq!((window.act_until, window.latest_day), (day("2025-12-16"), day("2025-12-21")));
    }

    #[test]
    fn the_next_charge_time_is_on_the_same_day_or_the_next() {
        let promise = promise("2025-12-01 09:30:00", "2025-12-02");
        for (now, next) in [
            ("2025-12-02 09:59:59", "2025-12-02 10:00:00"),
            ("2025-12-02 10:00:00", "2025-12-03 10:00:00"),
            ("2026-03-07 10:00:01", "2026-03-08 10:00:00"),
        ] {
            assert_eq!(promise.next_charge_time(local(now)), local(next), "{now}");
        }
    }

    #[test]
    fn other_kinds_have_no_window() {
        for kind in [ChargeKind::SelfPay, ChargeKind::NoShowFee, ChargeKind::LateCancellationFee] {
            let at = at("2025-12-01T14:30:00Z");
            let promise =
                Promise::rendered(at, day("2025-12-03"), kind, PracticeZone::NEW_YORK, &Policy::STANDARD);
            assert_eq!(promise.window, None);
        }
    }

    #[test]
    fn a_notice_accepted_too_late_is_void() {
        let promise = promise("2025-12-01 09:30:00", "2025-12-02");
        assert!(promise.holds_when_accepted(at("2025-12-01T15:00:00Z")));
        assert!(!promise.holds_when_accepted(at("2025-12-01T15:00:01Z")));
    }

    #[test]
    fn the_notice_is_due_the_lead_hours_before_the_charge_time() {
        let due = notice_due(day("2026-03-09"), PracticeZone::NEW_YORK, &Policy::STANDARD);
        assert_eq!(due, at("2026-03-07T14:00:00Z"));
        assert_eq!(PracticeZone::NEW_YORK.local(due).time(), time("09:00:00"));
    }

    #[test]
    fn longer_notice_finds_the_first_day_that_leaves_it() {
        let policy = Policy { notice_hours: 100, ..Policy::STANDARD };
        let written = at("2025-12-01T14:30:00Z");
        let promise = Promise::rendered(
            written,
            day("2025-01-01"),
            ChargeKind::SelfPay,
            PracticeZone::NEW_YORK,
            &policy,
        );
        assert_eq!(promise.initial_day, day("2025-12-06"));
    }

    fn promise_under(policy: Policy, written: &str) -> Promise {
        let kind = ChargeKind::Insurance;
        Promise::rendered(local(written), day("2025-01-01"), kind, PracticeZone::NEW_YORK, &policy)
    }

    #[test]
    fn without_hours_of_notice_the_charge_is_taken_the_same_day_until_its_charge_time() {
        let policy = Policy { notice_hours: 0, ..Policy::STANDARD };
        for (written, initial_day) in [
            ("2025-12-01 00:00:00", "2025-12-01"),
            ("2025-12-01 10:00:00", "2025-12-01"),
            ("2025-12-01 10:00:01", "2025-12-02"),
        ] {
            let promise = promise_under(policy, written);
            assert_eq!(promise.initial_day, day(initial_day), "{written}");
            assert!(promise.holds_when_accepted(local(written)), "{written}");
        }
        let promise = promise_under(policy, "2025-12-01 09:30:00");
        assert!(promise.holds_when_accepted(local("2025-12-01 10:00:00")));
        assert!(!promise.holds_when_accepted(local("2025-12-01 10:00:01")));
    }

    #[test]
    fn the_last_day_to_act_is_always_before_the_last_day_to_move_to() {
        for (act_days, defer_days, act_until, latest_day) in [
            (16, 15, "2025-12-16", "2025-12-17"),
            (16, 16, "2025-12-17", "2025-12-18"),
            (16, 17, "2025-12-17", "2025-12-19"),
            (0, 16, "2025-12-01", "2025-12-18"),
            (16, 0, "2025-12-01", "2025-12-02"),
        ] {
            let policy = Policy { act_days, defer_days, ..Policy::STANDARD };
            let window = promise_under(policy, "2025-12-01 09:30:00").window.expect("a window");
            assert_eq!((window.act_until, window.latest_day), (day(act_until), day(latest_day)));
        }
    }

    #[test]
    fn the_day_of_the_notice_is_the_practices_day() {
        assert_eq!(promise("2025-12-01 23:59:59", "2025-01-01").notice_day, day("2025-12-01"));
        assert_eq!(promise("2025-12-02 00:00:00", "2025-01-01").notice_day, day("2025-12-02"));
    }

    #[test]
    fn a_charge_time_in_the_spring_gap_still_leaves_the_hours_of_notice() {
        let policy = Policy { charge_time: time("02:30:00"), ..Policy::STANDARD };
        // On the morning of the change the charge is taken at 03:00, which is 24 hours after 02:00 of the day before.
        assert_eq!(promise_under(policy, "2026-03-07 02:00:00").initial_day, day("2026-03-08"));
        assert_eq!(promise_under(policy, "2026-03-07 02:00:01").initial_day, day("2026-03-09"));
    }

    #[test]
    fn a_charge_time_that_comes_twice_leaves_the_hours_of_notice_the_first_time() {
        let policy = Policy { charge_time: time("01:30:00"), ..Policy::STANDARD };
        assert_eq!(promise_under(policy, "2026-10-31 01:30:00").initial_day, day("2026-11-01"));
        assert_eq!(promise_under(policy, "2026-10-31 01:30:01").initial_day, day("2026-11-02"));
    }
}
