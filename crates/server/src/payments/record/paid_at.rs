//! When the money was taken, of what is booked late.

use chrono::{DateTime, Utc};
use domain::attempt::Attempt;
use domain::charge::Charge;
use store::{Access, StoreError, attempts};

/// When the first attempt at a charge began, whose latest is `attempt`.
///
/// # Errors
/// When the store cannot be read.
pub(in crate::payments) async fn first_begun(
    access: &impl Access,
    charge: &Charge,
    attempt: Option<&Attempt>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    if let Some(attempt) = attempt.filter(|attempt| attempt.number == 1) {
        return Ok(Some(attempt.begun_at));
    }
    let all = attempts::of_charge(access, charge.client, charge.id).await?;
    Ok(all.into_iter().map(|attempt| attempt.begun_at).min())
}

/// When the money was taken of which the processor says `at` and that is booked `now`: by the processor's clock, since a request
/// may arrive days after it was given up and be heard of later still. That clock may differ from ours, but nothing is taken
/// before the first attempt began or after it was heard of.
pub(in crate::payments) fn paid_at(
    at: Option<DateTime<Utc>>,
    first_begun: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let at = at.unwrap_or(now);
    first_begun.map_or(at, |began| at.max(began)).min(now)
}

/// What the audit record adds to the instant at which it was booked: nothing, where the two are as good as the same.
pub(in crate::payments) fn booked_late(paid_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (now - paid_at >= chrono::Duration::minutes(1)).then_some(paid_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::sample::at;

    #[test]
    fn a_payment_has_the_instant_of_the_processor_between_the_first_begun_and_now() {
        let (began, now) = (at("2025-12-02T15:00:01Z"), at("2025-12-05T15:00:00Z"));
        for (theirs, taken) in [
            ("2025-12-02T14:59:58Z", "2025-12-02T15:00:01Z"),
            ("2025-12-02T15:00:01Z", "2025-12-02T15:00:01Z"),
            ("2025-12-03T04:59:59Z", "2025-12-03T04:59:59Z"),
            ("2025-12-05T15:00:00Z", "2025-12-05T15:00:00Z"),
            ("2025-12-05T15:00:07Z", "2025-12-05T15:00:00Z"),
        ] {
            assert_eq!(paid_at(Some(at(theirs)), Some(began), now), at(taken), "{theirs}");
        }
        assert_eq!(paid_at(None, Some(began), now), now);
        assert_eq!(paid_at(Some(at("2025-12-01T00:00:00Z")), None, now), at("2025-12-01T00:00:00Z"));
    }

    #[test]
    fn what_was_booked_at_once_says_so_once() {
        let taken = at("2025-12-02T15:00:00Z");
        assert_eq!(booked_late(taken, at("2025-12-02T15:00:59Z")), None);
        assert_eq!(booked_late(taken, at("2025-12-02T15:01:00Z")), Some(taken));
    }
}
