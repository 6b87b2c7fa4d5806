//! What happened to a charge, and who can be asked about it.

use domain::Money;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::charges::{CardView, ChargeEventKind, ChargeEventView, ChargeStateView, ChargeView};

use super::corrected::with_details;
use crate::data::failure::unread;
use crate::text::support::ask_card;
use crate::text::t;
use crate::ui::{Card, Moment, Timeline};

pub fn so_far(charge: &ChargeView) -> AnyView {
    let today = charge.rules.today;
    let moments: Vec<Moment> = charge
        .events
        .iter()
        .map(|event| Moment {
            when: t().moment(event.at, today),
            machine: format!("{:?}", event.at),
            what: happened(event, today),
        })
        .collect();
    let missing = charge.events.unread;
    let events = if moments.is_empty() && missing == 0 {
        // Only before the first notice has nothing happened: whatever else there is came with the practice's records.
        let is_ahead =
            matches!(charge.row.state, ChargeStateView::AwaitingInsurer | ChargeStateView::Scheduled);
        let text = if is_ahead { t().happened_nothing() } else { t().happened_before() };
        view! { <p class="soft">{text}</p> }.into_any()
    } else {
        view! { <Timeline moments=moments /> }.into_any()
    };
    view! {
        <Card heading=t().what_happened()>{events} {unread(missing)}</Card>
        {ask_card(&charge.row, today)}
    }
    .into_any()
}

fn happened(event: &ChargeEventView, today: chrono::NaiveDate) -> String {
    let day = |day: &chrono::NaiveDate| t().day(*day, today);
    match &event.kind {
        ChargeEventKind::Announced { day: on, amount } => {
            t().happened_announced(&amount.to_string(), &day(on))
        }
        ChargeEventKind::Rescheduled { to, by_client: true, .. } => t().happened_moved_by_you(&day(to)),
        ChargeEventKind::Rescheduled { to, by_client: false, .. } => t().happened_moved_by_support(&day(to)),
        ChargeEventKind::Reminded { day: of } => t().happened_reminded(&day(of)),
        ChargeEventKind::Paid { amount, card: Some(CardView { brand, last4 }) } => {
            t().happened_paid_with(&amount.to_string(), brand, last4)
        }
        ChargeEventKind::Paid { amount, card: None } => t().happened_paid(&amount.to_string()),
        ChargeEventKind::PaidAgain { amount } => t().happened_paid_again(&amount.to_string()),
        ChargeEventKind::AttemptFailed { next_attempt: Some(next), .. } => {
            t().happened_failed_next(&day(next))
        }
        ChargeEventKind::AttemptFailed { next_attempt: None, .. } => t().happened_failed().to_owned(),
        ChargeEventKind::PayNowAsked => t().happened_pay_now().to_owned(),
        ChargeEventKind::Held => t().happened_held().to_owned(),
        ChargeEventKind::Released => t().happened_released().to_owned(),
        ChargeEventKind::DayMissed { day: on } => t().happened_day_missed(&day(on)),
        ChargeEventKind::Waived => t().happened_waived().to_owned(),
        ChargeEventKind::Refunded { amount } => t().happened_refunded(&amount.to_string()),
        ChargeEventKind::RefundArrived { amount } => t().happened_refund_arrived(&amount.to_string()),
        ChargeEventKind::Corrected { from, was, to, is, details } => {
            let what = if (from, was) == (to, is) {
                t().happened_corrected_details().to_owned()
            } else {
                t().happened_corrected(&stood(*from, *was), &stood(*to, *is))
            };
            with_details(what, details, today)
        }
        ChargeEventKind::RefundCalledOff { amount } => t().happened_refund_called_off(&amount.to_string()),
        ChargeEventKind::RefundReturned { amount } => t().happened_refund_returned(&amount.to_string()),
        ChargeEventKind::SettledElsewhere { amount, how } => {
            t().happened_settled_elsewhere(&amount.to_string(), t().how(*how))
        }
        ChargeEventKind::OwedAfterAll => t().happened_owed_after_all().to_owned(),
        ChargeEventKind::Disputed { amount } => t().happened_disputed(&amount.to_string()),
        ChargeEventKind::DisputeClosed => t().happened_dispute_closed().to_owned(),
        ChargeEventKind::ChargedBack { amount } => t().happened_charged_back(&amount.to_string()),
        ChargeEventKind::ChargebackReturned { amount } => {
            t().happened_chargeback_returned(&amount.to_string())
        }
    }
}

/// Where a charge stood, and its amount.
fn stood(state: StateName, amount: Option<Money>) -> String {
    match amount {
        Some(amount) => t().happened_stood(t().state(state), &amount.to_string()),
        None => t().state(state).to_owned(),
    }
}

#[cfg(test)]
mod tests;
