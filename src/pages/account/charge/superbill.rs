//! What an insurer is sent about a session that its client paid themselves.

use domain::ClientId;
use leptos::prelude::*;
use wire::charges::ChargeView;
use wire::paths;

use crate::pages::account::superbill::missing;
use crate::text::t;
use crate::ui::Card;

/// Nothing where no insurer is asked about it.
pub fn superbill(client: ClientId, charge: &ChargeView) -> AnyView {
    let Some(superbill) = &charge.superbill else { return ().into_any() };
    let said = if superbill.missing.is_empty() {
        let href = paths::superbill(client, charge.row.id);
        view! {
            <p>{t().superbill_why()}</p>
            <div class="ui-buttons"><a class="ui-button" href=href download="">{t().superbill_download()}</a></div>
        }
        .into_any()
    } else {
        view! {
            <p>{t().superbill_none()}</p>
            {missing(&superbill.missing)}
        }
        .into_any()
    };
    view! { <Card heading=t().superbill_title()>{said}</Card> }.into_any()
}
