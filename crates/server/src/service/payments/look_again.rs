//! When a worker looks again at a charge that did not come to an end.

use chrono::{DateTime, Duration, Utc};
use domain::charge::{ChargeState, FailReason, Failed};

/// How often a cardholder's confirmation is looked for, should the processor not tell.
const CONFIRMATION: (Duration, Duration) = (Duration::minutes(10), Duration::hours(6));

/// How long after a first look that came to nothing, at `since`, the next one is: as long again, from ten seconds to an hour. An
/// answer that got lost shortly before a restart is not waited for any longer than what a dead process held.
#[must_use]
pub fn backoff(since: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    again(since, now, (Duration::seconds(10), Duration::hours(1)))
}

/// When a confirmation is looked for again that could not be looked for now.
#[must_use]
pub fn look_soon(now: DateTime<Utc>) -> DateTime<Utc> {
    now + CONFIRMATION.0
}

/// When a worker looks at a charge in this state again, seen from `now`.
#[must_use]
pub fn look_again(state: &ChargeState, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match state {
        ChargeState::Processing(it) => Some(backoff(it.since, now)),
        ChargeState::Failed(it) if it.waits_for_cardholder(now) => Some(confirmation(it, now)),
        ChargeState::Failed(it) => it.next_try.or_else(|| new_method(it, now)),
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

/// A confirmation may come at any time; on the day of the next try the page is made anew, and after the last one it is given
/// up.
fn confirmation(failed: &Failed, now: DateTime<Utc>) -> DateTime<Utc> {
    let look = again(failed.failed_at, now, CONFIRMATION);
    let ends = failed.next_try.or_else(|| failed.confirm_until());
    ends.filter(|ends| *ends > now).map_or(look, |ends| look.min(ends))
}

/// A new method is charged at the next charge time, so it is looked for then.
fn new_method(failed: &Failed, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match failed.reason {
        FailReason::NoMethod | FailReason::NotConfirmed => {
            Some(failed.announced.promise.next_charge_time(now))
        }
        FailReason::NeedsConfirmation { .. } | FailReason::Declined | FailReason::DeclinedForGood => None,
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
            ("2025-12-02T15:00:00Z", "2025-12-02T15:00:10Z"),
            ("2025-12-02T15:00:10Z", "2025-12-02T15:00:20Z"),
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
    fn a_confirmation_is_looked_for_now_and_then_and_when_another_page_is_due_or_the_last_one_ends() {
        let url = "https://pay.example/confirm".to_owned();
        let first = failed(FailReason::NeedsConfirmation { url });
        let last = Failed { next_try: None, ..first.clone() };
        for (failed, now, next) in [
            (&first, "2025-12-02T15:00:02Z", "2025-12-02T15:10:02Z"),
            (&first, "2025-12-04T15:00:02Z", "2025-12-04T21:00:02Z"),
            (&first, "2025-12-05T12:00:00Z", "2025-12-05T15:00:00Z"),
            (&last, "2025-12-03T04:00:00Z", "2025-12-03T05:00:00Z"),
            (&last, "2025-12-03T05:00:00Z", "2025-12-03T11:00:00Z"),
        ] {
            let state = ChargeState::Failed(failed.clone());
            assert_eq!(look_again(&state, at(now)), Some(at(next)), "{now}");
        }
        assert_eq!(look_soon(at("2025-12-03T05:00:00Z")), at("2025-12-03T05:10:00Z"));
    }

    #[test]
    fn after_the_last_page_another_card_is_looked_for_at_the_next_charge_time() {
        let ended = Failed { next_try: None, ..failed(FailReason::NotConfirmed) };
        let next = look_again(&ChargeState::Failed(ended), at("2025-12-18T05:00:00Z"));
        assert_eq!(next, Some(at("2025-12-18T15:00:00Z")));
    }

    #[test]
    fn a_declined_charge_is_looked_at_on_the_day_of_its_next_try_and_then_no_more() {
        let now = at("2025-12-02T15:00:02Z");
        let declined = ChargeState::Failed(failed(FailReason::Declined));
        assert_eq!(look_again(&declined, now), Some(at("2025-12-05T15:00:00Z")));
        assert_eq!(look_again(&ChargeState::Failed(failed(FailReason::DeclinedForGood)), now), None);
    }
}
