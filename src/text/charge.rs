//! How charges are put into words, the same on every page.

use chrono::NaiveDate;
use leptos::prelude::*;
use wire::billing::PaymentMethodView;
use wire::charges::{CardView, ChargeRowView, ChargeStateView, ChargeView};

use super::t;
use crate::ui::{Badge, Tone, verbatim};

/// The state with its day.
pub fn badge(row: &ChargeRowView, today: NaiveDate) -> AnyView {
    let (label, tone) = standing(row, today);
    view! { <Badge label=label tone=tone /> }.into_any()
}

/// The same in a list of charges, where days are short.
pub fn in_list(row: &ChargeRowView, today: NaiveDate) -> (String, Tone) {
    match &row.state {
        ChargeStateView::Upcoming { day, .. } => {
            (t().badge_upcoming(&t().short_day(*day, today)), Tone::Accent)
        }
        _ => standing(row, today),
    }
}

fn standing(row: &ChargeRowView, today: NaiveDate) -> (String, Tone) {
    let state = &row.state;
    let day = |day: &NaiveDate| t().day(*day, today);
    let short = |day: &NaiveDate| t().short_day(*day, today);
    match state {
        ChargeStateView::Upcoming { day: on, .. } => (t().badge_upcoming(&day(on)), Tone::Accent),
        ChargeStateView::Paid { .. } | ChargeStateView::PartiallyRefunded { on_its_way: false, .. }
            if row.refund_back =>
        {
            (t().badge_refund_back().to_owned(), Tone::Warn)
        }
        ChargeStateView::Paid { on } => (t().badge_paid(&short(on)), Tone::Neutral),
        ChargeStateView::Waived { on, amount } => {
            (t().badge_waived(&amount.to_string(), &short(on)), Tone::Neutral)
        }
        ChargeStateView::PartiallyRefunded { on_its_way: true, .. }
        | ChargeStateView::Refunded { on_its_way: true, .. } => {
            (t().badge_refund_on_its_way().to_owned(), Tone::Neutral)
        }
        ChargeStateView::Refunded { on, .. } => (t().badge_refunded(&short(on)), Tone::Neutral),
        ChargeStateView::SettledElsewhere { on, how } => {
            (t().badge_settled_elsewhere(t().how(*how), &short(on)), Tone::Neutral)
        }
        ChargeStateView::Disputed { on, .. } => (t().badge_disputed(&short(on)), Tone::Neutral),
        ChargeStateView::ChargedBack { on, .. } => (t().badge_charged_back(&short(on)), Tone::Neutral),
        ChargeStateView::PartiallyRefunded { on, given_back, .. } => {
            (t().badge_partially_refunded(&given_back.to_string(), &short(on)), Tone::Neutral)
        }
        ChargeStateView::Failed { .. } => (t().state(state.name()).to_owned(), Tone::Warn),
        ChargeStateView::Processing => (t().state(state.name()).to_owned(), Tone::Accent),
        ChargeStateView::AwaitingInsurer
        | ChargeStateView::NothingDue
        | ChargeStateView::Scheduled
        | ChargeStateView::OnHold => (t().state(state.name()).to_owned(), Tone::Neutral),
    }
}

/// What was done in the session, in plain words.
pub fn service(row: &ChargeRowView) -> String {
    t().service(&row.cpt_code, &row.description)
}

/// Which session or fee it is: the service, or what the fee is for.
pub fn what(row: &ChargeRowView) -> String {
    if row.kind.is_attendance_fee() { t().kind(row.kind).to_owned() } else { service(row) }
}

/// `Nov 12, 3:00 PM`. A day may have two sessions.
pub fn session(row: &ChargeRowView, today: NaiveDate) -> String {
    t().moment(row.session_day.and_time(row.session_start), today)
}

/// `Your part of the session on Nov 12, 3:00 PM with Dr. Maya Okafor`, or the fee's name.
pub fn about(row: &ChargeRowView, today: NaiveDate) -> String {
    let day = session(row, today);
    if row.kind == domain::charge::ChargeKind::Insurance {
        t().your_part_of_session(&day, &row.provider)
    } else {
        t().for_session(t().kind(row.kind), &day, &row.provider)
    }
}

