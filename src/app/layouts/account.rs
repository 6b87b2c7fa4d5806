//! Around a client's pages.

use domain::ClientId;
use leptos::prelude::*;
use wire::pages::AccountPage;
use wire::session::SessionView;

use super::signed_in::{NavWay, signed_in};
use crate::session::SessionState;
use crate::text::{t, title};
use crate::ui::{PageHeading, Symbol, Tab, Tabs};

#[component]
pub fn AccountLayout(who: SessionView, session: SessionState) -> impl IntoView {
    // Who sees several clients is led to one of them by the short addresses.
    let to = |page: AccountPage| match who.clients[..] {
        [client] => page.of(client),
        _ => page.own(),
    };
    let ways = vec![
        NavWay { label: t().nav_home(), to: to(AccountPage::Home), symbol: Symbol::Home },
        NavWay { label: t().nav_account(), to: to(AccountPage::Billing), symbol: Symbol::Person },
        NavWay::support(),
        NavWay::help(),
    ];
    signed_in(who, session, t().portal_client(), ways)
}

/// The tabs of the Account, and what stands on each.
fn tabs() -> [(AccountPage, &'static str); 3] {
    [
        (AccountPage::AboutMe, t().tab_about_me()),
        (AccountPage::Coverage, t().tab_coverage()),
        (AccountPage::Billing, t().tab_billing()),
    ]
}

/// The Account, open at the tab `open`.
#[component]
pub fn AccountTab(client: ClientId, open: AccountPage, children: Children) -> impl IntoView {
    let label = tabs().into_iter().find(|(page, _)| *page == open).map_or(t().account_title(), |it| it.1);
    let tabs = tabs().into_iter().map(|(page, label)| Tab::new(label, page.of(client).to_string())).collect();
    view! {
        <div class="page">
            <PageHeading heading=t().account_title().to_string() title=title(label) />
            <Tabs label=t().account_title() tabs=tabs current=open.of(client).to_string() />
            {children()}
        </div>
    }
    .into_any()
}
