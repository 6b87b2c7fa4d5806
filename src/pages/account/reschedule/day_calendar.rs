//! The days that can be chosen, as a calendar that holds the same value as the typed entry.

use chrono::NaiveDate;
use leptos::prelude::*;
use wire::charges::ChargeView;

use crate::data::loaded::Latest;
use crate::text::parts::calendar;
use crate::text::t;
use crate::ui::Calendar;

/// `on_chosen` hears of each choice once it is the entry, and whether it was made by pointer.
#[component]
pub fn DayCalendar(
    charge: Latest<ChargeView>,
    entry: RwSignal<String>,
    #[prop(into)] on_chosen: Callback<bool>,
) -> impl IntoView {
    let range = Memo::new(move |_| {
        charge.with(|charge| charge.rules.range().unwrap_or((charge.rules.today, charge.rules.today)))
    });
    let today = Signal::derive(move || charge.with(|charge| charge.rules.today));
    let present = Signal::derive(move || charge.with(|charge| charge.rules.plan.map(|plan| plan.day)));
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
    // A day that cannot be chosen is not painted as if it were.
    let chosen = Signal::derive(move || {
        let day = charge.with(|charge| entry.with(|entry| charge.rules.entry(entry).ok()))?;
        unavailable.run(day).is_none().then_some(day)
    });
    let cursor = RwSignal::new(present.get_untracked().unwrap_or_else(|| range.get_untracked().0));
    let hint = Signal::derive(move || {
        let (first, last) = range.get();
        t().reschedule_range(&t().short_day(first, today.get()), &t().short_day(last, today.get()))
    });
    let choose = move |(day, by_pointer): (NaiveDate, bool)| {
        entry.set(t().typed_day(day));
        on_chosen.run(by_pointer);
    };
    view! {
        <section class="ui-card">
            <Calendar
                earliest=Signal::derive(move || range.get().0)
                latest=Signal::derive(move || range.get().1)
                unavailable=unavailable
                present=present
                today=today
                chosen=chosen
                cursor=cursor
                hint=hint
                on_choose=Callback::new(choose)
                words=calendar()
            />
        </section>
    }
    .into_any()
}
