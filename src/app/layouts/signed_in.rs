//! What everybody who is signed in has around their pages.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wire::pages::{AccountPage, Page};
use wire::session::SessionView;

use super::language::{LanguageControl, LanguageNotice};
use crate::app::address::Visitor;
use crate::app::outlet::Outlet;
use crate::session::SessionState;
use crate::session::idle::IdleWatch;
use crate::text::support::support_line;
use crate::text::{parts, t, these_are_pages_of};
use crate::ui::{Button, ButtonKind, Frame, NavItem, Symbol, ThemeSwitch};

/// A way to another part of the portal.
pub struct NavWay {
    pub label: &'static str,
    pub to: Page,
    pub symbol: Symbol,
}

impl NavWay {
    pub fn help() -> Self {
        Self { label: t().nav_help(), to: Page::Help, symbol: Symbol::Help }
    }

    pub fn support() -> Self {
        Self { label: t().nav_support(), to: Page::Support, symbol: Symbol::Speech }
    }

    fn item(self) -> NavItem {
        NavItem { label: self.label.into(), href: self.to.to_string(), symbol: self.symbol }
    }
}

/// The frame of who is signed in, with these ways, and the page at the present address in it. `portal` is what it is to them.
pub fn signed_in(who: SessionView, session: SessionState, portal: &str, ways: Vec<NavWay>) -> AnyView {
    these_are_pages_of(&who.support.practice);
    let path = use_location().pathname;
    let current = Signal::derive(move || {
        let page = path.with(|path| Page::parse(path));
        page.map(|page| part_of(page).to_string()).unwrap_or_default()
    });
    let out = Callback::new(move |()| session.sign_out());
    let foot = view! {
        <ThemeSwitch words=parts::theme() />
        <LanguageControl />
        <Button label=t().sign_out().to_string() kind=ButtonKind::Secondary on_press=out />
    }
    .into_any();
    view! {
        <IdleWatch session=session minutes=who.idle_minutes />
        <Frame
            words=parts::frame(&who.support.practice, portal, session.name())
            items=ways.into_iter().map(NavWay::item).collect()
            current=current
            foot=foot
            banner=view! { <LanguageNotice /> }.into_any()
            contact=support_line(&who.support)
        >
            <Outlet visitor=Some(Visitor { role: who.role, clients: who.clients }) />
        </Frame>
    }
    .into_any()
}

/// The page that a way leads to, of the part of the portal that `page` is in.
fn part_of(page: Page) -> Page {
    match page {
        Page::Account(
            client,
            AccountPage::Account
            | AccountPage::Billing
            | AccountPage::AboutMe
            | AccountPage::Coverage
            | AccountPage::Charge(_)
            | AccountPage::ChangeDate(_),
        ) => AccountPage::Billing.of(client),
        Page::Client(_) => Page::Clients,
        Page::HelpArticle(_) => Page::Help,
        Page::Account(_, AccountPage::Home)
        | Page::OwnAccount(_)
        | Page::Start
        | Page::SignIn
        | Page::Clients
        | Page::Help
        | Page::Support
        | Page::ConfirmEmail => page,
    }
}
