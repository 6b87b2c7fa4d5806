//! A charge that still asks for money or attention, the same on Home and in `Billing Information`.

use chrono::NaiveDate;
use domain::ClientId;
use domain::charge::StateName;
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::{ChargeRowView, ChargeStateView, FailReasonView};
use wire::pages::AccountPage;

use super::charge::{about, amount_and_day, badge, is_past_its_deadline, moving, session};
use super::support::ask_about;
use super::t;
use crate::data::loaded::Loaded;
use crate::pages::account::charge::failed_in_list::failed_in_list;
use crate::ui::{ButtonKind, LinkButton, Notice, NoticeKind, anew, verbatim};

/// Where a client's open charges are listed, and what is said above them of one that is no longer among them.
#[derive(Clone, Copy)]
pub struct Listing {
    pub client: ClientId,
    billing: Loaded<BillingView>,
    /// The amount that was paid last; empty where none was.
    paid: RwSignal<String>,
}

impl Listing {
    pub fn new(client: ClientId, billing: Loaded<BillingView>) -> Self {
        Self { client, billing, paid: RwSignal::new(String::new()) }
    }

    /// One of them is not what it was: they are asked for anew.
    pub fn changed(self) {
        self.billing.again();
    }

    /// One of them was paid here, which is said above the others and takes the focus.
    pub fn paid(self, amount: String) {
        self.paid.set(amount);
        self.changed();
    }

    /// What is said of one that is no longer listed.
    pub fn told(self) -> AnyView {
        anew(move || {
            let amount = self.paid.get();
            let told = (!amount.is_empty()).then(|| {
                view! {
                    <Notice kind=NoticeKind::Done title=t().pay_now_paid_title() focused=true>
                        <p>{t().pay_now_paid(&amount)}</p>
                    </Notice>
                }
            });
            told.into_any()
        })
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
                {is_stuck.then(|| self.ask(row))}
            </li>
        }
        .into_any()
    }

    /// Whom to ask about it, and what to call it. Where a card is missing, how to get one is what is asked, and said already.
    fn ask(self, row: &ChargeRowView) -> AnyView {
        let wants_card =
            matches!(row.state, ChargeStateView::Failed { reason: FailReasonView::NoMethod, .. })
                && self.billing.map(|it| it.card.is_none()) == Some(true);
        let link = (!wants_card).then(|| view! { <a href=ask_about(row.id)>{t().ask_about_charge()}</a> });
        view! {
            <p class="open-charge-ask soft">
                <span>{t().reference()} " " {verbatim(&row.reference)}</span>
                {link}
            </p>
        }
        .into_any()
    }
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
