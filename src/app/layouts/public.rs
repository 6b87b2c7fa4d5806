//! Around the pages of nobody in particular.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wire::pages::Page;

use super::language::{LanguageControl, LanguageNotice};
use crate::api::use_api;
use crate::app::outlet::Outlet;
use crate::data::loaded::load;
use crate::pages::support::OnlyPractice;
use crate::text::support::support_line;
use crate::text::{parts, t, these_are_pages_of, whose_pages};
use crate::ui::{Plain, ThemeSwitch, anew, whenever};

/// `instead` stands there where it is not known whose pages to show.
#[component]
pub fn PublicLayout(#[prop(optional)] instead: Option<AnyView>) -> impl IntoView {
    let Some(instead) = instead else {
        let api = use_api();
        // Where there are several practices, a stranger is not told of any.
        let support = load(move || api.support(None));
        provide_context(OnlyPractice(support));
        whenever(move || {
            if let Some(practice) = support.map(|it| it.practice.clone()) {
                these_are_pages_of(&practice);
            }
        });
        let whose = whose_pages();
        // Whoever is about to read the practice's name is not shown another one first.
        let brand =
            Signal::derive(move || if support.asking().get() { NOT_YET.to_owned() } else { whose.get() });
        let support = move || anew(move || support.map(support_line).into_any());
        let path = use_location().pathname;
        let reading = Memo::new(move |_| path.with(|path| Page::parse(path).is_some_and(Page::is_public)));
        // Only clients are sent links that confirm an address. Whoever opens one begins there.
        let is_client = path.with_untracked(|path| Page::parse(path) == Some(Page::ConfirmEmail));
        let role = if is_client { t().portal_client() } else { t().product_role() };
        // With the frame around them the routes are made anew when it changes its width.
        return anew(move || {
            plain(view! { <Outlet visitor=None /> }.into_any(), (brand, role), reading.get(), support())
        });
    };
    plain(instead, (whose_pages(), t().product_role()), false, ().into_any())
}

/// Keeps the line of a name that is on its way.
const NOT_YET: &str = "\u{a0}";

fn plain(content: AnyView, (brand, role): (Signal<String>, &str), wide: bool, support: AnyView) -> AnyView {
    // No page leads to itself.
    let to_sign_in = wide.then(|| {
        view! {
            <a href=Page::SignIn.to_string()>{t().sign_in_title()}</a>
            " "
        }
    });
    let foot = view! {
        {support}
        <ThemeSwitch words=parts::theme() />
        <LanguageControl />
        <p class="ui-apart">
            {to_sign_in}
            <a href=Page::Help.to_string()>{t().help_title()}</a>
            " "
            <a href=Page::Support.to_string()>{t().support_title()}</a>
        </p>
    }
    .into_any();
    view! {
        <Plain
            brand=brand
            role=role
            skip=t().skip_to_content()
            wide=wide
            foot=foot
        >
            <LanguageNotice />
            {content}
        </Plain>
    }
    .into_any()
}
