//! The words of the parts in `ui`, which know none themselves.

use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;

use super::t;
use crate::ui::{CalendarWords, FrameWords, PasswordWords, ThemeWords, UnsavedWords};

pub fn password() -> PasswordWords {
    PasswordWords {
        show: t().sign_in_show_password_short().into(),
        show_label: t().sign_in_show_password().into(),
        hide: t().sign_in_hide_password_short().into(),
        hide_label: t().sign_in_hide_password().into(),
    }
}

pub fn theme() -> ThemeWords {
    ThemeWords {
        legend: t().theme_legend().into(),
        system: t().theme_system().into(),
        light: t().theme_light_short().into(),
        dark: t().theme_dark_short().into(),
    }
}

pub fn frame(practice: &str, role: &str, name: ReadSignal<String>) -> FrameWords {
    let of = practice.to_owned();
    FrameWords {
        brand: practice.into(),
        role: role.into(),
        skip: t().skip_to_content().into(),
        navigation: t().nav_main().into(),
        menu: t().menu().into(),
        signed_in: Signal::derive(move || t().signed_in_as(&name.get())),
        printed: Signal::derive(move || [&of, " · ", &name.get()].concat()),
    }
}

/// What is asked before something is left behind, in the words of its page.
pub fn unsaved(heading: &str, text: &str) -> UnsavedWords {
    UnsavedWords {
        heading: heading.into(),
        text: text.into(),
        leave: t().unsaved_leave().into(),
        stay: t().unsaved_stay().into(),
    }
}

pub fn calendar() -> CalendarWords {
    // A Sunday to begin with; which one does not matter.
    let sunday = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default();
    let weekday = |at: u64| {
        let day = (sunday + Days::new(at)).weekday();
        (t().weekday_short(day).into(), t().weekday_long(day).into())
    };
    CalendarWords {
        label: t().calendar_label().into(),
        weekdays: [0, 1, 2, 3, 4, 5, 6].map(weekday),
        previous: t().calendar_previous().into(),
        next: t().calendar_next().into(),
        chosen: t().calendar_chosen().into(),
        present: t().calendar_planned().into(),
        today: t().calendar_today().into(),
        day: Callback::new(|day| t().long_day(day)),
        month: Callback::new(|day| t().month(day)),
        month_short: Callback::new(|day: NaiveDate| t().month_short(day.month()).into()),
    }
}
