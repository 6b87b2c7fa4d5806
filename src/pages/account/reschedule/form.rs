//! The choice of a day: calendar and typed entry hold the same value, and the rules answer both.

use domain::ClientId;
use domain::reschedule::{self, Form as Entry};
use leptos::prelude::*;
use wire::charges::{ChargeView, RescheduleRequest};

use super::cannot_move::{Told, cannot_move};
use super::consequence::{Consequence, example, lead, mistake};
use super::day_calendar::DayCalendar;
use super::keep;
use super::outcome::{Outcome, not_known};
use crate::api::use_api;
use crate::data::form::{FormState, Saying};
use crate::data::loaded::Latest;
use crate::text::{parts, t};
use crate::ui::{Button, DateField, Form, Mistake, Notice, NoticeKind, Words, anew, whenever};

const DAY: &str = "new-payment-date";

/// What becomes known of the charge stays with it. That it was moved is said at the head of the page, which hears it by `done`.
#[component]
pub fn RescheduleForm(
    client: ClientId,
    charge: Latest<ChargeView>,
    done: RwSignal<Option<Saying>>,
) -> impl IntoView {
    let (api, id) = (use_api(), charge.with_untracked(|now| now.row.id));
    let form = FormState::new(&[DAY], move |form| {
        let request = charge.with(|now| parse(now, form.entered(DAY)))?;
        let was = charge.with(|now| now.rules.plan.map(|plan| plan.day));
        Ok(Box::pin(async move {
            let answer = api.reschedule(client, id, &request).await;
            if let Some(reply) = not_known(&answer) {
                return Ok(reply);
            }
            let (outcome, now) = Outcome::of(answer, &request.day)?;
            let reply = outcome.reply(client, &now, was);
            charge.put(now);
            Ok(reply)
        }))
    })
    .kept(id.to_string());
    let entry = form.value(DAY);
    whenever(move || done.set(if form.done.get() { form.said.get() } else { None }));
    let consequence = Consequence::of(charge, entry, form);
    // Fresh data may say that the charge cannot be moved any more.
    let closed = Memo::new(move |_| charge.with(|now| now.rules.open().err()));
    let chosen = Callback::new(move |by_pointer| {
        consequence.say();
        if by_pointer {
            form.show_submit();
        }
    });
    // Where the calendar leaves no room for the button, both stay in sight once there is something to send.
    let chosen_day = Signal::derive(move || consequence.chosen().unwrap_or_default());
    let choice = move || {
        view! {
            <div class="columns">
                <DayCalendar charge=charge entry=entry on_chosen=chosen />
                <section class="ui-card">
                    <Form place=form.place on_submit=move |()| form.submit()>
                        <DateField
                            id=DAY
                            label=t().reschedule_field()
                            hint=t().reschedule_hint(&t().typed_day(charge.with_untracked(example)))
                            error=form.error(DAY)
                            value=entry
                        />
                        {consequence.view()}
                        <div class="reschedule-go" class:reschedule-go-chosen=move || consequence.chosen().is_some()>
                            <p aria-hidden="true" prop:textContent=Words(chosen_day)></p>
                            <Button label=t().reschedule_button().to_string() submit=true busy=form.busy />
                        </div>
                        {anew(move || charge.with(|now| keep(client, now)))}
                    </Form>
                </section>
            </div>
        }
        .into_any()
    };
    let due = anew(move || {
        let is_due = charge.with(|now| now.rules.is_due && now.rules.open().is_ok());
        let notice = || view! { <Notice kind=NoticeKind::Warning><p>{t().reschedule_due()}</p></Notice> };
        is_due.then(notice).into_any()
    });
    let told = anew(move || {
        if form.done.get() {
            let next = form.said.with(|said| said.as_ref().and_then(|said| said.next.clone()));
            return next.map(|next| next(form)).into_any();
        }
        view! {
            <p class="ui-page-lead" prop:textContent=Words(Signal::derive(move || charge.with(lead)))></p>
            {form.told()}
        }
        .into_any()
    });
    let instead = anew(move || match closed.get() {
        _ if form.done.get() => ().into_any(),
        // What changed meanwhile is said above, and read first.
        Some(refusal) => {
            let said = form.said.with_untracked(|said| said.as_ref().map(|it| it.kind));
            let told = match said {
                // How the charge is now.
                Some(NoticeKind::Warning) => Told::Already,
                Some(_) => Told::Below,
                None => Told::Here,
            };
            charge.with_untracked(|now| cannot_move(client, now, &refusal, told))
        }
        None => choice(),
    });
    view! {
        {form.guard(parts::unsaved(t().reschedule_unsaved_title(), t().reschedule_unsaved_text()))}
        {due}
        {told}
        {instead}
    }
    .into_any()
}

/// Whatever is not about the day the server has to say: its clock may have moved on since the rules came.
fn parse(charge: &ChargeView, day: String) -> Result<RescheduleRequest, Vec<Mistake>> {
    let entry = Entry { version: charge.rules.version, day };
    match mistake(charge, &reschedule::parse(&entry, &charge.rules)) {
        Some(text) => Err(vec![Mistake::new(DAY, text)]),
        None => Ok(RescheduleRequest { version: entry.version, day: entry.day }),
    }
}
