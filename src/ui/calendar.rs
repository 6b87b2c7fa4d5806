//! A month of days to choose from, by pointer or by keyboard.

mod grid;
mod month;
mod words;

use chrono::{Datelike, NaiveDate};
use leptos::{
    ev::{FocusEvent, KeyboardEvent, MouseEvent},
    html,
    prelude::*,
    wasm_bindgen::JsCast,
};

use self::grid::{Choosing, Marks};
use self::month::Step;
use super::{Icon, Symbol, Words, anew, id, use_announcer, whenever};

pub use self::words::CalendarWords;

/// `cursor` is the day the keyboard is at, and its month is the one shown; it follows `chosen`. Months without a day from
/// `earliest` to `latest` cannot be reached, and weeks without one are left out. `unavailable` says why a day cannot be chosen: such a day still takes the
/// focus, and then its reason stands below. `present` is the day that holds now, `hint` the sentence below otherwise.
/// `on_choose` hears the day, and whether it was chosen by pointer.
#[component]
pub fn Calendar(
    words: CalendarWords,
    cursor: RwSignal<NaiveDate>,
    #[prop(into)] earliest: Signal<NaiveDate>,
    #[prop(into)] latest: Signal<NaiveDate>,
    #[prop(into)] unavailable: Callback<NaiveDate, Option<String>>,
    #[prop(into)] present: Signal<Option<NaiveDate>>,
    #[prop(into)] today: Signal<NaiveDate>,
    #[prop(into)] chosen: Signal<Option<NaiveDate>>,
    #[prop(into)] hint: Signal<String>,
    #[prop(into)] on_choose: Callback<(NaiveDate, bool)>,
) -> impl IntoView {
    let announcer = use_announcer();
    let table = NodeRef::<html::Table>::new();
    let entered = RwSignal::new(false);
    let month_id = id::fresh("month");
    let heads = grid::weekday_heads(&words);
    let CalendarWords { month, month_short, .. } = words;

    let shown_days = Memo::new(move |_| month::whole_weeks(earliest.get(), latest.get()));
    let reach = move || shown_days.get_untracked();
    // The day that holds now may lie outside.
    stay_within(cursor, reach());
    whenever(move || {
        let ends = shown_days.get();
        if let Some(day) = chosen.get() {
            cursor.set(day);
        }
        stay_within(cursor, ends);
    });

    let press = move |click: MouseEvent| {
        let Some(day) = day_of(click.target(), cursor) else { return };
        cursor.set(day);
        entered.set(true);
        match unavailable.run(day) {
            Some(reason) => announcer.say(reason),
            // A key presses without a count of clicks.
            None => on_choose.run((day, click.detail() > 0)),
        }
    };
    let enter = move |focus: FocusEvent| {
        entered.set(true);
        if let Some(day) = day_of(focus.target(), cursor).filter(|day| *day != cursor.get_untracked()) {
            cursor.set(day);
        }
    };
    let key = move |key: KeyboardEvent| {
        if take_step(&key, cursor, reach()) {
            request_animation_frame(move || focus_cursor(table));
        }
    };

    let labels = words.clone();
    // Elements that last as long as the month is shown keep the focus and the press.
    let what = Memo::new(move |_| {
        let month = month::first_of(cursor.get());
        (Marks { month, present: present.get(), today: today.get() }, earliest.get(), latest.get())
    });
    let choosing = Choosing { cursor, chosen, unavailable };
    let rows = anew(move || grid::rows(&labels, what.get().0, shown_days.get(), choosing));
    let why = Memo::new(move |_| entered.get().then(|| unavailable.run(cursor.get())).flatten());
    let below = Signal::derive(move || why.get().unwrap_or_else(|| hint.get()));
    let shown = Signal::derive(move || month.run(cursor.get()));
    let turn = |label: &str, step| Turn { label: label.to_owned(), step, cursor, earliest, latest };
    let back = turn(&words.previous, Step::MonthBack).view(month_short);
    let ahead = turn(&words.next, Step::MonthAhead).view(month_short);
    view! {
        <div class="ui-calendar">
            <div class="ui-calendar-head">
                {back}
                <p id=month_id.clone() aria-live="polite">
                    <strong prop:textContent=Words(shown)></strong>
                </p>
                {ahead}
            </div>
            <table
                class="ui-calendar-grid"
                role="grid"
                aria-label=words.label.clone()
                aria-describedby=month_id
                node_ref=table
                on:click=press
                on:keydown=key
                on:focusin=enter
                on:focusout=move |_| entered.set(false)
            >
                <thead role="rowgroup">{heads}</thead>
                <tbody role="rowgroup" translate="no">{rows}</tbody>
            </table>
            <div class="ui-calendar-foot">
                {legend(&words, present, today, move |day| is_shown(day, cursor, shown_days.get()))}
                <p
                    class="ui-calendar-hint"
                    class:ui-calendar-why=move || why.with(Option::is_some)
                    prop:textContent=Words(below)
                ></p>
            </div>
        </div>
    }
    .into_any()
}

