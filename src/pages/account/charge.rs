//! A charge: what it is, how the amount came about, what happened so far, and what the client can do.

use domain::ChargeId;
use domain::breakdown::Breakdown;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::charges::{CardUsed, Charge, Event, FailedWhy, Happened, PayNow, State};
use wire::paths::pages;

use crate::api;
use crate::api::ApiError;
use crate::charge_words::{badge, failed_why, support_facts, what};
use crate::loaded::{Answer, Loaded, load, sentence};
use crate::pages::not_found::NotFoundPage;
use crate::session::use_session;
use crate::ui::{
    Bone, Button, ButtonKind, Card, LinkButton, Moment, Notice, NoticeKind, PageHeading, Sum, SumLine,
    SumRole, Timeline,
};
use crate::words::{t, title};

#[component]
pub fn ChargePage(id: ChargeId) -> impl IntoView {
    let charge = load(move || api::charges::find(id));
    let view = move || match charge.answer.get() {
        Answer::Failed(ApiError::Problem(problem)) if problem.status == 404 => {
            view! { <NotFoundPage /> }.into_any()
        }
        _ => charge.view(&[Bone::Title, Bone::Row, Bone::Row, Bone::Row], move |found| page(&found, charge)),
    };
    view! { <div class="page">{view}</div> }.into_any()
}

fn page(charge: &Charge, loaded: Loaded<Charge>) -> AnyView {
    let (row, today) = (&charge.row, charge.rules.today);
    let heading = match row.amount {
        Some(amount) => amount.to_string(),
        None => t().charge_title_pending(&t().short_day(row.session_day, today)),
    };
    let lead = format!(
        "{} · {}, {} · {}",
        t().service_with_code(&what(row), &row.cpt_code),
        t().day(row.session_day, today),
        t().time(charge.session_start),
        row.provider
    );
    let action = row.can_reschedule.then(|| {
        view! { <LinkButton label=t().change_date() href=pages::charge_reschedule(row.id) kind=ButtonKind::Primary /> }
            .into_any()
    });
    view! {
        <PageHeading
            heading=heading
            title=title(t().tab_billing())
            back=(t().tab_billing().to_string(), pages::BILLING.to_string())
            lead=lead
            beside=badge(&row.state, today)
            action=action.unwrap_or_else(|| ().into_any())
        />
        {state_notice(charge, loaded)}
        {sum(charge)}
        {so_far(charge)}
    }
    .into_any()
}

/// What the state means for the client and what to do about it.
fn state_notice(charge: &Charge, loaded: Loaded<Charge>) -> AnyView {
    let (row, today) = (&charge.row, charge.rules.today);
    let payer = charge.payer.clone().unwrap_or_else(|| t().the_insurer().to_owned());
    let plain = |text: String| view! { <Notice><p>{text}</p></Notice> }.into_any();
    match &row.state {
        State::Upcoming { act_until: Some(until), latest_day: Some(latest), .. } if row.can_reschedule => {
            plain(t().change_window(&t().day(*until, today), &t().day(*latest, today)))
        }
        // Why it cannot move is said where the button would be; the page of the rules leads to support.
        State::Upcoming { .. } => match charge.rules.open() {
            Ok(_) => ().into_any(),
            Err(refusal) => view! {
                <Notice title=t().cannot_change_title()>
                    <p>{t().refusal(&refusal, today)}</p>
                </Notice>
            }
            .into_any(),
        },
        State::Failed { why, next_try } => failed_notice(charge, why, *next_try, loaded),
        State::AwaitingInsurer => plain(t().pending_text(&payer)),
        State::NothingDue => plain(t().nothing_due_text(&payer)),
        State::Scheduled => plain(t().scheduled_text().into()),
        State::Processing => plain(t().processing_text().into()),
        State::OnHold => plain(t().on_hold_text().into()),
        State::Waived { .. } => plain(t().waived_text().into()),
        State::Paid { .. } | State::PartiallyRefunded { .. } | State::Refunded { .. } => {
            let paid = charge.card.as_ref().map(|it| t().paid_with_card(&it.brand, &it.last4));
            let receipt = charge.receipt.as_ref().map(|number| t().receipt_number(number));
            let text: Vec<String> = paid.into_iter().chain(receipt).collect();
            if text.is_empty() { ().into_any() } else { plain(text.join(" · ")) }
        }
    }
}

