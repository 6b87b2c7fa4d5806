//! The tab `About Me`: what the client is called, how they are reached, where they live, and what is on file.

mod address;
mod called;
mod email;
mod on_file;
mod part;
mod phone;

use domain::ClientId;
use leptos::prelude::*;

use self::address::{AddressCard, address_form};
use self::called::{CalledCard, called_form};
use self::email::{EmailCard, email_form};
use self::on_file::OnFileCard;
use self::phone::{PhoneCard, phone_form};
use crate::api::use_api;
use crate::data::form::FormState;
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::text::{parts, t};
use crate::ui::Bone;

const SHAPE: &[Bone] = &[Bone::Title, Bone::Short, Bone::Short, Bone::Button];

piece! { about_me, Meanwhile::Part(SHAPE);
    /// The tab `About Me`.
    pub fn about_me_tab(client: ClientId) {
        view! { <AboutMeTab client=client /> }.into_any()
    }
}

#[component]
fn AboutMeTab(client: ClientId) -> impl IntoView {
    let api = use_api();
    let about = load(move || api.about_me(client));
    about.kept(SHAPE, move |about| {
        let called = called_form(client, about);
        let phone = phone_form(client, about);
        let email = email_form(client, about);
        let address = address_form(client, about);
        let words = parts::unsaved(t().about_me_unsaved_title(), t().about_me_unsaved_text());
        view! {
            {FormState::guard_all(vec![called, phone, email, address], words)}
            <div class="columns">
                <div>
                    <CalledCard form=called about=about />
                    <PhoneCard form=phone />
                    <EmailCard client=client form=email about=about />
                    <AddressCard form=address about=about />
                </div>
                <OnFileCard about=about />
            </div>
        }
        .into_any()
    })
}
