//! A charge that still asks for money or attention, the same on Home and in `Billing Information`.

use chrono::NaiveDate;
use domain::ClientId;
use leptos::prelude::*;
use wire::charges::{ChargeRowView, ChargeStateView};
use wire::pages::AccountPage;

use super::charge::{about, badge, failed_in_list, moving, session};
use super::t;
use crate::ui::{ButtonKind, LinkButton, verbatim};

/// `said_above` where a heading above names the state already.
pub fn open_charge(client: ClientId, row: &ChargeRowView, today: NaiveDate, said_above: bool) -> AnyView {
    let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
    let (line, below) = match row.state {
        ChargeStateView::Upcoming { day, .. } => {
            (t().amount_on_day(&amount, &t().day(day, today)).into_any(), None)
        }
        _ => {
            let badge = (!said_above).then(|| badge(&row.state, today));
            let line = view! { {verbatim(amount.clone())} " " {badge} };
            (line.into_any(), failed_in_list(row, client, today))
        }
    };
    let now = moving(row, today).map(|text| view! { <p>{text}</p> });
    let action = row.can_reschedule.then(|| {
        let name = t().change_date_of(&amount, &session(row, today));
        let id = format!("change-{}", row.id);
        view! {
            <LinkButton
                label=t().change_date()
                href=AccountPage::ChangeDate(row.id).of(client).to_string()
                kind=ButtonKind::Primary
                described_by=id.clone()
            />
            <span class="hidden-words" id=id>
                {name}
            </span>
        }
    });
    view! {
        <li class="open-charge">
            <div class="open-charge-head">
                <div>
                    <p class="figure">{line}</p>
                    <p class="soft">{about(row, today)}</p>
                    <p class="screen-only">
                        <a href=AccountPage::Charge(row.id).of(client).to_string()>{t().how_amount()}</a>
                    </p>
                </div>
                <div>{action}</div>
            </div>
            {now}
            {below}
        </li>
    }
    .into_any()
}
