//! What a press of `Reschedule` led to, and what is said of it.

use chrono::NaiveDate;
use domain::day_entry;
use domain::reschedule::Refusal;
use leptos::prelude::*;
use wire::charges::{ChargeView, RescheduleRefusal};
use wire::pages::Page;

use crate::ui::{Button, ButtonKind, LinkButton, Notice, NoticeKind};
use crate::words::t;

/// What the last press of `Reschedule` led to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
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

impl Outcome {
    /// What a refusal of the server means to whoever sent the day `sent`. Without an outcome to tell, the fresh rules that
    /// came with it say the reason: beside the day, or instead of the form.
    pub fn of_refusal(
        RescheduleRefusal { refusal, now }: &RescheduleRefusal,
        detail: &str,
        sent: &str,
    ) -> Self {
        let rules = &now.rules;
        let planned = rules.plan.map(|plan| plan.day);
        if *refusal == Refusal::Stale {
            // Sent once before, and only the answer was lost: the day is what was wished for.
            return match planned.filter(|day| day_entry::parse(sent) == Ok(*day)) {
                Some(day) => Self::Moved(day),
                None if rules.open().is_err() => Self::None,
                None => Self::Stale,
            };
        }
        let said_by_the_rules = match day_entry::parse(sent) {
            Ok(day) => rules.open().is_err() || (planned != Some(day) && rules.day_problem(day).is_some()),
            Err(_) => true,
        };
        if said_by_the_rules { Self::None } else { Self::Failed(detail.to_owned()) }
    }

    /// `once_more` is run when somebody who has just moved the charge wants another day after all.
    pub fn view(self, charge: &ChargeView, once_more: Callback<()>) -> AnyView {
        match self {
            Self::None => ().into_any(),
            Self::Moved(day) => moved(charge, day, once_more),
            Self::Unchanged => view! {
                <Notice focused=true>
                    <p>{t().reschedule_same()}</p>
                </Notice>
            }
            .into_any(),
            Self::Stale => view! {
                <Notice kind=NoticeKind::Warning focused=true>
                    <p>{t().refused_stale()}</p>
                </Notice>
            }
            .into_any(),
            Self::Failed(text) => view! {
                <Notice kind=NoticeKind::Error title=t().error_summary_title() focused=true>
                    <p>{text}</p>
                </Notice>
            }
            .into_any(),
        }
    }
}

fn moved(charge: &ChargeView, day: NaiveDate, once_more: Callback<()>) -> AnyView {
    let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
    let text = t().reschedule_done(&amount, &t().day(day, charge.rules.today));
    let again = charge.rules.open().is_ok().then(|| {
        view! { <Button label=t().reschedule_once_more().to_string() on_press=once_more /> }
    });
    view! {
        <Notice kind=NoticeKind::Done title=t().reschedule_done_title() focused=true>
            <p>{text}</p>
            <div class="buttons">
                <LinkButton label=t().reschedule_done_link() href=Page::Billing.to_string() kind=ButtonKind::Primary />
                {again}
            </div>
        </Notice>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
