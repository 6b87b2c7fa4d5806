//! What people of the practice see who have no pages of their own yet.

use domain::role::Role;
use leptos::prelude::*;
use wire::pages::Page;

use crate::data::piece::{Meanwhile, piece};
use crate::session::use_session;
use crate::text::{t, title};
use crate::ui::{Card, PageHeading};

piece! { desk, Meanwhile::Page(t().staff_title(), None);
    /// The page of staff who have no other.
    pub fn staff_page() {
        let team = match use_session().who().map(|who| who.role) {
            Some(Role::ClientSupport) => Some(t().staff_team_support()),
            Some(Role::ClientBillingSupport) => Some(t().staff_team_billing()),
            Some(Role::Client | Role::Provider | Role::Administrator) | None => None,
        };
        match team {
            Some(team) => view! { <SupportTeamPage team=team /> }.into_any(),
            None => view! { <StaffPage /> }.into_any(),
        }
    }
}

#[component]
fn StaffPage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHeading heading=t().staff_title().to_string() title=title(t().nav_home()) />
            <p>{t().staff_text()}</p>
        </div>
    }
    .into_any()
}

/// What a support team has done for it as long as it has no pages: each of these is a command of whoever runs the desk.
#[component]
fn SupportTeamPage(team: &'static str) -> impl IntoView {
    let both = [
        t().staff_both_tasks(),
        t().staff_both_charge(),
        t().staff_both_changes(),
        t().staff_both_done(),
        t().staff_both_access(),
    ];
    let billing = [
        t().staff_billing_move(),
        t().staff_billing_hold(),
        t().staff_billing_waive(),
        t().staff_billing_settle(),
        t().staff_billing_refund(),
    ];
    let ready = [t().staff_ready_number(), t().staff_ready_reason()];
    view! {
        <div class="page">
            <PageHeading
                heading=t().staff_title().to_string()
                title=title(t().nav_home())
                lead=t().staff_support_lead(team)
            />
            {listed(t().staff_both_title(), &both)}
            {listed(t().staff_billing_title(), &billing)}
            {listed(t().staff_ready_title(), &ready)}
            <Card heading=t().staff_help_title()>
                <p>{t().staff_help_text()}</p>
                <p>
                    <a href=Page::Help.to_string()>{t().help_title()}</a>
                </p>
            </Card>
        </div>
    }
    .into_any()
}

fn listed(heading: &'static str, items: &[&'static str]) -> AnyView {
    let items: Vec<_> = items.iter().map(|item| view! { <li>{*item}</li> }).collect();
    view! {
        <Card heading=heading>
            <ul>{items}</ul>
        </Card>
    }
    .into_any()
}
