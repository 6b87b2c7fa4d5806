//! The picture itself, which is asked for only where somebody wants to see it.

use leptos::prelude::*;

use crate::text::t;
use crate::ui::{Button, Notice, NoticeKind, anew};

/// The picture at this address. The browser asks for it, with all that it sends to us.
#[component]
pub fn Shown(address: String, alt: String) -> impl IntoView {
    let broken = RwSignal::new(false);
    let again = move |()| broken.set(false);
    anew(move || {
        if broken.get() {
            return view! {
                <div role="alert">
                    <Notice kind=NoticeKind::Error>
                        <p>{t().card_photo_not_shown()}</p>
                        <Button label=t().try_again().to_string() on_press=again />
                    </Notice>
                </div>
            }
            .into_any();
        }
        view! { <img class="card-photo" src=address.clone() alt=alt.clone() on:error=move |_| broken.set(true) /> }
            .into_any()
    })
}
