//! `Change date`: the calendar of the days that can be chosen, the typed entry, and what will happen, before it does.

mod cannot_move;
mod consequence;
mod day_calendar;
mod form;
mod outcome;

use domain::{ChargeId, ClientId};
use leptos::prelude::*;
use wire::charges::ChargeView;
use wire::pages::AccountPage;

use self::cannot_move::{Told, cannot_move};
use self::consequence::lead;
use self::form::RescheduleForm;
use super::to_billing;
use crate::api::use_api;
use crate::data::form::Saying;
use crate::data::loaded::{Latest, load};
use crate::data::piece::{Meanwhile, piece};
use crate::pages::not_found::NotFoundPage;
use crate::text::{t, title};
use crate::ui::{Bone, ButtonKind, Icon, LinkButton, PageHeading, Symbol, anew};

piece! { change_date, Meanwhile::Page(t().reschedule_title(), to_billing(client));
    /// `Change date` of a charge.
    pub fn reschedule_page(client: ClientId, id: ChargeId) {
        view! { <ReschedulePage client=client id=id /> }.into_any()
    }
}

#[component]
fn ReschedulePage(client: ClientId, id: ChargeId) -> impl IntoView {
    let api = use_api();
    let charge = load(move || api.charge(client, id));
    let missing = charge.missing();
    let done = RwSignal::new(None);
    let is_done = Memo::new(move |_| done.with(Option::is_some));
    let stood = StoredValue::new(false);
    anew(move || {
        if missing.get() {
            return view! { <NotFoundPage /> }.into_any();
        }
        view! {
            <div class="page">
                {anew(move || {
                    let is_later = stood.get_value();
                    stood.set_value(true);
                    let said = is_done.get().then(|| done.get_untracked()).flatten();
                    heading(client, said.as_ref(), is_later)
                })}
                {charge
                    .kept_while_true(
                        &[Bone::Title, Bone::Row, Bone::Row, Bone::Row, Bone::Row],
                        |charge| charge.holds_for_seconds,
                        move |now| page(client, now, done),
                    )}
            </div>
        }
        .into_any()
    })
}

/// What the page is about: the choice, or what was done. Where one comes instead of the other, reading goes on there.
fn heading(client: ClientId, done: Option<&Saying>, focused: bool) -> AnyView {
    let Some(Saying { title: Some(moved), text, .. }) = done else {
        return view! {
            <PageHeading
                heading=t().reschedule_title().to_string()
                title=title(t().reschedule_title())
                back=to_billing(client)
                focused=focused
            />
        }
        .into_any();
    };
    view! {
        <PageHeading
            heading=moved()
            title=title(t().reschedule_done_page())
            lead=text()
            done=view! { <Icon symbol=Symbol::Done /> }.into_any()
            focused=true
        />
    }
    .into_any()
}

fn page(client: ClientId, charge: Latest<ChargeView>, done: RwSignal<Option<Saying>>) -> AnyView {
    match charge.with_untracked(|now| now.rules.open()) {
        Ok(_) => view! { <RescheduleForm client=client charge=charge done=done /> }.into_any(),
        Err(refusal) => charge.with_untracked(|now| {
            view! {
                <p class="ui-page-lead">{lead(now)}</p>
                {cannot_move(client, now, &refusal, Told::Below)}
            }
            .into_any()
        }),
    }
}

/// The way back that changes nothing.
fn keep(client: ClientId, charge: &ChargeView) -> AnyView {
    let Some(plan) = charge.rules.plan else { return ().into_any() };
    let label = t().reschedule_keep(&t().short_day(plan.day, charge.rules.today));
    view! { <LinkButton label=label href=AccountPage::Billing.of(client).to_string() kind=ButtonKind::Secondary discards=true /> }
        .into_any()
}
