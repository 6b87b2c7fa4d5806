//! The way back from the processor's page. Its address says only which page that was: what came of it, the server asks of the processor.
//! Coming back again, from elsewhere, or never, changes nothing of that.

use std::time::Duration;

use domain::PaymentMethodId;
use leptos::prelude::*;
use wire::pages::{CARD_SETUP, CARD_SETUP_LEFT};
use wire::payment_methods::{CardReturn, CardReturnView, PaymentMethodsView};

use super::{Section, default_of, find, has_failed, name_of};
use crate::api::{ApiError, use_api};
use crate::data::form::{FormReply, FormState, Saying};
use crate::text::t;
use crate::ui::{Notice, NoticeKind, Scope, whenever};

/// Looks at what came of it, after two seconds, four and so on. A worker of the server's goes on where nobody waits.
const LOOKS: u32 = 6;

/// Says what came of the page that the address names, if it names one.
pub fn returned(section: Section) {
    let Some(page) = named() else { return };
    if page == CARD_SETUP_LEFT {
        forget();
        let text = || t().card_not_added_left().to_owned();
        tell(section, not_added(NoticeKind::Info, text));
        return;
    }
    let (api, client, scope) = (use_api(), section.listing.client, Scope::here());
    let looks = RwSignal::new(0_u32);
    let form = FormState::new(&[], move |_| {
        let (page, look) = (page.clone(), looks.get_untracked());
        Ok(Box::pin(async move {
            match api.come_back(client, page).await {
                Ok(CardReturnView { came: CardReturn::Nothing, methods }) => {
                    section.renew(methods);
                    waits(section, look);
                    looks.set(look + 1);
                }
                Ok(CardReturnView { came, methods }) => {
                    forget();
                    tell(section, came_of_it(section, came, &methods));
                    section.renew(methods);
                }
                Err(ApiError::SignedOut) => return Err(ApiError::SignedOut),
                Err(_) => {
                    waits(section, look);
                    looks.set(look + 1);
                }
            }
            Ok(FormReply::Nothing)
        }))
    });
    whenever(move || {
        let look = looks.get();
        if look == 0 {
            form.submit();
        } else if look <= LOOKS {
            scope.after(Duration::from_secs(1 << look), move || form.submit());
        }
    });
}

/// Says it above all charges. It takes the focus.
fn tell(section: Section, Saying { kind, title, text, .. }: Saying) {
    section.listing.tell(move || {
        let title = title.as_ref().map(|title| title()).unwrap_or_default();
        let text = text();
        view! { <Notice kind=kind title=title focused=true><p>{text}</p></Notice> }.into_any()
    });
}

/// That nothing is known yet is said once, and once more when this page gives up asking.
fn waits(section: Section, look: u32) {
    let title = || t().card_awaited_title().to_owned();
    let text = match look {
        0 => || t().card_awaited().to_owned(),
        LOOKS => || t().card_not_awaited().to_owned(),
        _ => return,
    };
    tell(section, Saying { kind: NoticeKind::Info, ..Saying::done(title, text) });
}

fn came_of_it(section: Section, came: CardReturn, now: &PaymentMethodsView) -> Saying {
    match came {
        CardReturn::Card(id) => match added(section, id, now) {
            Some(saying) => saying,
            // It was, and is gone again.
            None => not_added(NoticeKind::Warning, || t().card_gone().to_owned()),
        },
        CardReturn::Unknown => not_added(NoticeKind::Warning, || t().card_not_added_unknown().to_owned()),
        CardReturn::Over | CardReturn::Nothing => {
            not_added(NoticeKind::Warning, || t().card_not_added_over().to_owned())
        }
    }
}

/// The new card, what is charged from now on, and what can be paid with it at once.
fn added(section: Section, id: PaymentMethodId, now: &PaymentMethodsView) -> Option<Saying> {
    let card = find(now, id)?;
    let (name, is_default) = (name_of(card), card.is_default);
    let default = default_of(now).map(name_of).unwrap_or_default();
    let has_failed = has_failed(section);
    let text = move || {
        let charged =
            if is_default { t().card_added_default(&name) } else { t().card_added_beside(&name, &default) };
        let pay = if is_default { t().card_added_pay() } else { t().card_added_choose() };
        let pay = has_failed.then(|| pay.to_owned());
        [charged].into_iter().chain(pay).collect::<Vec<_>>().join(" ")
    };
    Some(Saying::done(|| t().card_added_title().to_owned(), text))
}

fn not_added(kind: NoticeKind, text: impl Fn() -> String + Send + Sync + 'static) -> Saying {
    Saying { kind, ..Saying::done(|| t().card_not_added_title().to_owned(), text) }
}

/// What the address names the page.
fn named() -> Option<String> {
    let search = window().location().search().ok()?;
    let named = search
        .trim_start_matches('?')
        .split('&')
        .find_map(|it| it.strip_prefix(CARD_SETUP)?.strip_prefix('='))?;
    Some(named.to_owned())
}

/// What came of it is said once: loading the page again says nothing of it.
fn forget() {
    let Ok(path) = window().location().pathname() else { return };
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or_default();
        drop(history.replace_state_with_url(&state, "", Some(&path)));
    }
}