/// The amount with the day on which it is taken, or was to be.
pub fn amount_and_day(row: &ChargeRowView, today: NaiveDate) -> Option<String> {
    let amount = row.amount.map(|it| it.to_string())?;
    match row.state {
        ChargeStateView::Upcoming { day, .. } => Some(t().amount_on_day(&amount, &t().day(day, today))),
        ChargeStateView::Failed { announced_for: day, .. } => {
            Some(t().amount_was_due(&amount, &t().day(day, today)))
        }
        _ => None,
    }
}

/// Until when and how far an announced charge can be moved, or why it cannot; for one that is not, why nothing can be chosen yet.
pub fn moving(row: &ChargeRowView, today: NaiveDate) -> Option<String> {
    match &row.state {
        ChargeStateView::Upcoming { deadline, latest_day, .. } => {
            let Some((deadline, latest)) = deadline.zip(*latest_day) else {
                return Some(t().refused_kind(row.kind).to_owned());
            };
            Some(if row.can_reschedule {
                t().change_window(deadline, latest, today)
            } else if deadline.time.is_some() {
                t().change_due().to_owned()
            } else {
                t().refused_too_late_to_act(&t().day(deadline.day, today))
            })
        }
        other => open_now(other).map(str::to_owned),
    }
}

/// What holds for now of a charge that is open without a day.
pub fn open_now(state: &ChargeStateView) -> Option<&'static str> {
    match state {
        ChargeStateView::Scheduled => Some(t().scheduled_text()),
        ChargeStateView::Processing => Some(t().processing_text()),
        ChargeStateView::OnHold => Some(t().on_hold_text()),
        ChargeStateView::AwaitingInsurer
        | ChargeStateView::NothingDue
        | ChargeStateView::Upcoming { .. }
        | ChargeStateView::Paid { .. }
        | ChargeStateView::Failed { .. }
        | ChargeStateView::Waived { .. }
        | ChargeStateView::PartiallyRefunded { .. }
        | ChargeStateView::Refunded { .. }
        | ChargeStateView::SettledElsewhere { .. }
        | ChargeStateView::Disputed { .. }
        | ChargeStateView::ChargedBack { .. } => None,
    }
}

/// Whether the client could move it once, and cannot any more though it has not come to be charged.
pub fn is_past_its_deadline(row: &ChargeRowView) -> bool {
    let ChargeStateView::Upcoming { deadline: Some(deadline), .. } = &row.state else { return false };
    !row.can_reschedule && deadline.time.is_none()
}

/// Whether there will be a card to take it with on `day`. Without one nobody is told that something will be charged then.
pub fn can_be_charged(charge: &ChargeView, day: NaiveDate) -> bool {
    charge.card.is_some() && card_trouble(charge, day).is_none()
}

/// When a card ends, or has ended, as it stands on it.
pub fn card_expires(card: &PaymentMethodView) -> String {
    t().card_expires(&format!("{:02}", card.expires_month), &format!("{:02}", card.expires_year % 100))
}

/// That there will be no card to take it with on `day`: none is there, or the one that is will have ended.
pub fn card_trouble(charge: &ChargeView, day: NaiveDate) -> Option<String> {
    let today = charge.rules.today;
    if charge.card_missing {
        return Some(t().card_missing_before(&t().day(day, today)));
    }
    let until = charge.card_good_until.filter(|until| day > *until)?;
    let CardView { brand, last4 } = charge.card.as_ref()?;
    Some(t().card_ends_first(brand, last4, &t().day(until, today)))
}

/// The amount, or a dash that is read out as "not known yet".
pub fn amount(row: &ChargeRowView) -> AnyView {
    match row.amount {
        Some(amount) => verbatim(amount.to_string()),
        None => view! {
            <span aria-hidden="true">{t().no_amount_yet()}</span>
            <span class="hidden-words">{t().no_amount_yet_spoken()}</span>
        }
        .into_any(),
    }
}
