//! What happened to a charge, and who can be asked about it.

use leptos::prelude::*;
use wire::charges::{CardUsed, Charge, Event, Happened};
use wire::paths::pages;

use crate::charge_words::support_facts;
use crate::session::use_session;
use crate::ui::{Card, Moment, Timeline};
use crate::words::t;

pub fn so_far(charge: &Charge) -> AnyView {
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
