//! The choice of a day: calendar and typed entry hold the same value, and the rules answer both.

use domain::ClientId;
use domain::reschedule::{Choice, Form as Entry, parse};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::charges::{ChargeView, RescheduleRefusal, RescheduleRequest};
use wire::pages::Page;

use super::cannot_move;
use super::consequence::{consequence, example, lead, mistake};
use super::day_calendar::DayCalendar;
use super::outcome::Outcome;
use super::wish::kept_entry;
use crate::api;
use crate::api::ApiError;
use crate::freshness::Freshness;
use crate::loaded::{sentence, sentence_of_change};
use crate::session::use_session;
use crate::ui::{
    Button, ButtonKind, DateField, ErrorSummary, Form, LinkButton, Mistake, Notice, Stale, Unsaved,
    show_submit, use_announcer,
};
use crate::words::{t, unsaved};

const FIELD: &str = "new-payment-date";

#[component]
pub fn ChoiceForm(client: ClientId, first: ChargeView) -> impl IntoView {
    let fresh = Freshness::of(first.day_ends_in_seconds);
    let id = first.row.id;
    let charge = RwSignal::new(first);
    let entry = kept_entry(id);
    let attempt = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let refreshing = RwSignal::new(false);
    let outcome = RwSignal::new(Outcome::None);
    // After a move one thing matters most: the form is away until somebody wants it back.
    let done = RwSignal::new(false);
    let (session, announcer) = (use_session(), use_announcer());

    let take = move |found: ChargeView| {
        fresh.renew(found.day_ends_in_seconds);
        charge.set(found);
    };
    let refresh = Callback::new(move |()| {
        refreshing.set(true);
        spawn_local(async move {
            let answer = api::charges::find(client, id).await;
            if refreshing.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(found) => take(found),
                Err(ApiError::SignedOut) => session.end(),
                Err(error) => outcome.set(Outcome::Failed(sentence(&error))),
            }
        });
    });

    let decided = Memo::new(move |_| {
        charge.with(|charge| {
            let entry = Entry { version: charge.rules.version, day: entry.get() };
            parse(&entry, &charge.rules)
        })
    });
    let error = Signal::derive(move || {
        let found = charge.with(|charge| decided.with(|decided| mistake(charge, decided)));
        found.filter(|_| attempt.get() > 0)
    });
    let mistakes = Signal::derive(move || {
        error.get().map(|text| Mistake { field: FIELD.into(), text }).into_iter().collect::<Vec<_>>()
    });

    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        outcome.set(Outcome::None);
        attempt.update(|it| *it += 1);
        let wish = match decided.get_untracked() {
            Err(refusal) if refusal.is_about_the_day() => return,
            // Anything else the server has to say: its clock may have moved on since the rules came.
            Err(_) | Ok(Choice::Unchanged | Choice::Move(_)) => RescheduleRequest {
                version: charge.with_untracked(|it| it.rules.version),
                day: entry.get_untracked(),
            },
        };
        busy.set(true);
        spawn_local(async move {
            let answer = api::charges::reschedule(client, id, &wish).await;
            if let Err(ApiError::SignedOut) = answer {
                return session.end();
            }
            // The page may have been left meanwhile.
            if busy.try_set(false).is_some() {
                return;
            }
            let now = match answer {
                Ok(answer) => {
                    let day = answer.charge.rules.plan.map(|plan| plan.day).filter(|_| answer.moved);
                    take(answer.charge);
                    day.map_or(Outcome::Unchanged, Outcome::Moved)
                }
                Err(ApiError::Problem(told)) => {
                    let detail = &told.problem.detail;
                    let now = match told.extension::<RescheduleRefusal>() {
                        None => Outcome::Failed(detail.clone()),
                        Some(refused) => {
                            let outcome = Outcome::of_refusal(&refused, detail, &wish.day);
                            take(refused.now);
                            outcome
                        }
                    };
                    // What the fresh rules say about the day takes the focus.
                    if now == Outcome::None {
                        attempt.update(|it| *it += 1);
                    }
                    now
                }
                Err(error) => Outcome::Failed(sentence_of_change(&error)),
            };
            if matches!(now, Outcome::Moved(_)) {
                attempt.set(0);
                // What was entered while this day was on its way stays.
                if entry.with_untracked(|it| *it == wish.day) {
                    entry.set(String::new());
                    done.set(true);
                }
            }
            outcome.set(now);
        });
    });
    // What is said of the present day holds until another is entered.
    Effect::new(move |before: Option<()>| {
        entry.track();
        if before.is_some() && outcome.with_untracked(|it| *it == Outcome::Unchanged) {
            outcome.set(Outcome::None);
        }
    });

    let entered = Memo::new(move |_| entry.with(|it| !it.trim().is_empty()));
    // Fresh data may say that the charge cannot be moved any more.
    let closed = Memo::new(move |_| charge.with(|charge| charge.rules.open().err()));
    let before_pressing = Memo::new(move |_| {
        let said = outcome.with(|it| *it == Outcome::Unchanged);
        charge.with(|charge| decided.with(|decided| consequence(charge, decided))).filter(|_| !said)
    });
    let form = NodeRef::<leptos::html::Section>::new();
    let chosen = Callback::new(move |by_pointer: bool| {
        if let Some(text) = before_pressing.get_untracked() {
            announcer.say(text);
        }
        if let Some(form) = form.get_untracked().filter(|_| by_pointer) {
            show_submit(&form);
        }
    });
    let once_more = Callback::new(move |()| {
        outcome.set(Outcome::None);
        done.set(false);
    });
    let choice = move || {
        view! {
            <div class="columns">
                <DayCalendar charge=charge entry=entry on_chosen=chosen />
                <section class="card" node_ref=form>
                    <Form on_submit=submit>
                        <DateField
                            id=FIELD
                            label=t().reschedule_field()
                            hint=t().reschedule_hint(&t().typed_day(charge.with_untracked(example)))
                            error=error
                            value=entry
                        />
                        {move || {
                            before_pressing
                                .get()
                                .map(|text| {
                                    view! {
                                        <Notice>
                                            <p>{text}</p>
                                        </Notice>
                                    }
                                })
                        }}
                        <Button label=t().reschedule_button().to_string() submit=true busy=busy />
                        {move || charge.with(keep)}
                    </Form>
                </section>
            </div>
        }
        .into_any()
    };
    view! {
        <Unsaved unsaved=Signal::derive(move || entered.get() && !busy.get()) words=unsaved() />
        <p class="page-lead">{move || charge.with(lead)}</p>
        <ErrorSummary title=t().error_summary_title() mistakes=mistakes attempt=attempt />
        {move || outcome.get().view(&charge.get_untracked(), once_more)}
        {move || {
            fresh
                .over
                .get()
                .then(|| {
                    view! {
                        <Stale
                            text=t().stale_day()
                            refresh_label=t().stale_refresh()
                            busy=refreshing
                            on_refresh=refresh
                        />
                    }
                })
        }}
        {move || match closed.get() {
            _ if done.get() => ().into_any(),
            Some(refusal) => charge.with_untracked(|charge| cannot_move(charge, &refusal, true)),
            None => choice(),
        }}
    }
    .into_any()
}

fn keep(charge: &ChargeView) -> AnyView {
    let Some(plan) = charge.rules.plan else { return ().into_any() };
    let label = t().reschedule_keep(&t().short_day(plan.day, charge.rules.today));
    view! { <LinkButton label=label href=Page::Billing.to_string() kind=ButtonKind::Secondary discards=true /> }
        .into_any()
}
