//! `Home`: what is due next, what needs attention, coverage and card at a glance.

use domain::charge::{ChargeKind, StateName};
use leptos::prelude::*;
use wire::billing::Billing;
use wire::charges::{ChargeRow, State};
use wire::paths::pages;

use crate::api;
use crate::charge_words::{about, failed_why};
use crate::loaded::load;
use crate::session::use_session;
use crate::ui::{Bone, ButtonKind, Card, Empty, Fact, Facts, LinkButton, PageHeading};
use crate::words::{t, title};

#[component]
pub fn HomePage() -> impl IntoView {
    let name = use_session().who().map(|session| session.first_name).unwrap_or_default();
    let billing = load(api::billing::overview);
    view! {
        <div class="page">
            <PageHeading
                heading=t().home_title(&name)
                title=title(t().nav_home())
                lead=t().home_lead().to_string()
            />
            {billing.view(&[Bone::Short, Bone::Title, Bone::Line, Bone::Button], |billing| at_home(&billing))}
        </div>
    }
    .into_any()
}

fn at_home(billing: &Billing) -> AnyView {
    let next = billing.open.iter().find(|row| row.state.name() == StateName::Upcoming);
    view! {
        {next_charge(next, billing)}
        {to_do(billing)}
        {at_a_glance(billing)}
    }
    .into_any()
}

fn next_charge(next: Option<&ChargeRow>, billing: &Billing) -> AnyView {
    let Some((row, State::Upcoming { day, act_until, .. })) = next.map(|row| (row, &row.state)) else {
        return view! {
            <Card heading=t().next_charge()>
                <Empty title=t().nothing_next_title() text=t().nothing_next_text() />
            </Card>
        }
        .into_any();
    };
    let today = billing.today;
    let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
    let line = t().amount_on_day(&amount, &t().day(*day, today));
    let about = about(row, today);
    let (page, change) = (pages::charge(row.id), pages::charge_reschedule(row.id));
    let until =
        act_until.filter(|_| row.can_reschedule).map(|until| t().can_change_until(&t().day(until, today)));
    let action = row.can_reschedule.then(|| {
        view! { <LinkButton label=t().change_date() href=change kind=ButtonKind::Primary /> }.into_any()
    });
    view! {
        <Card heading=t().next_charge()>
            <p class="figure">{line}</p>
            <p class="soft">{about} ". " {until}</p>
            {action}
            <p>
                <a href=page>{t().how_amount()}</a>
            </p>
        </Card>
    }
    .into_any()
}

/// What the client can do something about: failed payments and a missing card.
fn to_do(billing: &Billing) -> AnyView {
    let today = billing.today;
    let failed: Vec<AnyView> = billing
        .open
        .iter()
        .filter_map(|row| match &row.state {
            State::Failed { why, .. } => Some((row, why)),
            _ => None,
        })
        .map(|(row, why)| {
            let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
            let day = t().short_day(row.session_day, today);
            let kind = if row.kind == ChargeKind::Insurance {
                amount
            } else {
                format!("{amount} ({})", t().kind(row.kind))
            };
            view! {
                <li>
                    <a href=pages::charge(row.id)>{t().failed_charge(&kind, &day)}</a>
                    <p class="soft">{failed_why(why)}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    let card_missing = billing.card_required && billing.card.is_none();
    if failed.is_empty() && !card_missing {
        return ().into_any();
    }
    view! {
        <Card heading=t().to_do()>
            <ul class="tasks">
                {failed}
                {card_missing
                    .then(|| {
                        view! {
                            <li>
                                <a href=pages::SUPPORT>{t().card_missing_title()}</a>
                                <p class="soft">{t().card_missing_text()}</p>
                            </li>
                        }
                    })}
            </ul>
        </Card>
    }
    .into_any()
}

fn at_a_glance(billing: &Billing) -> AnyView {
    let coverage = match (&billing.payer, &billing.plan) {
        (Some(payer), Some(plan)) => format!("{payer} · {plan}"),
        (Some(payer), None) => payer.clone(),
        (None, _) => t().coverage_self_pay().to_owned(),
    };
    let card = match (&billing.card, &billing.payer) {
        (Some(card), _) => t().card_ending_in(&card.brand, &card.last4),
        (None, Some(payer)) if !billing.card_required => t().card_not_needed(payer),
        (None, _) => t().card_missing_title().to_owned(),
    };
    let facts = vec![Fact::new(t().coverage(), coverage), Fact::new(t().card(), card)];
    view! {
        <Card heading=t().at_a_glance()>
            <Facts facts=facts />
            <p>
                <a href=pages::BILLING>{t().all_charges()}</a>
            </p>
        </Card>
    }
    .into_any()
}
