//! How long what is shown of charges is true.

use chrono::{DateTime, Days, Duration, NaiveTime, Utc};
use domain::charge::{Charge, ChargeState};
use domain::zone::PracticeZone;

/// What is due is taken in a moment, which nothing but another look can tell.
const DUE: Duration = Duration::seconds(20);

/// How long what is shown of `charges` at `now` is true, as far as it depends on the clock: until the practice's day is over, one
/// of them is due, or can no longer be moved by its client.
pub(in crate::service) fn holds_for<'a>(
    charges: impl IntoIterator<Item = &'a Charge>,
    zone: PracticeZone,
    now: DateTime<Utc>,
) -> Duration {
    let tomorrow = zone.instant(zone.day(now) + Days::new(1), NaiveTime::MIN);
    let moments = charges.into_iter().filter_map(|charge| match &charge.state {
        ChargeState::Upcoming(it) if it.is_due(now) => Some(now + DUE),
        ChargeState::Upcoming(it) => it.next_moment(now),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Processing(_)
        | ChargeState::Failed(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => None,
    });
    moments.fold(tomorrow, Ord::min) - now
}
