//! The page at the present address.

use domain::ClientId;
use domain::role::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};
use wire::pages::{AccountPage, Page};

use super::address::{Stands, Visitor, stands};
use super::layouts::AccountTab;
use super::neighbors::fetch_neighbors;
use crate::pages::account::about_me::about_me_tab;
use crate::pages::account::billing::BillingTab;
use crate::pages::account::charge::charge_page;
use crate::pages::account::coverage::coverage_tab;
use crate::pages::account::reschedule::reschedule_page;
use crate::pages::clients::client::client_page;
use crate::pages::clients::clients_page;
use crate::pages::confirm_email::confirm_email_page;
use crate::pages::help::help_page;
use crate::pages::home::HomePage;
use crate::pages::not_found::{NotFoundPage, WrongRolePage};
use crate::pages::sign_in::sign_in_page;
use crate::pages::staff::staff_page;
use crate::pages::support::support_page;
use crate::ui::{anew, whenever};

/// The page at the present address for this person, or for nobody.
///
/// The router is given no routes: it minds links, history and the place on the page. Which page stands there is known by
/// `wire::pages`, as the server knows it; that keeps the ids typed, lets the role decide, and spares the app a large part of the
/// router.
#[component]
pub fn Outlet(visitor: Option<Visitor>) -> impl IntoView {
    let visitor = StoredValue::new(visitor);
    let router: BrowserUrl = expect_context();
    let url = router.as_url().clone();
    // The router waits with a link's address until somebody says that its page is drawn.
    whenever(move || {
        url.track();
        router.ready_to_complete();
    });
    view! { <PageHere visitor=visitor /> }.into_any()
}

#[component]
fn PageHere(visitor: StoredValue<Option<Visitor>>) -> impl IntoView {
    let location = use_location();
    let stands = Memo::new(move |_| {
        let (path, search) = (location.pathname.get(), location.search.get_untracked());
        visitor.with_value(|visitor| stands(&path, &search, visitor.as_ref()))
    });
    anew(move || match stands.get() {
        Stands::Here(page) => {
            fetch_neighbors(page);
            here(page)
        }
        Stands::Nothing => view! { <NotFoundPage /> }.into_any(),
        Stands::WrongRole(role) => {
            view! { <WrongRolePage client=role == Role::Client home=Page::start_of(role).to_string() /> }
                .into_any()
        }
        Stands::Onward(to) => view! { <Onward to=to /> }.into_any(),
    })
}

fn here(page: Page) -> AnyView {
    match page {
        Page::SignIn => sign_in_page(),
        Page::Account(client, page) => of_client(client, page),
        Page::Clients => clients_page(),
        Page::Client(id) => client_page(id),
        Page::Start => staff_page(),
        Page::Help | Page::HelpArticle(_) => help_page(page),
        Page::Support => support_page(),
        Page::ConfirmEmail => confirm_email_page(),
        // These lead on, or to nothing.
        Page::OwnAccount(_) => ().into_any(),
    }
}

fn of_client(client: ClientId, page: AccountPage) -> AnyView {
    match page {
        AccountPage::Home => view! { <HomePage client=client /> }.into_any(),
        AccountPage::Account | AccountPage::Billing => {
            on_tab(client, AccountPage::Billing, view! { <BillingTab client=client /> }.into_any())
        }
        AccountPage::AboutMe => on_tab(client, page, about_me_tab(client)),
        AccountPage::Coverage => on_tab(client, page, coverage_tab(client)),
        AccountPage::Charge(id) => charge_page(client, id),
        AccountPage::ChangeDate(id) => reschedule_page(client, id),
    }
}

fn on_tab(client: ClientId, open: AccountPage, page: AnyView) -> AnyView {
    view! {
        <AccountTab client=client open=open>
            {page}
        </AccountTab>
    }
    .into_any()
}

/// The back button must not lead back to an address that only leads on.
#[component]
fn Onward(to: String) -> impl IntoView {
    let navigate = use_navigate();
    whenever(move || navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() }));
}
