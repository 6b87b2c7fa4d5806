//! How to reach support, in one line below every page.

use leptos::prelude::*;
use wire::practices::SupportContactView;

use crate::words::t;

pub fn support_line(support: &SupportContactView) -> AnyView {
    let SupportContactView { phone, phone_dial, email, hours, .. } = support.clone();
    view! {
        <p>
            {t().support_line()} " " <a href=format!("tel:{phone_dial}")>{phone}</a> " · "
            <a href=format!("mailto:{email}")>{email.clone()}</a> " · " <bdi>{hours}</bdi>
        </p>
    }
    .into_any()
}
