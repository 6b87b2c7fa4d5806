//! The last moment in which a client can move an announced charge (R4).

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::Plan;
use crate::charge::Upcoming;
use crate::promise::Window;
use crate::zone::PracticeZone;

/// The last moment in which a client can move a charge: the charge time of its day, or the end of the last day to act if that comes
/// first. Days and times are those of the zone that the notice named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deadline {
    /// The day of that moment.
    #[serde(deserialize_with = "crate::iso::day")]
    pub day: NaiveDate,
    /// The charge time that has to be ahead on that day; none where the client can act until the day is over.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::iso::time_if_any")]
    pub time: Option<NaiveTime>,
}

impl Plan {
    /// Until when its client can move the charge; none if it never moves.
    #[must_use]
    pub fn deadline(&self) -> Option<Deadline> {
        let Window { act_until, .. } = self.window?;
        Some(if self.day <= act_until {
            Deadline { day: self.day, time: Some(self.charge_time) }
        } else {
            Deadline { day: act_until, time: None }
        })
    }

    /// The last day to act, where a move to a later day would leave its client more time than there is now.
    #[must_use]
    pub fn again_until(&self) -> Option<NaiveDate> {
        let Window { act_until, .. } = self.window?;
        (self.day <= act_until).then_some(act_until)
    }
}

impl Deadline {
    /// The first instant that is too late.
    #[must_use]
    pub fn instant(self, zone: PracticeZone) -> DateTime<Utc> {
        match self.time {
            Some(time) => zone.instant(self.day, time),
            None => zone.instant(self.day + Days::new(1), NaiveTime::MIN),
        }
    }
}

impl Upcoming {
    /// Whether its charge time has come, so that it may be taken at any moment.
    #[must_use]
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        now >= self.announced.charged_at()
    }

    /// The next instant after `now` at which something else is true of it: its client can no longer move it, or it is due.
    #[must_use]
    pub fn next_moment(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let announced = &self.announced;
        let deadline = self.plan().deadline().map(|it| it.instant(announced.promise.zone));
        deadline.into_iter().chain([announced.charged_at()]).filter(|at| *at > now).min()
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{day, local, time, upcoming, upcoming_on};

    fn deadline(planned: &str) -> Deadline {
        upcoming_on(planned).plan().deadline().expect("an insurance charge moves")
    }

    #[test]
    fn a_charge_can_be_moved_until_it_is_taken() {
        let charge_time = Some(time("10:00"));
        assert_eq!(deadline("2025-12-02"), Deadline { day: day("2025-12-02"), time: charge_time });
        assert_eq!(deadline("2025-12-17"), Deadline { day: day("2025-12-17"), time: charge_time });
    }

    #[test]
    fn one_that_is_taken_after_the_last_day_to_act_can_be_moved_until_that_day_is_over() {
        assert_eq!(deadline("2025-12-18"), Deadline { day: day("2025-12-17"), time: None });
    }

    #[test]
    fn the_moment_itself_is_too_late() {
        let zone = PracticeZone::NEW_YORK;
        assert_eq!(deadline("2025-12-02").instant(zone), local("2025-12-02 10:00:00"));
        assert_eq!(deadline("2025-12-18").instant(zone), local("2025-12-18 00:00:00"));
    }

    #[test]
    fn only_where_the_planned_day_ends_the_right_would_a_move_leave_more_time() {
        assert_eq!(upcoming_on("2025-12-02").plan().again_until(), Some(day("2025-12-17")));
        assert_eq!(upcoming_on("2025-12-18").plan().again_until(), None);
    }

    #[test]
    fn what_never_moves_has_no_such_moment_and_is_due_all_the_same() {
        let mut it = upcoming();
        it.announced.promise.window = None;
        assert_eq!((it.plan().deadline(), it.plan().again_until()), (None, None));
        assert_eq!(it.next_moment(local("2025-12-02 09:59:59")), Some(local("2025-12-02 10:00:00")));
        assert_eq!(it.next_moment(local("2025-12-02 10:00:00")), None);
    }

    #[test]
    fn what_is_said_changes_when_it_is_due_and_when_the_last_day_to_act_is_over() {
        let it = upcoming_on("2025-12-18");
        for (now, next) in [
            ("2025-12-17 23:59:59", Some("2025-12-18 00:00:00")),
            ("2025-12-18 00:00:00", Some("2025-12-18 10:00:00")),
            ("2025-12-18 10:00:00", None),
        ] {
            assert_eq!(it.next_moment(local(now)), next.map(local), "{now}");
        }
        assert!(!it.is_due(local("2025-12-18 09:59:59")) && it.is_due(local("2025-12-18 10:00:00")));
    }
}
