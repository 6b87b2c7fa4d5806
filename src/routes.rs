//! Which page stands at which address, for whom.

use domain::role::Role;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, Route};
use leptos_router::hooks::{use_location, use_query_map};
use leptos_router::path;
use wire::paths::pages;

use crate::pages::account::billing::BillingPage;
use crate::pages::account::charge::ChargePage;
use crate::pages::account::reschedule::ReschedulePage;
use crate::pages::clients::ClientsPage;
use crate::pages::clients::client::ClientPage;
use crate::pages::help::{HelpDetailsPage, HelpPage, HelpReschedulePage};
use crate::pages::home::HomePage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sign_in::SignInPage;
use crate::pages::staff::StaffPage;
use crate::pages::support::SupportPage;

/// Where a person of this role begins.
pub const fn start(role: Role) -> &'static str {
    match role {
        Role::Client => pages::HOME,
        Role::Provider => pages::CLIENTS,
        Role::ClientSupport | Role::ClientBillingSupport | Role::Administrator => "/",
    }
}

/// The pages of nobody in particular; everything else leads to sign-in and from there on.
#[component]
pub fn PublicRoutes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <ToSignIn /> }>
            <Route path=path!("/sign-in") view=SignInPage />
            <Route path=path!("/help") view=HelpPage />
            <Route path=path!("/help/reschedule-a-charge") view=HelpReschedulePage />
            <Route path=path!("/help/update-your-details") view=HelpDetailsPage />
            <Route path=path!("/support") view=SupportPage />
        </FlatRoutes>
    }
    .into_any()
}

/// The pages of a client.
#[component]
pub fn ClientRoutes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=|| view! { <Redirect path=pages::HOME options=in_place() /> } />
            <Route path=path!("/sign-in") view=|| view! { <Onward role=Role::Client /> } />
            <Route path=path!("/home") view=HomePage />
            <Route path=path!("/account") view=|| view! { <Redirect path=pages::BILLING options=in_place() /> } />
            <Route path=path!("/account/billing") view=BillingPage />
            <Route path=path!("/account/billing/charges/:charge") view=ChargePage />
            <Route path=path!("/account/billing/charges/:charge/change-date") view=ReschedulePage />
            <Route path=path!("/help") view=HelpPage />
            <Route path=path!("/help/reschedule-a-charge") view=HelpReschedulePage />
            <Route path=path!("/help/update-your-details") view=HelpDetailsPage />
            <Route path=path!("/support") view=SupportPage />
        </FlatRoutes>
    }
    .into_any()
}

/// The pages of a provider.
#[component]
pub fn ProviderRoutes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=|| view! { <Redirect path=pages::CLIENTS options=in_place() /> } />
            <Route path=path!("/sign-in") view=|| view! { <Onward role=Role::Provider /> } />
            <Route path=path!("/clients") view=ClientsPage />
            <Route path=path!("/clients/:client") view=ClientPage />
            <Route path=path!("/help") view=HelpPage />
            <Route path=path!("/help/reschedule-a-charge") view=HelpReschedulePage />
            <Route path=path!("/help/update-your-details") view=HelpDetailsPage />
            <Route path=path!("/support") view=SupportPage />
        </FlatRoutes>
    }
    .into_any()
}

/// The pages of everybody else of the practice.
#[component]
pub fn StaffRoutes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=StaffPage />
            <Route path=path!("/sign-in") view=|| view! { <Redirect path="/" options=in_place() /> } />
            <Route path=path!("/help") view=HelpPage />
            <Route path=path!("/help/reschedule-a-charge") view=HelpReschedulePage />
            <Route path=path!("/help/update-your-details") view=HelpDetailsPage />
            <Route path=path!("/support") view=SupportPage />
        </FlatRoutes>
    }
    .into_any()
}

/// The back button must not lead back to a page that only leads on.
fn in_place() -> leptos_router::NavigateOptions {
    leptos_router::NavigateOptions { replace: true, ..Default::default() }
}

#[component]
fn ToSignIn() -> impl IntoView {
    let location = use_location();
    let search = location.search.get_untracked();
    let mark = if search.is_empty() { "" } else { "?" };
    let here = format!("{}{mark}{search}", location.pathname.get_untracked());
    let path = if here == "/" { pages::SIGN_IN.to_owned() } else { pages::sign_in_then(&here) };
    view! { <Redirect path=path options=in_place() /> }
}

/// Signed in: on to where the link wanted to go, if that is one of this person's pages, else to their start.
#[component]
fn Onward(role: Role) -> impl IntoView {
    let wanted = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    let path = if may_go(&wanted, role) { wanted } else { start(role).to_owned() };
    view! { <Redirect path=path options=in_place() /> }
}

/// Only paths of this server, and only those the role has.
fn may_go(wanted: &str, role: Role) -> bool {
    let own = match role {
        Role::Client => [pages::HOME, "/account", pages::HELP, pages::SUPPORT],
        Role::Provider => [pages::CLIENTS, pages::CLIENTS, pages::HELP, pages::SUPPORT],
        Role::ClientSupport | Role::ClientBillingSupport | Role::Administrator => [pages::HELP; 4],
    };
    let path = wanted.split(['?', '#']).next().unwrap_or_default();
    let plain = !wanted.contains('\\') && !wanted.starts_with("//") && !wanted.chars().any(char::is_control);
    plain && own.iter().any(|page| path == *page || path.strip_prefix(page).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_in_leads_on_to_pages_of_the_role_and_nowhere_else() {
        for wanted in ["/home", "/account/billing", "/account/billing/charges/chg_1/change-date", "/help", "/support?x=1"] {
            assert!(may_go(wanted, Role::Client), "{wanted}");
        }
        for wanted in ["", "/", "//evil.example", "https://evil.example", "/\\evil.example", "/clients", "/homeless", "/home\n"] {
            assert!(!may_go(wanted, Role::Client), "{wanted}");
        }
        assert!(may_go("/clients/cli_1", Role::Provider));
        assert!(!may_go("/account/billing", Role::Provider));
    }
}
