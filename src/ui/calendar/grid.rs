//! The days as buttons. One listener on the table serves them all.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::{CalendarWords, month};

/// What a day's look and name depend on, read once for a whole month.
pub struct Marks {
    pub cursor: NaiveDate,
    pub chosen: Option<NaiveDate>,
    pub present: Option<NaiveDate>,
    pub today: NaiveDate,
    pub unavailable: Callback<NaiveDate, Option<String>>,
}

pub fn weekday_heads(words: &CalendarWords) -> AnyView {
    let heads: Vec<_> = words
        .weekdays
        .iter()
        .cloned()
        .map(|(short, full)| {
            view! {
                <th scope="col" role="columnheader">
                    <span aria-hidden="true">{short}</span>
                    <span class="hidden-words">{full}</span>
                </th>
            }
        })
        .collect();
    view! { <tr role="row">{heads}</tr> }.into_any()
}

pub fn rows(words: &CalendarWords, marks: &Marks) -> AnyView {
    month::weeks(marks.cursor)
        .into_iter()
        .map(|week| {
            let cells = week.map(|day| {
                let selected = day.map(|day| if marks.chosen == Some(day) { "true" } else { "false" });
                view! {
                    <td role="gridcell" aria-selected=selected>
                        {day.map(|day| button(day, words, marks))}
                    </td>
                }
            });
            view! { <tr role="row">{cells.into_iter().collect::<Vec<_>>()}</tr> }
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn button(day: NaiveDate, words: &CalendarWords, marks: &Marks) -> impl IntoView + use<> {
    let reason = marks.unavailable.run(day);
    let (is_present, is_today) = (marks.present == Some(day), marks.today == day);
    let mut name = words.day.run(day);
    for (holds, word) in [(is_present, &words.present), (is_today, &words.today)] {
        if holds {
            name.push_str(", ");
            name.push_str(word);
        }
    }
    if let Some(reason) = &reason {
        name.push_str(". ");
        name.push_str(reason);
    }
    view! {
        <button
            type="button"
            class=if is_present { "ui-day ui-day-present" } else { "ui-day" }
            data-day=day.day().to_string()
            tabindex=if marks.cursor == day { "0" } else { "-1" }
            aria-label=name
            aria-disabled=reason.is_some().then_some("true")
            aria-pressed=(marks.chosen == Some(day)).then_some("true")
            aria-current=is_today.then_some("date")
        >
            {day.day()}
        </button>
    }
}
