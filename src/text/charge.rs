//! How charges are put into words, the same on every page.

use chrono::NaiveDate;
use domain::ClientId;
use leptos::prelude::*;
use wire::charges::{CardView, ChargeRowView, ChargeStateView, ChargeView, FailReasonView};
use wire::pages::AccountPage;

use super::t;
use crate::ui::{Badge, ButtonKind, LinkButton, Notice, NoticeKind, Tone, verbatim};

/// The state with its day.
pub fn badge(state: &ChargeStateView, today: NaiveDate) -> AnyView {
    let day = |day: &NaiveDate| t().day(*day, today);
    let short = |day: &NaiveDate| t().short_day(*day, today);
    let (label, tone) = match state {
        ChargeStateView::Upcoming { day: on, .. } => (t().badge_upcoming(&day(on)), Tone::Accent),
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
    };
    view! { <Badge label=label tone=tone /> }.into_any()
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

/// That the card a charge is to be taken with is no longer good on `day`.
pub fn card_ends(charge: &ChargeView, day: NaiveDate) -> Option<String> {
    let until = charge.card_good_until.filter(|until| day > *until)?;
    let CardView { brand, last4 } = charge.card.as_ref()?;
    Some(t().card_ends_first(brand, last4, &t().day(until, charge.rules.today)))
}

/// Why an attempt failed and what to do.
pub fn failed_why(reason: &FailReasonView) -> &'static str {
    match reason {
        FailReasonView::Declined => t().failed_declined(),
        FailReasonView::DeclinedForGood => t().failed_declined_for_good(),
        FailReasonView::NeedsConfirmation { .. } => t().failed_needs_confirmation(),
        FailReasonView::NotConfirmed => t().failed_not_confirmed(),
        FailReasonView::NoMethod => t().failed_no_method(),
    }
}

/// What follows by itself after an attempt that failed.
pub fn failed_next(state: &ChargeStateView, today: NaiveDate) -> Option<String> {
    let ChargeStateView::Failed { reason, next_attempt, confirm_until } = state else { return None };
    let day = |day: &NaiveDate| t().day(*day, today);
    match (reason, next_attempt, confirm_until) {
        (FailReasonView::NeedsConfirmation { .. }, Some(next), _) => Some(t().failed_next_page(&day(next))),
        (_, Some(next), _) => Some(t().failed_next_try(&day(next))),
        (_, None, Some(until)) => Some(t().failed_last_page(&day(until))),
        (_, None, None) => None,
    }
}

/// In a list: why a payment failed, when it is tried again, and the way to where the client can do something about it.
pub fn failed_in_list(row: &ChargeRowView, client: ClientId, today: NaiveDate) -> Option<AnyView> {
    let ChargeStateView::Failed { reason, .. } = &row.state else { return None };
    let again = failed_next(&row.state, today);
    let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
    let about = t().failed_see_of(&amount, &session(row, today));
    let (id, href) = (format!("failed-{}", row.id), AccountPage::Charge(row.id).of(client).to_string());
    let why = failed_why(reason);
    let view = view! {
        <Notice kind=NoticeKind::Warning>
            <p>{why} " " {again}</p>
            <LinkButton
                label=t().failed_see()
                href=href
                kind=ButtonKind::Primary
                described_by=id.clone()
            />
            <span class="hidden-words" id=id>
                {about}
            </span>
        </Notice>
    };
    Some(view.into_any())
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
