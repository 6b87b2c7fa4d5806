//! Line icons. They decorate words and are silent to screen readers.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    Alert,
    Back,
    Calendar,
    Check,
    ChevronDown,
    Clients,
    Dash,
    Done,
    Forward,
    Help,
    Home,
    Info,
    Menu,
    Person,
    Preview,
    Speech,
}

impl Symbol {
    const fn path(self) -> &'static str {
        match self {
            Self::Alert => "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.2",
            Self::Back => "m14.5 6-6 6 6 6",
            Self::Calendar => "M4.5 6h15v13.5h-15zM4.5 10.25h15M8.5 3.5V7M15.5 3.5V7",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::ChevronDown => "m6 9.5 6 6 6-6",
            Self::Clients => {
                "M9 11.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3 19c.3-3.3 2.7-5 6-5s5.7 1.7 6 5\
                 M16 5.3a3.25 3.25 0 0 1 0 6M17.5 14.4c2 .6 3.3 2.2 3.5 4.6"
            }
            Self::Dash => "M7 12h10",
            Self::Done => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.3l2.8 2.8L16 9.7",
            Self::Forward => "m9.5 6 6 6-6 6",
            Self::Help => {
                "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.7C9.6 8.2 10.7 7.3 12.1 7.3c1.5 0 2.6.9 2.6 2.3 \
                 0 2.2-2.7 2.2-2.7 4.4M12 16.7v.2"
            }
            Self::Home => "M4 11 12 4l8 7v8.5h-5.5v-5.5h-5v5.5H4z",
            Self::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.2",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Person => {
                "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.5 20c.5-3.8 3.4-5.75 7.5-5.75s7 1.95 7.5 5.75"
            }
            Self::Preview => {
                "M2.5 12C4.5 8 8 5.75 12 5.75S19.5 8 21.5 12C19.5 16 16 18.25 12 18.25S4.5 16 2.5 12zM12 14.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5z"
            }
            Self::Speech => "M4 5h16v11.5h-9L6.5 20v-3.5H4z",
        }
    }
}

#[component]
pub fn Icon(symbol: Symbol) -> impl IntoView {
    view! {
        <svg
            aria-hidden="true"
            fill="none"
            height="20"
            stroke="currentColor"
            stroke-linecap="round"
            stroke-linejoin="round"
            stroke-width="1.75"
            viewBox="0 0 24 24"
            width="20"
        >
            <path d=symbol.path() />
        </svg>
    }
    .into_any()
}
