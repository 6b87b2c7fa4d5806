//! The days as buttons. One listener on the table serves them all.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::{CalendarWords, month};

/// What days are called by, read once for a whole month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    pub month: NaiveDate,
    pub present: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// Where the keyboard is, and what is chosen: that changes on days that stay.
#[derive(Clone, Copy)]
pub struct Choosing {
    pub cursor: RwSignal<NaiveDate>,
    pub chosen: Signal<Option<NaiveDate>>,
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

/// The weeks that have a day `within` both ends.
pub fn rows(
    words: &CalendarWords,
    marks: Marks,
    within: (NaiveDate, NaiveDate),
    choosing: Choosing,
) -> AnyView {
    let chosen = choosing.chosen;
    month::weeks(marks.month, within)
        .into_iter()
        .map(|week| {
            let cells = week.map(|day| {
                let selected =
                    move || day.map(|day| if chosen.get() == Some(day) { "true" } else { "false" });
                view! {
                    <td role="gridcell" aria-selected=selected>
                        {day.map(|day| button(day, words, marks, choosing))}
                    </td>
                }
            });
            view! { <tr role="row">{cells.into_iter().collect::<Vec<_>>()}</tr> }
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn button(day: NaiveDate, words: &CalendarWords, marks: Marks, choosing: Choosing) -> impl IntoView + use<> {
    let Choosing { cursor, chosen, unavailable } = choosing;
    let reason = unavailable.run(day);
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
            tabindex=move || if cursor.get() == day { "0" } else { "-1" }
            aria-label=name
            aria-disabled=reason.is_some().then_some("true")
            aria-pressed=move || (chosen.get() == Some(day)).then_some("true")
            aria-current=is_today.then_some("date")
        >
            {day.day()}
        </button>
    }
}
