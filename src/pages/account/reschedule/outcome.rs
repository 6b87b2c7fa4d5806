//! What a press of `Reschedule` led to, and what is said of it.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::ClientId;
use domain::reschedule::Refusal;
use leptos::prelude::*;
use wire::charges::{ChargeView, RescheduleAnswer, RescheduleRefusal};
use wire::pages::AccountPage;

use super::consequence::in_the_way;
use crate::api::{ApiError, Told};
use crate::data::form::{FormReply, NextStep, Saying};
use crate::text::charge::{can_be_charged, card_trouble, moving};
use crate::text::t;
use crate::ui::{Button, ButtonKind, LinkButton, NoticeKind};

/// What the last press of `Reschedule` led to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing that what is known now does not say.
    None,
    /// The day changed.
    Moved(NaiveDate),
    /// The present day was chosen again.
    Unchanged,
    /// The charge was changed elsewhere, as this says; it is shown as it is now, and what was entered stands.
    Stale(String),
    /// The server was not reached or has a problem of its own.
    Failed(String),
}

impl Outcome {
    /// What an answer means to whoever sent the day `sent`, with the charge as it is now.
    ///
    /// # Errors
    /// The error, where it is not about this charge.
    pub fn of(
        answer: Result<RescheduleAnswer, ApiError>,
        sent: &str,
    ) -> Result<(Self, ChargeView), ApiError> {
        match answer {
            Ok(RescheduleAnswer { moved, charge }) => {
                let day = charge.rules.plan.map(|plan| plan.day).filter(|_| moved);
                Ok((day.map_or(Self::Unchanged, Self::Moved), charge))
            }
            Err(error) => {
                let detail = error.told().map(|told| told.problem.detail.clone()).unwrap_or_default();
                let refused = error.told().and_then(Told::extension::<RescheduleRefusal>).ok_or(error)?;
                Ok((Self::of_refusal(&refused, &detail, sent), refused.now))
            }
        }
    }

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
            return match planned.filter(|day| rules.entry(sent) == Ok(*day)) {
                Some(day) => Self::Moved(day),
                None => Self::Stale(detail.to_owned()),
            };
        }
        let said_by_the_rules = match rules.entry(sent) {
            Ok(day) => rules.open().is_err() || (planned != Some(day) && rules.day_problem(day).is_some()),
            Err(_) => true,
        };
        if said_by_the_rules { Self::None } else { Self::Failed(detail.to_owned()) }
    }

    /// How the form goes on, where the page had the charge planned for the day that it `was`.
    pub fn reply(self, client: ClientId, charge: &ChargeView, was: Option<NaiveDate>) -> FormReply {
        match self {
            Self::None => FormReply::Reread,
            Self::Moved(day) => FormReply::Done(moved(client, charge, day, was)),
            Self::Unchanged => FormReply::Said(Saying {
                of_entry: true,
                ..Saying::new(NoticeKind::Info, || t().reschedule_same().to_owned())
            }),
            Self::Stale(text) => FormReply::Said(Saying::new(NoticeKind::Warning, move || text.clone())),
            Self::Failed(text) => FormReply::Said(Saying::failed(move || text.clone())),
        }
    }
}

/// What is said where nothing is known of what came of a press. It may be pressed again: the same choice at the same version moves once
/// (R1), and the present day chosen again changes nothing (R5).
pub fn not_known<T>(answer: &Result<T, ApiError>) -> Option<FormReply> {
    let is_lost = matches!(answer, Err(ApiError::NotReached | ApiError::Broken));
    is_lost.then(|| FormReply::Said(Saying::failed(|| t().reschedule_not_known(t().reschedule_button()))))
}

/// After a move one thing matters most: the form is away until somebody wants it back.
fn moved(client: ClientId, charge: &ChargeView, day: NaiveDate, was: Option<NaiveDate>) -> Saying {
    let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
    let today = charge.rules.today;
    let was = was.filter(|was| *was != day);
    let title = move || {
        let moved_to = t().day(day, today);
        match was {
            Some(was) => t().reschedule_done_title_was(&moved_to, &t().day(was, today)),
            None => t().reschedule_done_title(&moved_to),
        }
    };
    let can_move = charge.rules.open().is_ok();
    let (charge, concerned) = (charge.clone(), charge.clone());
    let text = move || {
        let again = charge.rules.plan.and_then(|plan| plan.again_until());
        let again = again.map(|until| t().reschedule_again(&t().day(until, today)));
        let said: Vec<String> = moving(&charge.row, today).into_iter().chain(again).collect();
        let window = said.join(" ");
        if can_be_charged(&charge, day) {
            t().reschedule_done(&amount, &window)
        } else {
            t().reschedule_done_planned(&amount, &window)
        }
    };
    let next: NextStep = Arc::new(move |form| {
        let once_more = Callback::new(move |()| form.once_more());
        let again = can_move.then(|| {
            view! { <Button label=t().reschedule_once_more().to_string() on_press=once_more /> }
        });
        view! {
            {card_trouble(&concerned, day).map(in_the_way)}
            <div class="ui-buttons">
                <LinkButton label=t().reschedule_done_link() href=AccountPage::Billing.of(client).to_string() kind=ButtonKind::Primary />
                {again}
            </div>
        }
        .into_any()
    });
    Saying { next: Some(next), ..Saying::done(title, text) }
}

#[cfg(test)]
mod tests;
