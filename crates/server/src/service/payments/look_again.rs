//! When a worker looks again at a charge that did not come to an end.

use chrono::{DateTime, Duration, Utc};
use domain::charge::{ChargeState, FailReason, Failed};

/// How often a cardholder's confirmation is looked for, should the processor not tell.
const CONFIRMATION: (Duration, Duration) = (Duration::minutes(10), Duration::hours(6));

/// How long after a first look that came to nothing, at `since`, the next one is: as long again, from a minute to an hour.
#[must_use]
pub fn backoff(since: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    again(since, now, (Duration::minutes(1), Duration::hours(1)))
}

/// When a worker looks at a charge in this state again, seen from `now`.
#[must_use]
pub fn look_again(state: &ChargeState, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match state {
        ChargeState::Processing(it) => Some(backoff(it.since, now)),
        ChargeState::Failed(it) => it.next_try.or_else(|| without_a_try(it, now)),
        ChargeState::Upcoming(it) => Some(it.announced.charged_at()),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_) => None,
    }
}

/// A new method is charged at the next charge time, so it is looked for then. A confirmation may come at any time.
fn without_a_try(failed: &Failed, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match failed.reason {
        FailReason::NoMethod => Some(failed.announced.promise.next_charge_time(now)),
        FailReason::NeedsConfirmation { .. } => Some(again(failed.failed_at, now, CONFIRMATION)),
        FailReason::Declined | FailReason::DeclinedForGood => None,
    }
}

fn again(since: DateTime<Utc>, now: DateTime<Utc>, (least, most): (Duration, Duration)) -> DateTime<Utc> {
    now + (now - since).clamp(least, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::sample::{at, failed, processing};

    #[test]
    fn looks_come_less_and_less_often_but_at_least_every_hour() {
        let since = at("2025-12-02T15:00:00Z");
        for (now, next) in [
            ("2025-12-02T15:00:00Z", "2025-12-02T15:01:00Z"),
            ("2025-12-02T15:01:00Z", "2025-12-02T15:02:00Z"),
            ("2025-12-02T15:10:00Z", "2025-12-02T15:20:00Z"),
            ("2025-12-02T17:00:00Z", "2025-12-02T18:00:00Z"),
            ("2025-12-05T15:00:00Z", "2025-12-05T16:00:00Z"),
        ] {
            assert_eq!(backoff(since, at(now)), at(next), "{now}");
        }
    }

    #[test]
    fn a_new_card_is_looked_for_at_the_next_charge_time() {
        let state = ChargeState::Failed(processing().without_method(at("2025-12-02T15:00:02Z")));
        for (now, next) in [
            ("2025-12-02T15:00:02Z", "2025-12-03T15:00:00Z"),
            ("2025-12-03T14:59:59Z", "2025-12-03T15:00:00Z"),
            ("2025-12-03T15:00:00Z", "2025-12-04T15:00:00Z"),
        ] {
            assert_eq!(look_again(&state, at(now)), Some(at(next)), "{now}");
        }
    }

    #[test]
    fn a_declined_charge_is_looked_at_on_the_day_of_its_next_try_and_then_no_more() {
        let now = at("2025-12-02T15:00:02Z");
        let declined = ChargeState::Failed(failed(FailReason::Declined));
        assert_eq!(look_again(&declined, now), Some(at("2025-12-05T15:00:00Z")));
        assert_eq!(look_again(&ChargeState::Failed(failed(FailReason::DeclinedForGood)), now), None);
    }
}
