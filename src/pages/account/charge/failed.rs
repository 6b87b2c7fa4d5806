//! A payment that did not go through: why, what happens next and when, and the one thing to do.

use chrono::NaiveDate;
use domain::ClientId;
use leptos::prelude::*;
use wire::charges::{ChargeStateView, ChargeView, FailReasonView};

use super::paying::Paying;
use crate::text::support::to_payment_methods;
use crate::text::t;
use crate::ui::{Button, ButtonKind, LinkButton, Notice, NoticeKind};

/// What is said of a charge whose last attempt took nothing; nothing of any other. That it failed is said above.
pub fn failed(charge: &ChargeView, paying: Paying) -> AnyView {
    match &charge.row.state {
        ChargeStateView::Failed { reason, .. } => notice(charge, reason, paying),
        ChargeStateView::Processing if paying.was_asked() => tried(paying),
        _ => ().into_any(),
    }
}

/// An attempt is on its way; the page looks for its outcome by itself.
fn tried(paying: Paying) -> AnyView {
    let charge = paying.charge;
    let look = Callback::new(move |()| charge.again());
    view! {
        <Notice focused=paying.was_asked()>
            <p>{t().pay_now_done()}</p>
            <Button label=t().pay_now_look_again().to_string() busy=charge.asking() on_press=look />
        </Notice>
    }
    .into_any()
}

fn notice(charge: &ChargeView, reason: &FailReasonView, paying: Paying) -> AnyView {
    let form = paying.form;
    let pay = Callback::new(move |()| form.submit());
    let confirm = match reason {
        FailReasonView::NeedsConfirmation { url } => Some(url.clone()),
        FailReasonView::Declined
        | FailReasonView::DeclinedForGood
        | FailReasonView::NotConfirmed
        | FailReasonView::NoMethod => None,
    };
    let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
    // Where there is a page to confirm on, paying anew is the second thing to do.
    let (has_page, kind) = match confirm {
        Some(_) => (true, ButtonKind::Secondary),
        None => (false, ButtonKind::Primary),
    };
    let card = other_card(charge, reason, paying.client);
    let confirm = confirm.map(|url| {
        view! { <LinkButton label=t().failed_confirm_link() href=url kind=ButtonKind::Primary elsewhere=true /> }
    });
    let pay = charge.can_pay_now.then(|| {
        view! { <Button label=t().pay_now(&amount) kind=kind busy=form.busy on_press=pay /> }
    });
    let said = [Some(why(charge, reason)), next(charge)];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let again = paying.was_asked();
    let body = view! {
        <p>{said.join(" ")}</p>
        <div class="ui-buttons">{confirm} {pay} {card}</div>
    };
    // A second time is news.
    if again && !has_page {
        return view! { <Notice kind=NoticeKind::Warning title=t().pay_now_not_paid() focused=true>{body}</Notice> }
            .into_any();
    }
    view! { <Notice kind=NoticeKind::Warning focused=again>{body}</Notice> }.into_any()
}

/// The way to another card: the one thing to do where it cannot be paid with what is there, and the second where it can. A card that has
/// come since needs none.
fn other_card(charge: &ChargeView, reason: &FailReasonView, client: ClientId) -> Option<AnyView> {
    let has_come = charge.has_other_card || *reason == FailReasonView::NoMethod;
    if charge.can_pay_now && has_come {
        return None;
    }
    let label = match reason {
        FailReasonView::NeedsConfirmation { .. } => return None,
        FailReasonView::NoMethod => t().card_add(),
        FailReasonView::Declined | FailReasonView::DeclinedForGood | FailReasonView::NotConfirmed => {
            t().failed_other_card()
        }
    };
    let kind = if charge.can_pay_now { ButtonKind::Secondary } else { ButtonKind::Primary };
    Some(view! { <LinkButton label=label href=to_payment_methods(client) kind=kind /> }.into_any())
}

/// Why the attempt failed and what can be done.
fn why(charge: &ChargeView, reason: &FailReasonView) -> String {
    let said = match reason {
        FailReasonView::Declined if charge.has_other_card => t().failed_declined_before(),
        FailReasonView::Declined => t().failed_declined(),
        FailReasonView::DeclinedForGood if charge.can_pay_now => t().failed_with_other_card(),
        FailReasonView::DeclinedForGood => t().failed_declined_for_good(),
        FailReasonView::NeedsConfirmation { .. } => t().failed_needs_confirmation(),
        FailReasonView::NotConfirmed => t().failed_not_confirmed(),
        // A card has come since.
        FailReasonView::NoMethod if charge.can_pay_now => t().failed_with_new_card(),
        FailReasonView::NoMethod => t().failed_no_method(),
    };
    said.to_owned()
}

/// What follows by itself, and when; or that nothing does.
fn next(charge: &ChargeView) -> Option<String> {
    let ChargeStateView::Failed { reason, next_attempt, confirm_until, .. } = &charge.row.state else {
        return None;
    };
    let day = |day: &NaiveDate| t().day(*day, charge.rules.today);
    Some(match (reason, next_attempt, confirm_until, charge.new_card_at) {
        (FailReasonView::NeedsConfirmation { .. }, Some(next), ..) => t().failed_next_page(&day(next)),
        (_, Some(next), ..) => t().failed_next_try(&day(next)),
        (_, None, Some(until), _) => t().failed_last_page(&day(until)),
        (FailReasonView::NoMethod, None, None, Some(at)) if charge.can_pay_now => {
            t().failed_next_card_here(&t().time(at))
        }
        (FailReasonView::NoMethod, None, None, Some(at)) => t().failed_next_card(&t().time(at)),
        (_, None, None, Some(at)) => t().failed_next_other_card(&t().time(at)),
        (FailReasonView::NeedsConfirmation { .. }, None, None, None) => return None,
        (FailReasonView::DeclinedForGood, None, None, None) => t().failed_next_only_here().to_owned(),
        (_, None, None, None) => t().failed_no_next().to_owned(),
    })
}
