//! The tab `About Me`: how the client is reached.

mod form;
mod outcome;

use domain::ClientId;
use leptos::prelude::*;

use self::form::PhoneForm;
use crate::api::use_api;
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::text::t;
use crate::ui::{Bone, Card};

const SHAPE: &[Bone] = &[Bone::Title, Bone::Short, Bone::Button];

piece! { about_me, Meanwhile::Part(SHAPE);
    /// The tab `About Me`.
    pub fn about_me_tab(client: ClientId) {
        view! { <AboutMeTab client=client /> }.into_any()
    }
}

#[component]
fn AboutMeTab(client: ClientId) -> impl IntoView {
    let api = use_api();
    let contact = load(move || api.contact(client));
    contact.kept(SHAPE, move |contact| {
        view! {
            <Card heading=t().about_me_contact()>
                <PhoneForm client=client contact=contact />
            </Card>
        }
        .into_any()
    })
}
