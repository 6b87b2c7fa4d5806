//! What pressing `Reschedule` will do, in words, before it is pressed.

use chrono::NaiveDate;
use domain::reschedule::{Choice, Form as Entry, Refusal, parse};
use leptos::prelude::*;
use wire::charges::ChargeView;

use crate::data::form::FormState;
use crate::data::loaded::Latest;
use crate::text::charge::{can_be_charged, card_trouble, session};
use crate::text::t;
use crate::ui::{Announcer, Notice, NoticeKind, anew, use_announcer};

/// What is said of the day that is entered, as it changes.
#[derive(Clone, Copy)]
pub struct Consequence {
    said: Memo<Option<Said>>,
    /// The same in short, of a day that it can be moved to.
    chosen: Memo<Option<String>>,
    announcer: Announcer,
}

/// In words.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    what: String,
    /// What stands in the way of it.
    trouble: Option<String>,
}

impl Consequence {
    /// Nothing where the form has just answered to the same entry.
    pub fn of(charge: Latest<ChargeView>, entry: RwSignal<String>, form: FormState) -> Self {
        let decided = move |charge: &ChargeView| {
            let entry = Entry { version: charge.rules.version, day: entry.get() };
            parse(&entry, &charge.rules)
        };
        let said = Memo::new(move |_| {
            let said = charge.with(|charge| consequence(charge, &decided(charge)));
            said.filter(|_| !form.answers_the_entry())
        });
        let chosen = Memo::new(move |_| charge.with(|charge| chosen(charge, &decided(charge))));
        Self { said, chosen, announcer: use_announcer() }
    }

    pub fn chosen(self) -> Option<String> {
        self.chosen.get()
    }

    /// For those who do not see it change.
    pub fn say(self) {
        if let Some(Said { what, trouble }) = self.said.get_untracked() {
            let said: Vec<String> = [what].into_iter().chain(trouble).collect();
            self.announcer.say(said.join(" "));
        }
    }

    pub fn view(self) -> AnyView {
        let said = |Said { what, trouble }| {
            view! {
                <Notice>
                    <p>{what}</p>
                </Notice>
                {trouble.map(in_the_way)}
            }
        };
        anew(move || self.said.get().map(said).into_any())
    }
}

/// What stands in the way of a payment on its day, beside what is planned.
pub fn in_the_way(trouble: String) -> AnyView {
    view! { <Notice kind=NoticeKind::Warning><p>{trouble}</p></Notice> }.into_any()
}

/// With day, weekday and amount; nothing while no day is chosen.
fn consequence(charge: &ChargeView, decided: &Result<Choice, Refusal>) -> Option<Said> {
    let today = charge.rules.today;
    match decided {
        Ok(Choice::Move(to)) => {
            let day = t().day(to.day(), today);
            let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
            let what = match &charge.card {
                Some(card) if can_be_charged(charge, to.day()) => {
                    t().reschedule_choice_with_card(&card.brand, &card.last4, &amount, &day)
                }
                Some(_) | None => t().reschedule_choice_planned(&amount, &day),
            };
            let window = charge.rules.plan.and_then(|plan| plan.window);
            let again = window.map(|it| t().reschedule_again(&t().day(it.act_until, today)));
            let what: Vec<String> = [what].into_iter().chain(again).collect();
            Some(Said { what: what.join(" "), trouble: card_trouble(charge, to.day()) })
        }
        Ok(Choice::Unchanged) => Some(Said { what: t().reschedule_planned().to_owned(), trouble: None }),
        Err(_) => None,
    }
}

fn chosen(charge: &ChargeView, decided: &Result<Choice, Refusal>) -> Option<String> {
    let Ok(Choice::Move(to)) = decided else { return None };
    let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
    Some(t().amount_on_day(&amount, &t().day(to.day(), charge.rules.today)))
}

/// What is wrong with the day that was entered, if that is what is wrong.
pub fn mistake(charge: &ChargeView, decided: &Result<Choice, Refusal>) -> Option<String> {
    let refusal = decided.as_ref().err().filter(|it| it.is_about_the_day())?;
    Some(match refusal {
        Refusal::Entry { problem } => t().entry_problem(*problem, example(charge)),
        other => t().refusal(other, charge.rules.today),
    })
}

/// A day that can be chosen, as an example of how to type one.
pub fn example(charge: &ChargeView) -> NaiveDate {
    charge.rules.range().map_or(charge.rules.today, |(_, last)| last)
}

/// Which charge it is and for when it is planned, if it is.
pub fn lead(charge: &ChargeView) -> String {
    let (row, today) = (&charge.row, charge.rules.today);
    let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
    let session = session(row, today);
    match charge.rules.plan {
        Some(plan) => t().reschedule_lead(&amount, &session, &row.provider, &t().day(plan.day, today)),
        None => t().reschedule_lead_unplanned(&amount, &session, &row.provider),
    }
}

#[cfg(test)]
mod tests;
