//! A client's cards in `Billing Information`: which there are and whether they are good, which is charged, and the way to another.

mod acting;
mod adding;
mod card;
mod removing;
mod returned;

use domain::PaymentMethodId;
use domain::charge::StateName;
use domain::payment_method::CardStanding;
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;
use wire::billing::BillingView;
use wire::payment_methods::{PaymentMethodsView, SavedCardView};

use self::acting::Acting;
use self::adding::add_form;
use self::card::card;
use self::returned::returned;
use crate::api::use_api;
use crate::data::failure::unread;
use crate::data::freshness::renewed;
use crate::data::loaded::{Latest, Loaded, load};
use crate::text::open_charge::Listing;
use crate::text::support::PAYMENT_METHODS;
use crate::text::t;
use crate::ui::{Bone, Button, ButtonKind, Empty, Notice, NoticeKind, anew, whenever};

const SHAPE: &[Bone] = &[Bone::Title, Bone::Line, Bone::Button];

/// What the parts of the section share.
#[derive(Clone, Copy)]
struct Section {
    /// The charges above, which depend on the cards.
    listing: Listing,
    methods: Loaded<PaymentMethodsView>,
    /// Whether the way to another card is open.
    adding: RwSignal<bool>,
}

impl Section {
    /// The cards are these from now on. What the charges say of them is asked for, unseen.
    fn renew(self, now: PaymentMethodsView) {
        self.methods.put(now);
        self.listing.billing.look_once(|one, other| one.sign == other.sign);
    }
}

#[component]
pub fn PaymentMethods(listing: Listing) -> impl IntoView {
    let (api, client) = (use_api(), listing.client);
    let methods = load(move || api.payment_methods(client));
    renewed(methods, |it| it.holds_for_seconds, |one, other| one.sign == other.sign);
    let section = Section { listing, methods, adding: RwSignal::new(false) };
    returned(section);
    let place = NodeRef::<html::H2>::new();
    led_here(place);
    // What is done outlives the list that it is done in.
    let acting = Acting::of(section);
    let body = methods.kept(SHAPE, move |all| cards(section, acting, all));
    view! {
        <section class="ui-card" aria-labelledby=PAYMENT_METHODS>
            <div class="ui-card-head">
                <h2 id=PAYMENT_METHODS tabindex="-1" node_ref=place>
                    {t().payment_methods()}
                </h2>
            </div>
            <div class="ui-card-body">{body}</div>
        </section>
    }
    .into_any()
}

/// Whoever followed a link to the cards reads on there, as soon as they are here.
fn led_here(place: NodeRef<html::H2>) {
    let hash = use_location().hash;
    whenever(move || {
        let Some(heading) = place.get().filter(|_| hash.get().trim_start_matches('#') == PAYMENT_METHODS)
        else {
            return;
        };
        // After the page's own heading, which takes the focus when it is drawn.
        request_animation_frame(move || request_animation_frame(move || drop(heading.focus())));
    });
}

fn cards(section: Section, acting: Acting, all: Latest<PaymentMethodsView>) -> AnyView {
    let ids = Memo::new(move |_| all.with(|all| all.cards.iter().map(|it| it.id).collect::<Vec<_>>()));
    let list = anew(move || {
        let ids = ids.get();
        if ids.is_empty() {
            return ().into_any();
        }
        let rows: Vec<AnyView> = ids.into_iter().map(|id| card(section, acting, all, id)).collect();
        view! { <ul class="payment-methods">{rows}</ul> }.into_any()
    });
    let about = Memo::new(move |_| all.with(About::of));
    view! {
        {acting.form.told()}
        {anew(move || about.get().said())}
        {list}
        {anew(move || unread(all.with(|all| all.cards.unread)))}
        {way_to_another(section, all, about)}
    }
    .into_any()
}

/// What is said of all cards together.
#[derive(Clone, Debug, PartialEq, Eq)]
struct About {
    has_cards: bool,
    has_default: bool,
    /// The payer that asks for none.
    not_needed: Option<String>,
}

impl About {
    fn of(all: &PaymentMethodsView) -> Self {
        let not_needed = all.payer.clone().filter(|_| !all.card_required);
        Self {
            has_cards: all.cards.total() > 0,
            has_default: all.cards.unread > 0 || all.cards.iter().any(|it| it.is_default),
            not_needed,
        }
    }

    fn said(self) -> AnyView {
        if let Some(payer) = self.not_needed {
            return view! { <p>{t().card_not_needed(&payer)}</p> }.into_any();
        }
        if self.has_cards && !self.has_default {
            return view! { <Notice kind=NoticeKind::Warning><p>{t().cards_without_default()}</p></Notice> }
                .into_any();
        }
        ().into_any()
    }
}

/// The button, and what it opens; nothing where no card is asked for.
fn way_to_another(section: Section, all: Latest<PaymentMethodsView>, about: Memo<About>) -> AnyView {
    let adding = section.adding;
    // A form that is open stays while other cards change.
    let way = Memo::new(move |_| about.with(|about| (about.has_cards, about.not_needed.is_some())));
    let add = move |kind| {
        let open = move |()| adding.set(true);
        view! { <Button label=t().card_add().to_string() kind=kind on_press=open /> }.into_any()
    };
    anew(move || {
        let (has_cards, is_not_needed) = way.get();
        if is_not_needed {
            return ().into_any();
        }
        if adding.get() {
            return add_form(section, all);
        }
        if has_cards {
            return view! { <div class="ui-buttons">{add(ButtonKind::Secondary)}</div> }.into_any();
        }
        let action = add(ButtonKind::Primary);
        view! { <Empty title=t().card_missing_title() text=t().card_missing_text() action=action /> }
            .into_any()
    })
}

fn find(all: &PaymentMethodsView, id: PaymentMethodId) -> Option<&SavedCardView> {
    all.cards.iter().find(|it| it.id == id)
}

fn default_of(all: &PaymentMethodsView) -> Option<&SavedCardView> {
    all.cards.iter().find(|it| it.is_default)
}

fn name_of(card: &SavedCardView) -> String {
    t().card_ending_in(&card.card.brand, &card.card.last4)
}

/// Whether another one is likely to be charged in its place.
fn is_spent(card: &SavedCardView) -> bool {
    card.is_declined || card.standing != CardStanding::Good
}

/// Whether a charge waits that did not go through.
fn has_failed(section: Section) -> bool {
    let failed = |billing: &BillingView| billing.open.iter().any(|row| row.state.name() == StateName::Failed);
    untrack(|| section.listing.billing.map(failed)) == Some(true)
}
