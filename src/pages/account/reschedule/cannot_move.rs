//! What stands where the form would be: that nothing is to be paid any more, which is good news, or why the charge cannot be moved.

use domain::ClientId;
use domain::charge::StateName;
use domain::reschedule::Refusal;
use leptos::prelude::*;
use wire::charges::{CardView, ChargeStateView, ChargeView};
use wire::pages::AccountPage;

use crate::text::settled::settled;
use crate::text::support::ask_card;
use crate::text::t;
use crate::ui::{LinkButton, Notice, NoticeKind};

/// Where it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Above, with how the charge is now: saying it twice would make two things of it.
    Already,
    /// Below something else that is read first.
    Below,
    /// Here, where the form was until now.
    Here,
}

/// Why the charge cannot be moved at all, and who can help (R10).
pub fn cannot_move(client: ClientId, charge: &ChargeView, refusal: &Refusal, told: Told) -> AnyView {
    let to_charge_label = match charge.rules.state {
        StateName::Failed => t().see_payment(),
        _ => t().see_charge(),
    };
    let focused = told == Told::Here;
    let to_charge = AccountPage::Charge(charge.row.id).of(client).to_string();
    let to_charge = view! { <p><LinkButton label=to_charge_label href=to_charge /></p> };
    let notice = match (told, why(charge, refusal)) {
        (Told::Already, _) => to_charge.into_any(),
        (_, Why { kind, title: Some(title), text }) => {
            view! { <Notice kind=kind title=title focused=focused><p>{text}</p>{to_charge}</Notice> }
                .into_any()
        }
        (_, Why { kind, title: None, text }) => {
            view! { <Notice kind=kind focused=focused><p>{text}</p>{to_charge}</Notice> }.into_any()
        }
    };
    view! {
        {notice}
        {ask_card(&charge.row, charge.rules.today)}
    }
    .into_any()
}

/// In words.
#[derive(Clone, Debug, PartialEq)]
struct Why {
    kind: NoticeKind,
    title: Option<&'static str>,
    text: String,
}

/// Whatever rule is broken first: of what is settled there is no date to change.
fn why(charge: &ChargeView, refusal: &Refusal) -> Why {
    let today = charge.rules.today;
    if let Some(text) = paid(charge) {
        return Why { kind: NoticeKind::Done, title: Some(t().pay_now_paid_title()), text };
    }
    if let Some(text) = refunded(charge).or_else(|| settled(charge)) {
        return Why { kind: NoticeKind::Info, title: None, text };
    }
    let text = t().refusal(refusal, today);
    Why { kind: NoticeKind::Warning, title: Some(t().cannot_change_title()), text }
}

/// How much was paid, when, with what, and the receipt.
fn paid(charge: &ChargeView) -> Option<String> {
    let ChargeStateView::Paid { on } = charge.row.state else { return None };
    let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
    let day = t().day(on, charge.rules.today);
    let paid = match &charge.card {
        Some(CardView { brand, last4 }) => t().settled_paid_with(&amount, brand, last4, &day),
        None => t().settled_paid(&amount, &day),
    };
    let receipt = charge.receipt.as_ref().map(|number| t().settled_receipt(number));
    Some([paid].into_iter().chain(receipt).collect::<Vec<_>>().join(" "))
}

/// That it was paid, and what of it was given back.
fn refunded(charge: &ChargeView) -> Option<String> {
    let day = |on| t().day(on, charge.rules.today);
    match charge.row.state {
        ChargeStateView::PartiallyRefunded { on, given_back, .. } => {
            Some(t().settled_refunded(&given_back.to_string(), &day(on)))
        }
        ChargeStateView::Refunded { on, .. } => Some(t().settled_refunded_all(&day(on))),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