fn failed_notice(
    charge: &Charge,
    why: &FailedWhy,
    next_try: Option<chrono::NaiveDate>,
    loaded: Loaded<Charge>,
) -> AnyView {
    let (id, version, today) = (charge.row.id, charge.rules.version, charge.rules.today);
    let (busy, set_busy) = signal(false);
    let outcome = RwSignal::new(None::<Result<(), String>>);
    let session = use_session();
    let pay = Callback::new(move |()| {
        set_busy.set(true);
        spawn_local(async move {
            match api::charges::pay(id, &PayNow { version }).await {
                Ok(_) => {
                    drop(outcome.try_set(Some(Ok(()))));
                    loaded.again.run(());
                }
                Err(ApiError::SignedOut) => session.end(),
                Err(error) => drop(outcome.try_set(Some(Err(sentence(&error))))),
            }
            let _ = set_busy.try_set(false);
        });
    });
    let confirm = match why {
        FailedWhy::NeedsConfirmation { url } => Some(url.clone()),
        FailedWhy::Declined | FailedWhy::DeclinedForGood | FailedWhy::NoMethod => None,
    };
    // The same card cannot succeed where it is gone for good or missing.
    let can_pay = matches!(why, FailedWhy::Declined) && charge.card.is_some();
    let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
    let failed_why_text = failed_why(why);
    let said = move || {
        outcome.get().map(|outcome| match outcome {
            Ok(()) => view! { <p role="status">{t().pay_now_done()}</p> }.into_any(),
            Err(text) => view! { <p role="alert">{text}</p> }.into_any(),
        })
    };
    view! {
        <Notice kind=NoticeKind::Warning title=t().happened_failed()>
            <p>{failed_why_text} " " {next_try.map(|day| t().failed_next_try(&t().day(day, today)))}</p>
            {confirm
                .map(|url| {
                    view! {
                        <p>
                            <LinkButton
                                label=t().failed_confirm_link()
                                href=url
                                kind=ButtonKind::Primary
                                elsewhere=true
                            />
                        </p>
                    }
                })}
            {can_pay
                .then(|| {
                    view! {
                        <p>
                            <Button
                                label=t().pay_now(&amount)
                                kind=ButtonKind::Secondary
                                busy=busy
                                on_press=pay
                            />
                        </p>
                    }
                })}
            {said}
        </Notice>
    }
    .into_any()
}

/// billed − discount − paid by the payer = your part, then what your part consists of.
fn sum(charge: &Charge) -> AnyView {
    let line =
        |role, label: String, note: Option<String>, amount: String| SumLine { role, label, note, amount };
    let lines = match (&charge.breakdown, charge.row.amount) {
        (Some(breakdown), _) => breakdown_lines(breakdown, charge),
        (None, Some(amount)) => {
            let label = t().kind(charge.row.kind).to_owned();
            vec![
                line(SumRole::Line, label, Some(t().fee_set_by_practice().into()), amount.to_string()),
                line(SumRole::Total, t().line_your_part().into(), None, amount.to_string()),
            ]
        }
        (None, None) => return ().into_any(),
    };
    view! {
        <Card heading=t().how_amount()>
            <Sum caption=t().how_amount() lines=lines />
        </Card>
    }
    .into_any()
}

