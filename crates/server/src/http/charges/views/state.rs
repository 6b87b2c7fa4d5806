use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::charge::{ChargeState, DisputedPayment, FailReason, Refunded};
use domain::zone::PracticeZone;
use wire::charges::{ChargeStateView, FailReasonView};

/// Where a charge stands. What was said about a hold, a waiver or a refund is between staff.
pub fn to_view(state: &ChargeState, zone: PracticeZone) -> ChargeStateView {
    let day = |at: Option<DateTime<Utc>>, of: &DisputedPayment| {
        at.or(of.paid().map(|it| it.paid_at)).map(|at| zone.day(at)).unwrap_or_default()
    };
    match state {
        ChargeState::AwaitingInsurer => ChargeStateView::AwaitingInsurer,
        ChargeState::NothingDue(_) => ChargeStateView::NothingDue,
        ChargeState::Scheduled(_) => ChargeStateView::Scheduled,
        ChargeState::Upcoming(it) => {
            let plan = it.plan();
            ChargeStateView::Upcoming {
                day: plan.day,
                deadline: plan.deadline(),
                latest_day: plan.window.map(|it| it.latest_day),
            }
        }
        ChargeState::Processing(_) => ChargeStateView::Processing,
        ChargeState::Failed(it) if it.is_being_tried() => ChargeStateView::Processing,
        ChargeState::Paid(it) => ChargeStateView::Paid { on: it.paid_on },
        ChargeState::Failed(it) => {
            let day = |at| zone.day(at);
            ChargeStateView::Failed {
                announced_for: it.announced.day,
                reason: fail_reason(it.reason.clone()),
                next_attempt: it.next_attempt.map(day),
                // The last moment of that day is a moment before the page ends.
                confirm_until: it.confirm_until().map(|until| day(until - Duration::seconds(1))),
            }
        }
        ChargeState::OnHold(_) => ChargeStateView::OnHold,
        ChargeState::Waived(it) => ChargeStateView::Waived { on: zone.day(it.at), amount: it.due.amount },
        ChargeState::PartiallyRefunded(it) => {
            let (on, on_its_way) = last_refund(it, zone);
            ChargeStateView::PartiallyRefunded { on, given_back: it.given_back(), on_its_way }
        }
        ChargeState::Refunded(it) => {
            let (on, on_its_way) = last_refund(it, zone);
            ChargeStateView::Refunded { on, on_its_way }
        }
        ChargeState::SettledElsewhere(it) => {
            ChargeStateView::SettledElsewhere { on: it.payment.on, how: it.payment.how }
        }
        ChargeState::Disputed(it) => {
            ChargeStateView::Disputed { on: day(it.opened_at(), &it.payment), amount: it.amount() }
        }
        ChargeState::ChargedBack(it) => {
            ChargeStateView::ChargedBack { on: day(it.at(), &it.payment), amount: it.amount() }
        }
    }
}

/// Why an attempt failed.
pub fn fail_reason(reason: FailReason) -> FailReasonView {
    match reason {
        FailReason::Declined => FailReasonView::Declined,
        FailReason::DeclinedForGood => FailReasonView::DeclinedForGood,
        FailReason::NeedsConfirmation { url } => FailReasonView::NeedsConfirmation { url },
        FailReason::NotConfirmed => FailReasonView::NotConfirmed,
        FailReason::NoMethod => FailReasonView::NoMethod,
    }
}

/// The day of the last refund, and whether one has not arrived yet.
fn last_refund(it: &Refunded, zone: PracticeZone) -> (NaiveDate, bool) {
    let last: Option<DateTime<Utc>> = it.refunds.iter().map(|refund| refund.at).max();
    (last.map_or(it.of.on(), |at| zone.day(at)), it.refunds.iter().any(|refund| refund.on_its_way))
}
