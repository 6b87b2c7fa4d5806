//! Which page stands at which address, for whom.

use domain::ClientId;
use domain::role::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::path;
use wire::pages::{self, Page};

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
enum Stands {
    /// A page of this person's.
    Here(Page),
    /// Nothing that is theirs.
    Nothing,
    /// A link led through sign-in to a page that somebody else has, and not this person.
    WrongRole(Role),
    /// Nothing by itself: it leads on to this address.
    Onward(String),
}

/// Whose pages these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// What sort of person.
    pub role: Role,
    /// Whose records they see, if they see a client's.
    pub client: Option<ClientId>,
}

/// The page at the present address for this person, or for nobody.
///
/// The router is given one route for all addresses: it minds links, history and the place on the page. Matching by hand
/// keeps the ids typed, lets the role decide, and spares the app a large part of the router.
#[component]
pub fn Pages(visitor: Option<Visitor>) -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| ()>
            <Route path=path!("/*address") view=move || view! { <PageHere visitor=visitor /> } />
        </FlatRoutes>
    }
    .into_any()
}

#[component]
fn PageHere(visitor: Option<Visitor>) -> impl IntoView {
    let location = use_location();
    let role = visitor.map(|visitor| visitor.role);
    let client = visitor.and_then(|visitor| visitor.client);
    let stands = Memo::new(move |_| stands(&location.pathname.get(), &location.search.get_untracked(), role));
    move || match stands.get() {
        Stands::Here(page) => here(page, client),
        Stands::Nothing => view! { <NotFoundPage /> }.into_any(),
        Stands::WrongRole(role) => {
            view! { <WrongRolePage client=role == Role::Client home=Page::start_of(role).to_string() /> }
                .into_any()
        }
        Stands::Onward(to) => view! { <Onward to=to /> }.into_any(),
    }
}

fn here(page: Page, client: Option<ClientId>) -> AnyView {
    match (page, client) {
        (Page::SignIn, _) => view! { <SignInPage /> }.into_any(),
        (Page::Home, Some(client)) => view! { <HomePage client=client /> }.into_any(),
        (Page::Account | Page::Billing, Some(client)) => view! { <BillingPage client=client /> }.into_any(),
        (Page::Charge(id), Some(client)) => view! { <ChargePage client=client id=id /> }.into_any(),
        (Page::ChangeDate(id), Some(client)) => view! { <ReschedulePage client=client id=id /> }.into_any(),
        (Page::Clients, _) => view! { <ClientsPage /> }.into_any(),
        (Page::Client(id), _) => view! { <ClientPage id=id /> }.into_any(),
        (Page::Start, _) => view! { <StaffPage /> }.into_any(),
        (Page::Help, _) => view! { <HelpPage /> }.into_any(),
        (Page::HelpReschedule, _) => view! { <HelpReschedulePage /> }.into_any(),
        (Page::HelpDetails, _) => view! { <HelpDetailsPage /> }.into_any(),
        (Page::Support, _) => view! { <SupportPage /> }.into_any(),
        // Only somebody who sees a client's records has these.
        (Page::Home | Page::Account | Page::Billing | Page::Charge(_) | Page::ChangeDate(_), None) => {
            view! { <NotFoundPage /> }.into_any()
        }
    }
}

/// The back button must not lead back to an address that only leads on.
#[component]
fn Onward(to: String) -> impl IntoView {
    let navigate = use_navigate();
    Effect::new(move || navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() }));
}

/// What stands at `path`. `search` is the query without its question mark.
fn stands(path: &str, search: &str, role: Option<Role>) -> Stands {
    let page = Page::parse(path);
    let Some(role) = role else {
        return match page {
            Some(page) if page.is_public() || page == Page::SignIn => Stands::Here(page),
            Some(Page::Start) => Stands::Onward(Page::SignIn.to_string()),
            _ => Stands::Onward(pages::sign_in_then(&with_query(path, search))),
        };
    };
    match page {
        Some(Page::SignIn) => after_sign_in(search, role),
        Some(Page::Start) if Page::start_of(role) != Page::Start => onward(Page::start_of(role)),
        Some(Page::Account) if Page::Account.is_for(role) => onward(Page::Billing),
        Some(page) if page.is_for(role) => Stands::Here(page),
        Some(_) | None => Stands::Nothing,
    }
}

/// Signed in: on to where the link wanted to go, if that is one of this person's pages.
fn after_sign_in(search: &str, role: Role) -> Stands {
    match pages::next(search).filter(|next| ![Page::SignIn, Page::Start].contains(&next.page)) {
        Some(next) if next.page.is_for(role) => Stands::Onward(next.address),
        Some(_) => Stands::WrongRole(role),
        None => onward(Page::start_of(role)),
    }
}

fn onward(page: Page) -> Stands {
    Stands::Onward(page.to_string())
}

fn with_query(path: &str, search: &str) -> String {
    if search.is_empty() { path.to_owned() } else { format!("{path}?{search}") }
}

#[cfg(test)]
mod tests;
