//! Around the pages of the practice's staff.

use domain::role::Role;
use leptos::prelude::*;
use wire::pages::Page;
use wire::session::SessionView;

use super::signed_in::{NavWay, signed_in};
use crate::session::SessionState;
use crate::text::t;
use crate::ui::Symbol;

#[component]
pub fn DeskLayout(who: SessionView, session: SessionState) -> impl IntoView {
    let (ways, portal) = match who.role {
        Role::Provider => {
            let clients = NavWay { label: t().nav_clients(), to: Page::Clients, symbol: Symbol::Clients };
            (vec![clients, NavWay::support(), NavWay::help()], t().portal_provider())
        }
        Role::Client | Role::ClientSupport | Role::ClientBillingSupport | Role::Administrator => {
            let home = NavWay { label: t().nav_home(), to: Page::Start, symbol: Symbol::Home };
            (vec![home, NavWay::help()], t().product_role())
        }
    };
    signed_in(who, session, portal, ways)
}
