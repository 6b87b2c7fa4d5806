//! The way to another card: what the client agrees to, and the processor's page, on which they enter it.

use leptos::{html, prelude::*};
use wire::payment_methods::{AddCardRequest, PaymentMethodsView};

use super::{Section, default_of, has_failed, is_spent, name_of};
use crate::api::use_api;
use crate::data::form::{FormReply, FormState, Saying};
use crate::data::loaded::Latest;
use crate::text::t;
use crate::ui::{Button, ButtonKind, Checkbox, NoticeKind, Words, anew};

const DEFAULT_HINT: &str = "card-adding-default";

/// What is read before going on, and the button that goes on. Its heading takes the focus from the button that was there.
pub fn add_form(section: Section, all: Latest<PaymentMethodsView>) -> AnyView {
    let default = all.with_untracked(|all| default_of(all).map(is_spent));
    // Who comes because a payment failed, or their card ends, wants the new one charged.
    let is_wanted = default.is_none_or(|is_spent| is_spent || has_failed(section));
    let make_default = RwSignal::new(is_wanted);
    let form = leading(section, make_default);
    let line = NodeRef::<html::H3>::new();
    line.on_load(|it| request_animation_frame(move || drop(it.focus())));
    let consent = Memo::new(move |_| all.with(|all| all.consent.words.clone()));
    let choice = default.map(|_| {
        let name = move || all.with(|all| default_of(all).map(name_of)).unwrap_or_default();
        let hint = Signal::derive(move || t().card_adding_default_hint(&name()));
        view! {
            <div class="ui-field">
                <Checkbox
                    label=t().card_adding_default().to_string()
                    checked=make_default
                    described_by=DEFAULT_HINT
                />
                <p class="ui-hint" id=DEFAULT_HINT prop:textContent=Words(hint)></p>
            </div>
        }
    });
    let replace = choice.is_some().then(|| view! { <p>{t().card_adding_replace()}</p> });
    view! {
        <div class="payment-method-adding" role="group" aria-labelledby="card-adding">
            <h3 id="card-adding" tabindex="-1" node_ref=line>
                {t().card_add()}
            </h3>
            {form.told()}
            <p>{t().card_adding_safe()}</p>
            {replace}
            {choice}
            <div>
                <p>{t().card_adding_agree()}</p>
                {anew(move || view! { <blockquote>{consent.get()}</blockquote> }.into_any())}
            </div>
            <div class="ui-buttons">
                <Button
                    label=t().card_agree().to_string()
                    kind=ButtonKind::Primary
                    busy=form.busy
                    on_press=move |()| form.submit()
                />
                <Button
                    label=t().card_adding_cancel().to_string()
                    kind=ButtonKind::Quiet
                    on_press=move |()| section.adding.set(false)
                />
            </div>
        </div>
    }
    .into_any()
}

/// A form that leads to the processor's page. Where what they agree to has changed, or nothing is known of an answer, they stay.
fn leading(section: Section, make_default: RwSignal<bool>) -> FormState {
    let (api, client) = (use_api(), section.listing.client);
    let form = FormState::new(&[], move |_| {
        let consent_of = section.methods.map(|all| all.consent.of).ok_or_else(Vec::new)?;
        let request = AddCardRequest { consent_of, make_default: make_default.get_untracked() };
        Ok(Box::pin(async move {
            match api.add_card(client, &request).await {
                Ok(page) => {
                    drop(window().location().set_href(&page.url));
                    Ok(FormReply::Said(Saying::new(NoticeKind::Info, || t().card_page_opens().to_owned())))
                }
                Err(error) => {
                    if error.status() == Some(409)
                        && let Ok(now) = section.methods.after(&error).await
                    {
                        section.methods.put(now);
                    }
                    // Beginning once more begins nothing twice.
                    FormReply::without_answer(error)
                }
            }
        }))
    });
    // Browsers keep the page as it was for whoever goes back to it.
    let shown_again = window_event_listener(leptos::ev::pageshow, move |event| {
        if event.persisted() {
            form.said.set(None);
        }
    });
    on_cleanup(move || shown_again.remove());
    form
}
