//! The page for addresses that lead nowhere, or not for this person.

use leptos::prelude::*;

use crate::text::{t, title};
use crate::ui::{LinkButton, PageHeading, read_from_heading};

#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHeading heading=t().not_found_title().to_string() title=title(t().not_found_title()) />
            <p>{t().not_found_text()}</p>
            <p>
                <LinkButton label=t().not_found_home() href="/" />
            </p>
        </div>
    }
    .into_any()
}

/// What somebody finds whom a link led to a page of another role. `client` says who is signed in: a client, or a member of
/// the practice.
#[component]
pub fn WrongRolePage(client: bool, #[prop(into)] home: String) -> impl IntoView {
    // Where they wanted to go the address may still be that of sign-in, which they have left.
    read_from_heading();
    let why = if client { t().sign_in_wrong_role_client() } else { t().sign_in_wrong_role() };
    view! {
        <div class="page">
            <PageHeading
                heading=t().sign_in_wrong_role_title().to_string()
                title=title(t().sign_in_wrong_role_title())
            />
            <p>{why} " " {t().sign_in_wrong_role_change()}</p>
            <p>
                <LinkButton label=t().not_found_home() href=home />
            </p>
        </div>
    }
    .into_any()
}
