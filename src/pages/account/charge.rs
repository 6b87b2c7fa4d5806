//! A charge: what it is, how the amount came about, what happened so far, and what the client can do.

mod outcome;
mod paying;
mod payments;
mod so_far;
mod sum;

use domain::{ChargeId, ClientId};
use leptos::prelude::*;
use wire::charges::{ChargeStateView, ChargeView, FailReasonView};
use wire::pages::AccountPage;

use self::paying::Paying;
use self::payments::payments;
use self::so_far::so_far;
use self::sum::sum;
use super::to_billing;
use crate::api::use_api;
use crate::data::freshness::renewed;
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::pages::not_found::NotFoundPage;
use crate::text::charge::{badge, card_ends, failed_next, failed_why, moving, open_now, what};
use crate::text::{t, title};
use crate::ui::{Bone, Button, ButtonKind, LinkButton, Notice, NoticeKind, PageHeading, anew};

piece! { charge, Meanwhile::Page(t().charge_page(), to_billing(client));
    /// The page of a charge.
    pub fn charge_page(client: ClientId, id: ChargeId) {
        view! { <ChargePage client=client id=id /> }.into_any()
    }
}

#[component]
fn ChargePage(client: ClientId, id: ChargeId) -> impl IntoView {
    let api = use_api();
    let charge = load(move || api.charge(client, id));
    renewed(charge, |charge| charge.holds_for_seconds);
    let paying = Paying::of(client, id, charge);
    let missing = charge.missing();
    // One heading for as long as the page is open: reading starts at it, whatever arrives below.
    let heading = Signal::derive(move || charge.map(name).unwrap_or_else(|| t().charge_page().to_owned()));
    let lead = Signal::derive(move || charge.map(session).unwrap_or_default());
    let beside = move || anew(move || charge.map(|it| badge(&it.row.state, it.rules.today)).into_any());
    let can_move = Memo::new(move |_| charge.map(|it| it.row.can_reschedule) == Some(true));
    let action = move || {
        let href = AccountPage::ChangeDate(id).of(client).to_string();
        let link =
            || view! { <LinkButton label=t().change_date() href=href.clone() kind=ButtonKind::Primary /> };
        can_move.get().then(link).into_any()
    };
    let view = anew(move || {
        if missing.get() {
            return view! { <NotFoundPage /> }.into_any();
        }
        view! {
            <PageHeading
                heading=heading
                verbatim=Signal::derive(move || charge.map(|it| it.row.amount.is_some()) == Some(true))
                title=title(t().charge_page())
                back=to_billing(client)
                lead=lead
                beside=beside()
                action=anew(action)
            />
            {paying.form.told()}
            {charge.view(&[Bone::Row, Bone::Row, Bone::Row], move |found| page(found, paying))}
        }
        .into_any()
    });
    view! { <div class="page">{view}</div> }.into_any()
}

/// Its amount, or where there is none yet the session it is for.
fn name(charge: &ChargeView) -> String {
    let row = &charge.row;
    match row.amount {
        Some(amount) => amount.to_string(),
        None => t().charge_title_pending(&t().short_day(row.session_day, charge.rules.today)),
    }
}

fn session(charge: &ChargeView) -> String {
    let row = &charge.row;
    format!(
        "{} · {}, {} · {}",
        t().service_with_code(&what(row), &row.cpt_code),
        t().day(row.session_day, charge.rules.today),
        t().time(row.session_start),
        row.provider
    )
}

fn page(charge: &ChargeView, paying: Paying) -> AnyView {
    let paid_again = charge.balance.to_return().map(|amount| {
        view! {
            <Notice>
                <p>{t().paid_again_text(&amount.to_string())}</p>
            </Notice>
        }
    });
    view! {
        {state_notice(charge, paying)}
        {paid_again}
        {sum(charge)}
        {payments(charge)}
        {so_far(charge)}
    }
    .into_any()
}

/// What the state means for the client and what to do about it.
fn state_notice(charge: &ChargeView, paying: Paying) -> AnyView {
    let (row, today) = (&charge.row, charge.rules.today);
    let payer = charge.payer.clone().unwrap_or_else(|| t().the_insurer().to_owned());
    let plain = |text: String| view! { <Notice><p>{text}</p></Notice> }.into_any();
    match &row.state {
        // Until when it can be moved, or why it cannot: where the button is, or would be.
        ChargeStateView::Upcoming { day, .. } => view! {
            {card_ends(charge, *day).map(|text| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> })}
            {plain(moving(row, today).unwrap_or_default())}
        }
        .into_any(),
        ChargeStateView::Failed { .. } if charge.is_being_tried => tried(paying),
        ChargeStateView::Failed { reason, .. } => failed_notice(charge, reason, paying),
        ChargeStateView::AwaitingInsurer => plain(t().pending_text(&payer)),
        ChargeStateView::NothingDue => plain(t().nothing_due_text(&payer)),
        ChargeStateView::Processing if paying.was_asked() => tried(paying),
        ChargeStateView::Scheduled | ChargeStateView::Processing | ChargeStateView::OnHold => {
            open_now(&row.state).map(|text| plain(text.to_owned())).into_any()
        }
        ChargeStateView::Waived { .. } => plain(t().waived_text().into()),
        ChargeStateView::PartiallyRefunded { on_its_way, .. }
        | ChargeStateView::Refunded { on_its_way, .. } => {
            on_its_way.then(|| plain(t().refund_on_its_way().to_owned())).into_any()
        }
        // How it was paid is said with the sum.
        ChargeStateView::Paid { .. } => ().into_any(),
        ChargeStateView::SettledElsewhere { on, how } => {
            plain(t().settled_elsewhere_text(t().how(*how), &t().day(*on, today)))
        }
        ChargeStateView::Disputed { amount, .. } => plain(t().disputed_text(&amount.to_string())),
        ChargeStateView::ChargedBack { on, amount } => {
            let taken_back = t().charged_back_text(&amount.to_string(), &t().day(*on, today));
            let more = charge.balance.more_back().map(|it| t().more_back_text(&it.to_string()));
            let text: Vec<String> = std::iter::once(taken_back).chain(more).collect();
            plain(text.join(" "))
        }
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

fn failed_notice(charge: &ChargeView, reason: &FailReasonView, paying: Paying) -> AnyView {
    let today = charge.rules.today;
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
    let next = failed_next(&charge.row.state, today);
    // Where there is a page to confirm on, paying anew is the second thing to do.
    let (has_page, kind) = match confirm {
        Some(_) => (true, ButtonKind::Secondary),
        None => (false, ButtonKind::Primary),
    };
    let confirm = confirm.map(|url| {
        view! {
            <p>
                <LinkButton label=t().failed_confirm_link() href=url kind=ButtonKind::Primary elsewhere=true />
            </p>
        }
    });
    let pay = charge.can_pay_now.then(|| {
        view! {
            <p>
                <Button label=t().pay_now(&amount) kind=kind busy=form.busy on_press=pay />
            </p>
        }
    });
    let why = failed_why(reason);
    let again = paying.was_asked();
    let title = if again && !has_page { t().pay_now_not_paid() } else { t().happened_failed() };
    view! {
        <Notice kind=NoticeKind::Warning title=title focused=again>
            <p>{why} " " {next}</p>
            {confirm}
            {pay}
        </Notice>
    }
    .into_any()
}