fn stay_within(cursor: RwSignal<NaiveDate>, (first, last): (NaiveDate, NaiveDate)) {
    let (at, nearest) = (cursor.get_untracked(), month::within(cursor.get_untracked(), first, last));
    if at != nearest {
        cursor.set(nearest);
    }
}

/// Moves the cursor as far as the key says and the days reach, if it is such a key.
fn take_step(
    key: &KeyboardEvent,
    cursor: RwSignal<NaiveDate>,
    (first, last): (NaiveDate, NaiveDate),
) -> bool {
    if key.ctrl_key() || key.alt_key() || key.meta_key() || key.shift_key() {
        return false;
    }
    let Some(step) = Step::of_key(&key.key()) else { return false };
    key.prevent_default();
    cursor.set(step.within(cursor.get_untracked(), first, last));
    true
}

/// The button to a neighbouring month.
struct Turn {
    label: String,
    step: Step,
    cursor: RwSignal<NaiveDate>,
    earliest: Signal<NaiveDate>,
    latest: Signal<NaiveDate>,
}

impl Turn {
    fn view(self, month_short: Callback<NaiveDate, String>) -> AnyView {
        let Self { label, step, cursor, earliest, latest } = self;
        let there = move || step.from(month::first_of(cursor.get()));
        let at_end = move || {
            let there = there();
            there < month::first_of(earliest.get()) || there > latest.get()
        };
        let needless = move || month::first_of(earliest.get()) == month::first_of(latest.get());
        let turn = move |_| {
            if !at_end() {
                cursor.set(month::within(step.from(cursor.get()), earliest.get(), latest.get()));
            }
        };
        let ahead = step == Step::MonthAhead;
        let name = Signal::derive(move || month_short.run(there()));
        view! {
            <button
                type="button"
                class="ui-button ui-calendar-step"
                class:ui-calendar-step-needless=needless
                aria-disabled=move || at_end().then_some("true")
                on:click=turn
            >
                <span class="hidden-words">{label} ", "</span>
                {(!ahead).then(|| view! { <Icon symbol=Symbol::Back /> })}
                <span prop:textContent=Words(name)></span>
                {ahead.then(|| view! { <Icon symbol=Symbol::Forward /> })}
            </button>
        }
        .into_any()
    }
}

fn is_shown(day: NaiveDate, cursor: RwSignal<NaiveDate>, (first, last): (NaiveDate, NaiveDate)) -> bool {
    month::first_of(day) == month::first_of(cursor.get()) && first <= day && day <= last
}

fn legend(
    words: &CalendarWords,
    present: Signal<Option<NaiveDate>>,
    today: Signal<NaiveDate>,
    shown: impl Fn(NaiveDate) -> bool + Copy + Send + Sync + 'static,
) -> AnyView {
    view! {
        <ul class="ui-legend" aria-hidden="true">
            <li class="ui-legend-chosen"><span>{words.chosen.clone()}</span></li>
            <li class="ui-legend-present" hidden=move || !present.get().is_some_and(shown)>
                <span>{words.present.clone()}</span>
            </li>
            <li class="ui-legend-today" hidden=move || !shown(today.get())>
                <span>{words.today.clone()}</span>
            </li>
        </ul>
    }
    .into_any()
}

/// The day of the button that an event came from.
fn day_of(target: Option<web_sys::EventTarget>, cursor: RwSignal<NaiveDate>) -> Option<NaiveDate> {
    let element = target?.dyn_into::<web_sys::Element>().ok()?;
    let number = element.closest("[data-day]").ok()??.get_attribute("data-day")?;
    cursor.get_untracked().with_day(number.parse().ok()?)
}

fn focus_cursor(table: NodeRef<html::Table>) {
    let Some(table) = table.get_untracked() else { return };
    if let Ok(Some(day)) = table.query_selector("[tabindex='0']")
        && let Some(day) = day.dyn_ref::<web_sys::HtmlElement>()
    {
        drop(day.focus());
    }
}
