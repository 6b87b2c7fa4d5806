//! The page at the present address.

use domain::ClientId;
use domain::role::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::path;
use wire::pages::{AccountPage, Page};

use super::address::{Stands, Visitor, stands};
use super::layouts::AccountTab;
use crate::pages::account::billing::BillingTab;
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

/// The page at the present address for this person, or for nobody.
///
/// The router is given one route for all addresses: it minds links, history and the place on the page. Which page stands there
/// is known by `wire::pages`, as the server knows it; that keeps the ids typed, lets the role decide, and spares the app a
/// large part of the router.
#[component]
pub fn Outlet(visitor: Option<Visitor>) -> impl IntoView {
    let visitor = StoredValue::new(visitor);
    view! {
        <FlatRoutes fallback=|| ()>
            <Route path=path!("/*address") view=move || view! { <PageHere visitor=visitor /> } />
        </FlatRoutes>
    }
    .into_any()
}

#[component]
fn PageHere(visitor: StoredValue<Option<Visitor>>) -> impl IntoView {
    let location = use_location();
    let stands = Memo::new(move |_| {
        let (path, search) = (location.pathname.get(), location.search.get_untracked());
        visitor.with_value(|visitor| stands(&path, &search, visitor.as_ref()))
    });
    move || match stands.get() {
        Stands::Here(page) => here(page),
        Stands::Nothing => view! { <NotFoundPage /> }.into_any(),
        Stands::WrongRole(role) => {
            view! { <WrongRolePage client=role == Role::Client home=Page::start_of(role).to_string() /> }
                .into_any()
        }
        Stands::Onward(to) => view! { <Onward to=to /> }.into_any(),
    }
}

fn here(page: Page) -> AnyView {
    match page {
        Page::SignIn => view! { <SignInPage /> }.into_any(),
        Page::Account(client, page) => of_client(client, page),
        Page::Clients => view! { <ClientsPage /> }.into_any(),
        Page::Client(id) => view! { <ClientPage id=id /> }.into_any(),
        Page::Start => view! { <StaffPage /> }.into_any(),
        Page::Help => view! { <HelpPage /> }.into_any(),
        Page::HelpReschedule => view! { <HelpReschedulePage /> }.into_any(),
        Page::HelpDetails => view! { <HelpDetailsPage /> }.into_any(),
        Page::Support => view! { <SupportPage /> }.into_any(),
        // These lead on, or to nothing.
        Page::OwnAccount(_) => ().into_any(),
    }
}

fn of_client(client: ClientId, page: AccountPage) -> AnyView {
    match page {
        AccountPage::Home => view! { <HomePage client=client /> }.into_any(),
        AccountPage::Account | AccountPage::Billing => view! {
            <AccountTab client=client open=AccountPage::Billing>
                <BillingTab client=client />
            </AccountTab>
        }
        .into_any(),
        AccountPage::Charge(id) => view! { <ChargePage client=client id=id /> }.into_any(),
        AccountPage::ChangeDate(id) => view! { <ReschedulePage client=client id=id /> }.into_any(),
    }
}

/// The back button must not lead back to an address that only leads on.
#[component]
fn Onward(to: String) -> impl IntoView {
    let navigate = use_navigate();
    Effect::new(move || navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() }));
}
