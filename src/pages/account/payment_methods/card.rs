//! One card: what it is, whether it is good, and what can be done with it.

use chrono::NaiveDate;
use domain::PaymentMethodId;
use domain::payment_method::{CardStanding, Funding};
use leptos::prelude::*;
use wire::payment_methods::{PaymentMethodsView, SavedCardView};

use super::acting::{Act, Acting};
use super::removing::removing;
use super::{Section, find, name_of};
use crate::data::loaded::Latest;
use crate::text::charge::card_expires;
use crate::text::t;
use crate::ui::{Badge, Button, ButtonKind, Checkbox, Notice, NoticeKind, Tone, anew, whenever};

/// The row of the card with this id, which stays while what is known of the card changes.
pub fn card(
    section: Section,
    acting: Acting,
    all: Latest<PaymentMethodsView>,
    id: PaymentMethodId,
) -> AnyView {
    let found = Memo::new(move |_| all.with(|all| find(all, id).cloned()));
    let today = Memo::new(move |_| all.with(|all| all.today));
    let heading = format!("card-{id}");
    let about = {
        let heading = heading.clone();
        move || found.get().map(|card| about(&card, &heading, today.get())).into_any()
    };
    view! {
        <li class="payment-method">
            <div class="payment-method-about">{anew(about)} {hsa_fsa(acting, found, id, &heading)}</div>
            {acts(section, acting, found, id, &heading)}
        </li>
    }
    .into_any()
}

fn about(card: &SavedCardView, heading: &str, today: NaiveDate) -> AnyView {
    let kind = match card.funding {
        Some(Funding::Credit) => t().card_credit(),
        Some(Funding::Debit) => t().card_debit(),
        Some(Funding::Prepaid) => t().card_prepaid(),
        None => t().card(),
    };
    let badges: Vec<AnyView> = badges(card)
        .into_iter()
        .map(|(label, tone)| view! { <Badge label=label tone=tone /> }.into_any())
        .collect();
    let trouble =
        trouble(card, today).map(|text| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> });
    let soon = soon(card, today).map(|text| view! { <p class="soft">{text}</p> });
    view! {
        <div class="payment-method-head">
            <h3 id=heading.to_owned()>{name_of(card)}</h3>
            {badges}
        </div>
        <p class="soft">
            <span>{kind}</span>
            " · "
            <span>{card_expires(&card.card)}</span>
        </p>
        {trouble}
        {soon}
    }
    .into_any()
}

fn badges(card: &SavedCardView) -> Vec<(&'static str, Tone)> {
    let standing = match card.standing {
        CardStanding::Good => None,
        CardStanding::EndsSoon => Some((t().card_ends_soon(), Tone::Warn)),
        CardStanding::Ended => Some((t().card_expired(), Tone::Danger)),
    };
    let default = card.is_default.then(|| (t().card_default(), Tone::Accent));
    let declined = card.is_declined.then(|| (t().card_declined(), Tone::Danger));
    default.into_iter().chain(standing).chain(declined).collect()
}

/// What stands in the way of charges.
fn trouble(card: &SavedCardView, today: NaiveDate) -> Option<String> {
    let until = t().day(card.card.good_until(), today);
    let ended = (card.standing == CardStanding::Ended).then(|| t().card_expired_text(&until));
    let before = card.ends_before.filter(|_| ended.is_none());
    let before = before.map(|day| t().card_ends_before(&until, &t().day(day, today)));
    let declined = card.is_declined.then(|| t().card_declined_text().to_owned());
    let said: Vec<String> = [ended, before, declined].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What does not, yet or any more.
fn soon(card: &SavedCardView, today: NaiveDate) -> Option<String> {
    if card.standing == CardStanding::EndsSoon && card.ends_before.is_none() {
        return Some(t().card_ends_soon_text(&t().day(card.card.good_until(), today)));
    }
    card.renewed_on.map(|day| t().card_renewed_text(&t().day(day, today)))
}

/// What only the client knows of it. It is saved as soon as it is checked, and stands as it is once that is known.
fn hsa_fsa(
    acting: Acting,
    found: Memo<Option<SavedCardView>>,
    id: PaymentMethodId,
    heading: &str,
) -> AnyView {
    let marked = move || found.get().is_some_and(|card| card.is_hsa_fsa);
    let checked = RwSignal::new(untrack(marked));
    whenever(move || {
        if !acting.form.busy.get() {
            checked.set(marked());
        }
    });
    let mark = Callback::new(move |marked| acting.act(Act::Mark(id, marked)));
    view! { <Checkbox label=t().card_hsa().to_string() checked=checked described_by=heading.to_owned() on_change=mark /> }
        .into_any()
}

fn acts(
    section: Section,
    acting: Acting,
    found: Memo<Option<SavedCardView>>,
    id: PaymentMethodId,
    heading: &str,
) -> AnyView {
    let asked = RwSignal::new(false);
    // A card that is over can be the default of nothing.
    let can_be_default = Memo::new(move |_| {
        found.get().is_some_and(|card| !card.is_default && card.standing != CardStanding::Ended)
    });
    let described_by = heading.to_owned();
    let default = anew(move || {
        let described_by = described_by.clone();
        let choose = move |()| acting.act(Act::MakeDefault(id));
        let button = can_be_default.get().then(|| {
            view! {
                <Button
                    label=t().card_make_default().to_string()
                    busy=acting.is_busy_with(Act::MakeDefault(id))
                    described_by=described_by
                    on_press=choose
                />
            }
        });
        button.into_any()
    });
    view! {
        <div class="ui-buttons payment-method-acts">
            {default}
            <Button
                label=t().card_remove().to_string()
                kind=ButtonKind::Quiet
                busy=acting.is_busy_with(Act::Remove(id))
                described_by=heading.to_owned()
                on_press=move |()| asked.set(true)
            />
        </div>
        {removing(section, acting, found, asked)}
    }
    .into_any()
}
