//! The page for addresses that lead nowhere, or not for this person.

use leptos::prelude::*;

use crate::ui::{LinkButton, PageHeading};
use crate::words::{t, title};

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
