//! The choice of a day: calendar and typed entry hold the same value, and the rules answer both.

use chrono::NaiveDate;
use domain::day_entry;
use domain::reschedule::{Choice, Form as Entry, Refusal, parse};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::charges::{Charge, Reschedule};
use wire::paths::pages;

use super::cannot_move;
use super::freshness::Freshness;
use super::wish::kept_entry;
use crate::api;
use crate::api::ApiError;
use crate::loaded::sentence;
use crate::session::use_session;
use crate::ui::{
    Button, ButtonKind, Calendar, DateField, ErrorSummary, Form, LinkButton, Mistake, Notice, NoticeKind,
    PageHeading, Stale, Unsaved, use_announcer,
};
use crate::words::{calendar, t, title, unsaved};

const FIELD: &str = "new-payment-date";

/// What the last press of `Reschedule` led to.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// Nothing was pressed yet, or something was entered since.
    None,
    /// The day changed.
    Moved(NaiveDate),
    /// The present day was chosen again.
    Unchanged,
    /// The charge was changed elsewhere; it is shown as it is now, and the choice stands.
    Stale,
    /// The server was not reached or has a problem of its own.
    Failed(String),
}

#[component]
pub fn ChoiceForm(first: Charge) -> impl IntoView {
    let fresh = Freshness::of(first.day_ends_in_seconds);
    let id = first.row.id;
    let charge = RwSignal::new(first);
    let entry = kept_entry(id);
    let attempt = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let outcome = RwSignal::new(Outcome::None);
    let (session, announcer) = (use_session(), use_announcer());

    let take = move |found: Charge| {
        fresh.renew(found.day_ends_in_seconds);
        charge.set(found);
    };
    let refresh = Callback::new(move |()| {
        spawn_local(async move {
            match api::charges::find(id).await {
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
        let today = charge.with(|charge| charge.rules.today);
        match decided.get() {
            Err(refusal) if attempt.get() > 0 && refusal.is_about_the_day() => {
                Some(t().refusal(&refusal, today))
            }
            Err(_) | Ok(_) => None,
        }
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
            Err(_) | Ok(Choice::Unchanged | Choice::Move(_)) => Reschedule {
                version: charge.with_untracked(|it| it.rules.version),
                day: entry.get_untracked(),
            },
        };
        busy.set(true);
        spawn_local(async move {
            let now = match api::charges::reschedule(id, &wish).await {
                Ok(answer) if answer.moved => {
                    let day = answer.charge.rules.plan.map(|plan| plan.day);
                    take(answer.charge);
                    entry.set(String::new());
                    attempt.set(0);
                    day.map_or(Outcome::None, Outcome::Moved)
                }
                Ok(answer) => {
                    take(answer.charge);
                    announcer.say(t().reschedule_same());
                    Outcome::Unchanged
                }
                Err(ApiError::SignedOut) => return session.end(),
                Err(ApiError::Problem(problem)) => match (problem.refusal, problem.charge) {
                    (Some(refusal), Some(now)) => {
                        take(*now);
                        // Of every other refusal the fresh rules say the reason, beside the day or instead of the form.
                        if refusal == Refusal::Stale { Outcome::Stale } else { Outcome::None }
                    }
                    _ => Outcome::Failed(problem.detail),
                },
                Err(error) => Outcome::Failed(sentence(&error)),
            };
            drop(outcome.try_set(now));
            let _ = busy.try_set(false);
        });
    });

    // Fresh data may say that the charge cannot be moved any more.
    let closed = Memo::new(move |_| charge.with(|charge| charge.rules.open().err()));
    let heading = move || {
        charge.with(|charge| {
            let (row, today) = (&charge.row, charge.rules.today);
            let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
            let planned = charge.rules.plan.map(|plan| t().day(plan.day, today)).unwrap_or_default();
            t().reschedule_lead(&amount, &t().short_day(row.session_day, today), &row.provider, &planned)
        })
    };
    view! {
        <PageHeading
            heading=t().reschedule_title().to_string()
            title=title(t().reschedule_title())
            back=(t().tab_billing().to_string(), pages::BILLING.to_string())
        />
        <Unsaved unsaved=Signal::derive(move || !entry.with(|it| it.trim().is_empty())) words=unsaved() />
        <p class="page-lead">{heading}</p>
        <ErrorSummary title=t().error_summary_title() mistakes=mistakes attempt=attempt />
        {move || outcome_view(outcome.get(), charge)}
        {move || {
            fresh
                .over
                .get()
                .then(|| {
                    view! { <Stale text=t().stale_day() refresh_label=t().stale_refresh() on_refresh=refresh /> }
                })
        }}
        {move || match closed.get() {
            Some(refusal) => charge.with_untracked(|charge| cannot_move(charge, &refusal)),
            None => {
                view! {
                    <div class="columns">
                        <DayCalendar charge=charge entry=entry />
                        <section class="card">
                            <Form on_submit=submit>
                                <DateField
                                    id=FIELD
                                    label=t().reschedule_field()
                                    hint=t().reschedule_hint(&charge.with_untracked(example))
                                    error=error
                                    value=entry
                                />
                                {move || consequence(&charge.get(), &decided.get())}
                                <Button label=t().reschedule_button().to_string() submit=true busy=busy />
                                {move || charge.with(keep)}
                            </Form>
                        </section>
                    </div>
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}

#[component]
fn DayCalendar(charge: RwSignal<Charge>, entry: RwSignal<String>) -> impl IntoView {
    let range = Memo::new(move |_| {
        charge.with(|charge| charge.rules.range().unwrap_or((charge.rules.today, charge.rules.today)))
    });
    let today = Signal::derive(move || charge.with(|charge| charge.rules.today));
    let present = Signal::derive(move || charge.with(|charge| charge.rules.plan.map(|plan| plan.day)));
    let chosen = Signal::derive(move || entry.with(|entry| day_entry::parse(entry).ok()));
    let unavailable = Callback::new(move |day: NaiveDate| {
        charge.with_untracked(|charge| {
            let rules = &charge.rules;
            let planned = rules.plan.is_some_and(|plan| plan.day == day);
            let problem = rules.day_problem(day).filter(|_| !planned)?;
            Some(if day < rules.today {
                t().calendar_passed().into()
            } else {
                t().day_problem(&problem, rules.today)
            })
        })
    });
    let cursor = RwSignal::new(present.get_untracked().unwrap_or_else(|| range.get_untracked().0));
    let hint = Signal::derive(move || {
        let (first, last) = range.get();
        t().reschedule_range(&t().short_day(first, today.get()), &t().short_day(last, today.get()))
    });
    view! {
        <section class="card">
            <Calendar
                earliest=Signal::derive(move || range.get().0)
                latest=Signal::derive(move || range.get().1)
                unavailable=unavailable
                present=present
                today=today
                chosen=chosen
                cursor=cursor
                hint=hint
                on_choose=Callback::new(move |day| entry.set(t().typed_day(day)))
                words=calendar()
            />
        </section>
    }
    .into_any()
}

/// A day that can be chosen, as an example of how to type one.
fn example(charge: &Charge) -> String {
    let day = charge.rules.range().map_or(charge.rules.today, |(_, last)| last);
    t().typed_day(day)
}

/// What pressing the button will do, with day, weekday and amount; nothing while no day is chosen.
fn consequence(charge: &Charge, decided: &Result<Choice, Refusal>) -> AnyView {
    let today = charge.rules.today;
    let text = match decided {
        Ok(Choice::Move(to)) => {
            let day = t().day(to.day(), today);
            let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
            let what = match &charge.card {
                Some(card) => t().reschedule_choice_with_card(&card.brand, &card.last4, &amount, &day),
                None => t().reschedule_choice(&amount, &day),
            };
            let window = charge.rules.plan.and_then(|plan| plan.window);
            let again = window.map(|it| t().reschedule_again(&t().day(it.act_until, today)));
            format!("{what} {}", again.unwrap_or_default())
        }
        Ok(Choice::Unchanged) => t().reschedule_same().to_owned(),
        Err(_) => return ().into_any(),
    };
    view! {
        <Notice>
            <p>{text}</p>
        </Notice>
    }
    .into_any()
}

fn keep(charge: &Charge) -> AnyView {
    let Some(plan) = charge.rules.plan else { return ().into_any() };
    let label = t().reschedule_keep(&t().short_day(plan.day, charge.rules.today));
    view! { <LinkButton label=label href=pages::BILLING kind=ButtonKind::Secondary discards=true /> }
        .into_any()
}

fn outcome_view(outcome: Outcome, charge: RwSignal<Charge>) -> AnyView {
    let charge = charge.get_untracked();
    let today = charge.rules.today;
    match outcome {
        Outcome::None => ().into_any(),
        Outcome::Moved(day) => {
            let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
            view! {
                <Notice kind=NoticeKind::Done title=t().reschedule_done_title() focused=true>
                    <p>{t().reschedule_done(&amount, &t().day(day, today))}</p>
                    <p>
                        <a href=pages::BILLING>{t().reschedule_done_link()}</a>
                    </p>
                </Notice>
            }
            .into_any()
        }
        Outcome::Unchanged => view! {
            <Notice focused=true>
                <p>{t().reschedule_same()}</p>
            </Notice>
        }
        .into_any(),
        Outcome::Stale => view! {
            <Notice kind=NoticeKind::Warning focused=true>
                <p>{t().refused_stale()}</p>
            </Notice>
        }
        .into_any(),
        Outcome::Failed(text) => view! {
            <Notice kind=NoticeKind::Error title=t().error_summary_title() focused=true>
                <p>{text}</p>
            </Notice>
        }
        .into_any(),
    }
}