fn breakdown_lines(breakdown: &Breakdown, charge: &Charge) -> Vec<SumLine> {
    let payer = charge.payer.as_deref().unwrap_or_else(|| t().the_insurer());
    let answer = charge.answered_on.map(|day| t().line_answer(&t().short_day(day, charge.rules.today)));
    let parts = breakdown.parts();
    let less = |amount: domain::Money| format!("\u{2212} {amount}");
    let line =
        |role, label: String, note: Option<String>, amount: String| SumLine { role, label, note, amount };
    let mut lines = vec![
        line(SumRole::Line, t().line_billed().into(), None, parts.billed.to_string()),
        line(SumRole::Line, t().line_discount(payer), answer.clone(), less(breakdown.discount())),
        line(SumRole::Line, t().line_insurer_paid(payer), answer, less(parts.insurer_paid)),
        line(
            SumRole::Total,
            t().line_your_part().into(),
            None,
            breakdown.client_responsibility().to_string(),
        ),
    ];
    let own = [
        (parts.copay, t().line_copay(), t().line_copay_why()),
        (parts.deductible, t().line_deductible(), t().line_deductible_why()),
        (parts.coinsurance, t().line_coinsurance(), t().line_coinsurance_why()),
        (parts.not_covered, t().line_not_covered(), t().line_not_covered_why()),
    ];
    // A part of zero says something where the plan could have had it; "not covered" only where there is some.
    let shown =
        own.into_iter().filter(|(amount, label, _)| *label != t().line_not_covered() || !amount.is_zero());
    lines.extend(
        shown.map(|(amount, label, why)| {
            line(SumRole::Part, label.into(), Some(why.into()), amount.to_string())
        }),
    );
    lines
}

fn so_far(charge: &Charge) -> AnyView {
    let today = charge.rules.today;
    let moments: Vec<Moment> = charge
        .events
        .iter()
        .map(|event| Moment {
            when: t().moment(event.at, today),
            machine: format!("{:?}", event.at),
            what: happened(event, today),
        })
        .collect();
    let events = if moments.is_empty() {
        view! { <p class="soft">{t().happened_nothing()}</p> }.into_any()
    } else {
        view! { <Timeline moments=moments /> }.into_any()
    };
    let support = use_session().who().map(|session| support_facts(&session.support));
    let ask = format!("{}?charge={}", pages::SUPPORT, charge.row.id);
    view! {
        <Card heading=t().what_happened()>{events}</Card>
        <Card heading=t().ask_about_charge()>
            <p>
                <a href=ask>{t().reschedule_support()}</a>
            </p>
            {support}
        </Card>
    }
    .into_any()
}

fn happened(event: &Event, today: chrono::NaiveDate) -> String {
    let day = |day: &chrono::NaiveDate| t().day(*day, today);
    match &event.happened {
        Happened::Announced { day: on, amount } => t().happened_announced(&amount.to_string(), &day(on)),
        Happened::Rescheduled { to, by_client: true, .. } => t().happened_moved_by_you(&day(to)),
        Happened::Rescheduled { to, by_client: false, .. } => t().happened_moved_by_support(&day(to)),
        Happened::Reminded { day: of } => t().happened_reminded(&day(of)),
        Happened::Paid { amount, card: Some(CardUsed { brand, last4 }) } => {
            t().happened_paid_with(&amount.to_string(), brand, last4)
        }
        Happened::Paid { amount, card: None } => t().happened_paid(&amount.to_string()),
        Happened::TryFailed { next_try: Some(next), .. } => t().happened_failed_next(&day(next)),
        Happened::TryFailed { next_try: None, .. } => t().happened_failed().to_owned(),
        Happened::PayNowAsked => t().happened_pay_now().to_owned(),
        Happened::Held => t().happened_held().to_owned(),
        Happened::Released => t().happened_released().to_owned(),
        Happened::DayMissed { day: on } => t().happened_day_missed(&day(on)),
        Happened::Waived => t().happened_waived().to_owned(),
        Happened::Refunded { amount } => t().happened_refunded(&amount.to_string()),
    }
}
