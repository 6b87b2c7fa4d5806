//! The choice of a language, in all layouts.

use domain::language::Language;
use leptos::prelude::*;

use crate::session::language::Trouble;
use crate::session::{SessionState, use_session};
use crate::text::t;
use crate::ui::{Button, ButtonKind, LanguageChoice, LanguageSwitch, Notice, NoticeKind, anew};

/// Shown where there is more than one to choose from.
#[component]
pub fn LanguageControl() -> impl IntoView {
    let session = use_session();
    let language = session.language();
    // Put back where the choice did not hold.
    let chosen = Signal::derive(move || {
        language.trouble().track();
        language.shown().get().tag().to_owned()
    });
    let choose = Callback::new(move |tag: String| {
        if let Ok(language) = tag.parse::<Language>() {
            session.choose_language(language);
        }
    });
    anew(move || {
        let offered = language.offered().get();
        let choice = |it: wire::languages::LanguageView| LanguageChoice {
            tag: it.language.tag().to_owned(),
            name: it.name,
        };
        if offered.len() < 2 {
            return ().into_any();
        }
        let choices = offered.into_iter().map(choice).collect();
        view! {
            <LanguageSwitch
                label=t().language_label()
                choices=choices
                chosen=chosen
                on_choose=choose
            />
        }
        .into_any()
    })
}

/// That the screens are not in the language that somebody wants, above every page.
#[component]
pub fn LanguageNotice() -> impl IntoView {
    let session = use_session();
    anew(move || session.language().trouble().get().map(|trouble| notice(trouble, session)).into_any())
}

fn notice(trouble: Trouble, session: SessionState) -> AnyView {
    let text = match trouble {
        Trouble::NotReceived(_) | Trouble::OtherEdition => t().language_failed(),
        Trouble::NotKept(_) => t().language_not_kept(),
    };
    let again = Callback::new(move |()| session.try_again(trouble));
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{text}</p>
            <Button label=t().try_again().to_string() kind=ButtonKind::Secondary on_press=again />
        </Notice>
    }
    .into_any()
}
