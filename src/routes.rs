//! Which page stands at which address, for whom.

use std::borrow::Cow;

use domain::role::Role;
use domain::{ChargeId, ClientId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::path;
use percent_encoding::percent_decode_str;
use wire::paths::pages;

use crate::pages::account::billing::BillingPage;
use crate::pages::account::charge::ChargePage;
use crate::pages::account::reschedule::ReschedulePage;
use crate::pages::clients::ClientsPage;
use crate::pages::clients::client::ClientPage;
use crate::pages::help::{HelpDetailsPage, HelpPage, HelpReschedulePage};
use crate::pages::home::HomePage;
use crate::pages::not_found::{NotFoundPage, WrongRolePage};
use crate::pages::sign_in::SignInPage;
use crate::pages::staff::StaffPage;
use crate::pages::support::SupportPage;

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Page {
    SignIn,
    Home,
    Billing,
    Charge(ChargeId),
    Reschedule(ChargeId),
    Clients,
    Client(ClientId),
    Staff,
    Help,
    HelpReschedule,
    HelpDetails,
    Support,
    NotFound,
    /// A link led through sign-in to a page that somebody else has, and not this person.
    WrongRole(Role),
    /// Nothing by itself: it leads on to this address.
    Onward(String),
}

/// The page at the present address for a person of this role, or for nobody.
///
/// The router is given one route for all addresses: it minds links, history and the place on the page. Matching by hand
/// keeps the ids typed, lets the role decide, and spares the app a large part of the router.
#[component]
pub fn Pages(role: Option<Role>) -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| ()>
            <Route path=path!("/*address") view=move || view! { <PageHere role=role /> } />
        </FlatRoutes>
    }
    .into_any()
}

#[component]
fn PageHere(role: Option<Role>) -> impl IntoView {
    let location = use_location();
    let page = Memo::new(move |_| page(&location.pathname.get(), &location.search.get_untracked(), role));
    move || match page.get() {
        Page::SignIn => view! { <SignInPage /> }.into_any(),
        Page::Home => view! { <HomePage /> }.into_any(),
        Page::Billing => view! { <BillingPage /> }.into_any(),
        Page::Charge(id) => view! { <ChargePage id=id /> }.into_any(),
        Page::Reschedule(id) => view! { <ReschedulePage id=id /> }.into_any(),
        Page::Clients => view! { <ClientsPage /> }.into_any(),
        Page::Client(id) => view! { <ClientPage id=id /> }.into_any(),
        Page::Staff => view! { <StaffPage /> }.into_any(),
        Page::Help => view! { <HelpPage /> }.into_any(),
        Page::HelpReschedule => view! { <HelpReschedulePage /> }.into_any(),
        Page::HelpDetails => view! { <HelpDetailsPage /> }.into_any(),
        Page::Support => view! { <SupportPage /> }.into_any(),
        Page::NotFound => view! { <NotFoundPage /> }.into_any(),
        Page::WrongRole(role) => {
            view! { <WrongRolePage client=role == Role::Client home=start(role) /> }.into_any()
        }
        Page::Onward(to) => view! { <Onward to=to /> }.into_any(),
    }
}

/// The back button must not lead back to an address that only leads on.
#[component]
fn Onward(to: String) -> impl IntoView {
    let navigate = use_navigate();
    Effect::new(move || navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() }));
}

/// What stands at `path`. `search` is the query without its question mark.
fn page(path: &str, search: &str, role: Option<Role>) -> Page {
    let path = path.strip_suffix('/').filter(|path| !path.is_empty()).unwrap_or(path);
    let public = match path {
        pages::HELP => Some(Page::Help),
        pages::HELP_RESCHEDULE => Some(Page::HelpReschedule),
        pages::HELP_DETAILS => Some(Page::HelpDetails),
        pages::SUPPORT => Some(Page::Support),
        _ => None,
    };
    if let Some(page) = public {
        return page;
    }
    let Some(role) = role else {
        return match path {
            pages::SIGN_IN => Page::SignIn,
            "/" => Page::Onward(pages::SIGN_IN.to_owned()),
            _ => Page::Onward(pages::sign_in_then(&with_query(path, search))),
        };
    };
    if path == pages::SIGN_IN {
        // Signed in: on to where the link wanted to go, if that is one of this person's pages.
        let next =
            search.split('&').find_map(|pair| pair.strip_prefix("next=")).map(decoded).unwrap_or_default();
        let other = if role == Role::Client { Role::Provider } else { Role::Client };
        return if may_go(&next, role) {
            Page::Onward(next)
        } else if may_go(&next, other) {
            Page::WrongRole(role)
        } else {
            Page::Onward(start(role).to_owned())
        };
    }
    if path == "/" && start(role) != "/" {
        return Page::Onward(start(role).to_owned());
    }
    of_role(path, role)
}

fn of_role(path: &str, role: Role) -> Page {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let page = match (role, segments.as_slice()) {
        (Role::Client, ["home"]) => Some(Page::Home),
        (Role::Client, ["account"]) => Some(Page::Onward(pages::BILLING.to_owned())),
        (Role::Client, ["account", "billing"]) => Some(Page::Billing),
        (Role::Client, ["account", "billing", "charges", id]) => id.parse().ok().map(Page::Charge),
        (Role::Client, ["account", "billing", "charges", id, "change-date"]) => {
            id.parse().ok().map(Page::Reschedule)
        }
        (Role::Provider, ["clients"]) => Some(Page::Clients),
        (Role::Provider, ["clients", id]) => id.parse().ok().map(Page::Client),
        (Role::ClientSupport | Role::ClientBillingSupport | Role::Administrator, [""]) => Some(Page::Staff),
        _ => None,
    };
    page.unwrap_or(Page::NotFound)
}

/// Where a person of this role begins.
const fn start(role: Role) -> &'static str {
    match role {
        Role::Client => pages::HOME,
        Role::Provider => pages::CLIENTS,
        Role::ClientSupport | Role::ClientBillingSupport | Role::Administrator => "/",
    }
}

/// Only paths of this server, and only to pages the role has.
fn may_go(wanted: &str, role: Role) -> bool {
    let plain = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && !wanted.contains('\\')
        && !wanted.chars().any(char::is_control);
    let (path, search) = wanted.split_once('?').unwrap_or((wanted, ""));
    let led_on = [pages::SIGN_IN, "/"].contains(&path);
    plain && !led_on && page(path, search, Some(role)) != Page::NotFound
}

fn with_query(path: &str, search: &str) -> String {
    if search.is_empty() { path.to_owned() } else { format!("{path}?{search}") }
}

/// A value of a query without its escapes; empty if they do not make text.
fn decoded(value: &str) -> String {
    percent_decode_str(value).decode_utf8().map(Cow::into_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests;
