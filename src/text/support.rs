//! How to reach support.

use leptos::prelude::*;
use wire::practices::SupportContactView;

use super::t;
use crate::ui::{Fact, Facts, verbatim};

/// In one line, below every page.
pub fn support_line(support: &SupportContactView) -> AnyView {
    let SupportContactView { phone, phone_dial, email, hours, .. } = support.clone();
    view! {
        <p>
            {t().support_line()} " " <a href=format!("tel:{phone_dial}")>{verbatim(phone)}</a> " · "
            <a href=format!("mailto:{email}")>{verbatim(email.clone())}</a> " · " <bdi>{hours}</bdi>
        </p>
    }
    .into_any()
}

/// Telephone, email and hours.
pub fn support_facts(support: &SupportContactView) -> AnyView {
    let SupportContactView { phone, phone_dial, email, hours, .. } = support.clone();
    let facts = vec![
        Fact::new(t().support_phone(), view! { <a href=format!("tel:{phone_dial}")>{verbatim(phone)}</a> }),
        Fact::new(
            t().support_email(),
            view! { <a href=format!("mailto:{email}")>{verbatim(email.clone())}</a> },
        ),
        Fact::new(t().support_hours(), hours),
    ];
    view! { <Facts facts=facts /> }.into_any()
}
