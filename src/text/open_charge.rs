//! A charge that still asks for money or attention, the same on Home and in `Billing Information`.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::ClientId;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::{ChargeRowView, ChargeStateView};
use wire::pages::AccountPage;

use super::charge::{about, amount_and_day, badge, is_past_its_deadline, moving, session};
use super::support::ask_about;
use super::t;
use crate::data::loaded::Loaded;
use crate::pages::account::charge::failed_in_list::failed_in_list;
use crate::ui::{ButtonKind, LinkButton, anew, verbatim};

/// Something said, by whoever knows how: most who look at their charges have no need of it.
type Told = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// Where a client's open charges are listed, and what is said above them: of one that is no longer among them, or of who came back.
#[derive(Clone, Copy)]
pub struct Listing {
    pub client: ClientId,
    pub billing: Loaded<BillingView>,
    told: RwSignal<Option<Told>>,
}

impl Listing {
    pub fn new(client: ClientId, billing: Loaded<BillingView>) -> Self {
        Self { client, billing, told: RwSignal::new(None) }
    }

    /// One of them is not what it was: they are asked for anew.
    pub fn changed(self) {
        self.billing.again();
    }

    /// Shows this above all of them.
    pub fn tell(self, told: impl Fn() -> AnyView + Send + Sync + 'static) {
        self.told.set(Some(Arc::new(told)));
    }

    /// What is said above them.
    pub fn told(self) -> AnyView {
        anew(move || self.told.get().map(|told| told()).into_any())
    }

    /// A row. `said_above` where a heading above names the state already, and what holds of it.
    pub fn row(self, row: &ChargeRowView, today: NaiveDate, said_above: bool) -> AnyView {
        let client = self.client;
        let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
        let is_upcoming = row.state.name() == StateName::Upcoming;
        let badge = (!said_above && !is_upcoming).then(|| badge(row, today));
        let line = match amount_and_day(row, today) {
            Some(line) => line.into_any(),
            None => verbatim(amount.clone()),
        };
        let is_failed = row.state.name() == StateName::Failed;
        let failed = is_failed.then(|| failed_in_list(self, row.id));
        let now = (!said_above).then(|| moving(row, today)).flatten().map(|text| view! { <p>{text}</p> });
        // Whoever cannot go on here is told whom to ask, and what to call it.
        let is_stuck = is_failed || row.state == ChargeStateView::OnHold || is_past_its_deadline(row);
        view! {
            <li class="open-charge">
                <div class="open-charge-head">
                    <div>
                        <p class="figure">{line} " " {badge}</p>
                        <p class="soft">{about(row, today)}</p>
                        <p class="screen-only">
                            <a href=AccountPage::Charge(row.id).of(client).to_string()>{t().how_amount()}</a>
                        </p>
                    </div>
                    <div>{row.can_reschedule.then(|| change_date(client, row, &amount, today))}</div>
                </div>
                {now}
                {failed}
                {is_stuck.then(|| ask(row))}
            </li>
        }
        .into_any()
    }
}

/// Whom to ask about it, and what to call it.
fn ask(row: &ChargeRowView) -> AnyView {
    view! {
        <p class="open-charge-ask soft">
            <span>{t().reference()} " " {verbatim(&row.reference)}</span>
            <a href=ask_about(row.id)>{t().ask_about_charge()}</a>
        </p>
    }
    .into_any()
}

fn change_date(client: ClientId, row: &ChargeRowView, amount: &str, today: NaiveDate) -> AnyView {
    let name = t().change_date_of(amount, &session(row, today));
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
    .into_any()
}
