//! A charge: what it is, how the amount came about, what happened so far, and what the client can do.

mod corrected;
mod failed;
pub mod failed_in_list;
mod outcome;
mod paying;
mod payments;
mod so_far;
mod sum;
mod superbill;

use domain::apart::set_apart;
use domain::{ChargeId, ClientId};
use leptos::prelude::*;
use wire::Later;
use wire::charges::{ChargeStateView, ChargeView, RefundBackView};
use wire::pages::AccountPage;

use self::failed::failed;
use self::paying::Paying;
use self::payments::payments;
use self::so_far::so_far;
use self::sum::sum;
use self::superbill::superbill;
use super::eligibility::explaining;
use super::paper::{letterhead, printed};
use super::to_billing;
use crate::api::use_api;
use crate::data::freshness::renewed;
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::pages::not_found::NotFoundPage;
use crate::session::use_session;
use crate::text::charge::{
    badge, can_be_charged, card_trouble, is_past_its_deadline, moving, open_now, service, session,
};
use crate::text::settled::settled;
use crate::text::{t, title};
use crate::ui::{Bone, ButtonKind, LinkButton, Notice, NoticeKind, PageHeading, anew, verbatim};

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
    renewed(charge, |charge| charge.holds_for_seconds, |one, other| one.sign == other.sign);
    let paying = Paying::of(client, id, charge);
    let missing = charge.missing();
    // One heading for as long as the page is open: reading starts at it, whatever arrives below.
    let heading = Signal::derive(move || charge.map(name).unwrap_or_else(|| t().charge_page().to_owned()));
    let lead = Signal::derive(move || charge.map(done).unwrap_or_default());
    let beside = move || anew(move || charge.map(|it| badge(&it.row, it.rules.today)).into_any());
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
            {anew(move || charge.map(on_paper).into_any())}
            <PageHeading
                heading=heading
                title=title(t().charge_page())
                back=to_billing(client)
                lead=lead
                beside=beside()
                action=anew(action)
            />
            {paying.form.told()}
            {charge.view(&[Bone::Row, Bone::Row, Bone::Row], move |found| page(client, found, paying))}
        }
        .into_any()
    });
    view! { <div class="page">{view}</div> }.into_any()
}

/// Which session or fee it is for, with its amount once there is one.
fn name(charge: &ChargeView) -> String {
    let (row, session) = (&charge.row, session(&charge.row, charge.rules.today));
    match row.amount.map(|amount| amount.to_string()) {
        None => t().charge_title_pending(&session),
        Some(amount) if row.kind.is_attendance_fee() => {
            t().charge_title_fee(&amount, t().kind(row.kind), &session)
        }
        Some(amount) => t().charge_title(&amount, &session),
    }
}

/// What was done in it, and by whom.
fn done(charge: &ChargeView) -> String {
    let row = &charge.row;
    format!("{} · {}", t().service_with_code(&service(row), &row.cpt_code), set_apart(&row.provider))
}

fn page(client: ClientId, charge: &ChargeView, paying: Paying) -> AnyView {
    let paid_again = charge.balance.to_return().map(|amount| {
        view! {
            <Notice>
                <p>{t().paid_again_text(&amount.to_string())}</p>
            </Notice>
        }
    });
    view! {
        {state_notice(charge, paying)}
        {refunds_back(charge)}
        {paid_again}
        {sum(charge)}
        {explained(charge)}
        {payments(client, charge)}
        {superbill(client, charge)}
        {so_far(charge)}
    }
    .into_any()
}

/// Whose sheet it is when it is printed, and of which day.
fn on_paper(charge: &ChargeView) -> AnyView {
    use_session()
        .who()
        .map(|who| {
            view! {
                <div class="charge-paper print-only">
                    {letterhead(who.support)} <p>{verbatim(who.full_name)}</p> <p>{printed(charge.rules.today)}</p>
                </div>
            }
        })
        .into_any()
}

/// Refunds that the client does not have, and has not to see to either.
fn refunds_back(charge: &ChargeView) -> Vec<AnyView> {
    let text = |it: &RefundBackView| {
        let (amount, day) = (it.amount.to_string(), t().day(it.on, charge.rules.today));
        if it.called_off {
            t().refund_called_off_text(&amount, &day)
        } else {
            t().refund_back_text(&amount, &day)
        }
    };
    let notice = |text| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }.into_any();
    charge.refunds_back.iter().map(text).map(notice).collect()
}

/// What the payer says of the plan, where it was asked.
fn explained(charge: &ChargeView) -> AnyView {
    let said = charge.payer.as_ref().zip(charge.verified.as_ref().and_then(Later::read));
    said.map(|(payer, said)| explaining(payer, &said)).into_any()
}

/// What the state means for the client and what to do about it.
fn state_notice(charge: &ChargeView, paying: Paying) -> AnyView {
    let (row, today) = (&charge.row, charge.rules.today);
    let payer = charge.payer.clone().unwrap_or_else(|| t().the_insurer().to_owned());
    let plain = |text: String| view! { <Notice><p>{text}</p></Notice> }.into_any();
    match &row.state {
        // Until when it can be moved, or why it cannot: where the button is, or would be.
        ChargeStateView::Upcoming { day, .. } => {
            let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
            let named = t().day(*day, today);
            let comes = is_past_its_deadline(row).then(|| {
                if can_be_charged(charge, *day) {
                    t().reschedule_choice(&amount, &named)
                } else {
                    t().charge_planned(&amount, &named)
                }
            });
            let said: Vec<String> = comes.into_iter().chain(moving(row, today)).collect();
            view! {
                {card_trouble(charge, *day).map(|text| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> })}
                {plain(said.join(" "))}
            }
            .into_any()
        }
        ChargeStateView::Failed { .. } => failed(charge, paying),
        ChargeStateView::AwaitingInsurer => plain(t().pending_text(&payer)),
        ChargeStateView::Processing if paying.was_asked() => failed(charge, paying),
        ChargeStateView::Scheduled | ChargeStateView::Processing | ChargeStateView::OnHold => {
            open_now(&row.state).map(|text| plain(text.to_owned())).into_any()
        }
        ChargeStateView::PartiallyRefunded { on_its_way, .. }
        | ChargeStateView::Refunded { on_its_way, .. } => {
            on_its_way.then(|| plain(t().refund_on_its_way().to_owned())).into_any()
        }
        // How it was paid is said with the sum.
        ChargeStateView::Paid { .. } => ().into_any(),
        ChargeStateView::NothingDue
        | ChargeStateView::Waived { .. }
        | ChargeStateView::SettledElsewhere { .. }
        | ChargeStateView::Disputed { .. }
        | ChargeStateView::ChargedBack { .. } => settled(charge).map(plain).into_any(),
    }
}
