//! What people of the practice see who have no pages of their own yet.

use leptos::prelude::*;

use crate::data::piece::{Meanwhile, piece};
use crate::text::{t, title};
use crate::ui::PageHeading;

piece! { desk, Meanwhile::Page(t().staff_title(), None);
    /// The page of staff who have no other.
    pub fn staff_page() {
        view! { <StaffPage /> }.into_any()
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
