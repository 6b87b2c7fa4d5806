use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::Money;
use domain::charge::{ChargeState, FailReason, Refunded};
use domain::zone::PracticeZone;
use wire::charges::{FailedWhy, State};

/// Where a charge stands. What was said about a hold, a waiver or a refund is between staff.
pub fn shown(state: &ChargeState, zone: PracticeZone) -> State {
    match state {
        ChargeState::AwaitingInsurer => State::AwaitingInsurer,
        ChargeState::NothingDue(_) => State::NothingDue,
        ChargeState::Scheduled(_) => State::Scheduled,
        ChargeState::Upcoming(it) => {
            let plan = it.plan();
            State::Upcoming {
                day: plan.day,
                act_until: plan.window.map(|it| it.act_until),
                latest_day: plan.window.map(|it| it.latest_day),
            }
        }
        ChargeState::Processing(_) => State::Processing,
        ChargeState::Paid(it) => State::Paid { on: it.paid_on },
        ChargeState::Failed(it) => {
            let day = |at| zone.day(at);
            State::Failed {
                why: why(it.reason.clone()),
                next_try: it.next_try.map(day),
                // The last moment of that day is a moment before the page ends.
                confirm_until: it.confirm_until().map(|until| day(until - Duration::seconds(1))),
            }
        }
        ChargeState::OnHold(_) => State::OnHold,
        ChargeState::Waived(it) => State::Waived { on: zone.day(it.at) },
        ChargeState::PartiallyRefunded(it) => {
            let amount = it.paid.due.amount;
            let given_back = Money::new(amount.cents() - it.left().cents(), amount.currency());
            State::PartiallyRefunded { on: last_refund(it, zone), given_back }
        }
        ChargeState::Refunded(it) => State::Refunded { on: last_refund(it, zone) },
    }
}

/// Why a try failed.
pub fn why(reason: FailReason) -> FailedWhy {
    match reason {
        FailReason::Declined => FailedWhy::Declined,
        FailReason::DeclinedForGood => FailedWhy::DeclinedForGood,
        FailReason::NeedsConfirmation { url } => FailedWhy::NeedsConfirmation { url },
        FailReason::NotConfirmed => FailedWhy::NotConfirmed,
        FailReason::NoMethod => FailedWhy::NoMethod,
    }
}

fn last_refund(it: &Refunded, zone: PracticeZone) -> NaiveDate {
    let last: Option<DateTime<Utc>> = it.refunds.iter().map(|refund| refund.at).max();
    last.map_or(it.paid.paid_on, |at| zone.day(at))
}
