//! The question before a card goes, or why it cannot go now.

use domain::charge::StateName;
use domain::payment_method::NotRemoved;
use leptos::prelude::*;
use wire::billing::BillingView;
use wire::charges::ChargeRowView;
use wire::payment_methods::SavedCardView;

use super::acting::{Act, Acting};
use super::{Section, name_of};
use crate::text::t;
use crate::ui::{Button, ButtonKind, Dialog, anew};

pub fn removing(
    section: Section,
    acting: Acting,
    found: Memo<Option<SavedCardView>>,
    asked: RwSignal<bool>,
) -> AnyView {
    let stays = Memo::new(move |_| found.get().and_then(|card| card.stays));
    anew(move || {
        let (stays, Some(card)) = (stays.get(), found.get_untracked()) else { return ().into_any() };
        match stays {
            Some(why) => refused(section, &card, why, asked),
            None => question(section, acting, &card, asked),
        }
    })
}

fn question(section: Section, acting: Acting, card: &SavedCardView, asked: RwSignal<bool>) -> AnyView {
    let id = card.id;
    let is_only = section.methods.map(|all| all.cards.total() == 1) == Some(true);
    let text = if is_only { t().card_remove_last_text() } else { t().card_remove_text() };
    let remove = move |()| {
        asked.set(false);
        acting.act(Act::Remove(id));
    };
    view! {
        <Dialog open=asked heading=t().card_remove_question(&name_of(card))>
            <p>{text}</p>
            <div class="ui-buttons">
                <Button
                    label=t().card_remove_no().to_string()
                    kind=ButtonKind::Primary
                    on_press=move |()| asked.set(false)
                />
                <Button label=t().card_remove_yes().to_string() on_press=remove />
            </div>
        </Dialog>
    }
    .into_any()
}

fn refused(section: Section, card: &SavedCardView, why: NotRemoved, asked: RwSignal<bool>) -> AnyView {
    let listing = section.listing;
    let why_now = move || match why {
        NotRemoved::UnderWay => t().card_stays_under_way().to_owned(),
        NotRemoved::IsDefault => t().card_stays_default().to_owned(),
        NotRemoved::ChargesWait => {
            listing.billing.map(waits).unwrap_or_else(|| t().card_stays_charges_wait().to_owned())
        }
    };
    let add = move |()| {
        asked.set(false);
        section.adding.set(true);
    };
    let add = (why == NotRemoved::ChargesWait).then(|| {
        view! { <Button label=t().card_add().to_string() kind=ButtonKind::Primary on_press=add /> }
    });
    view! {
        <Dialog open=asked heading=t().card_stays_title(&name_of(card))>
            {anew(move || view! { <p>{why_now()}</p> }.into_any())}
            <div class="ui-buttons">
                {add}
                <Button label=t().card_stays_close().to_string() on_press=move |()| asked.set(false) />
            </div>
        </Dialog>
    }
    .into_any()
}

/// Which charge waits for the card: the next one with a day, else one that did not go through.
fn waits(billing: &BillingView) -> String {
    let amount = |row: &ChargeRowView| row.amount.map(|it| it.to_string());
    let planned = billing.open.iter().find_map(|row| Some((amount(row)?, row.planned_for()?)));
    if let Some((amount, day)) = planned {
        return t().card_stays_planned(&amount, &t().day(day, billing.today));
    }
    let failed = billing.open.iter().find(|row| row.state.name() == StateName::Failed).and_then(amount);
    failed.map_or_else(|| t().card_stays_charges_wait().to_owned(), |amount| t().card_stays_failed(&amount))
}
