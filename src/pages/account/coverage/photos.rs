//! Photos of the cards of plans.

mod shown;
mod side;
mod words;

use domain::ClientId;
use domain::card_photo::CardSide;
use leptos::prelude::*;
use wire::card_photos::CardPhotosView;
use wire::coverages::CoverageView;

use self::side::{Card, side};
use crate::api::use_api;
use crate::data::loaded::{Loaded, load};
use crate::text::t;
use crate::ui::Bone;

const SHAPE: &[Bone] = &[Bone::Short];

/// All photos of the client's cards: asked for once, whatever number of plans shows some of them.
#[derive(Clone, Copy)]
struct CardPhotos(Loaded<CardPhotosView>);

/// Asks for them, for the plans below.
pub fn ask_for_photos(client: ClientId) {
    let api = use_api();
    provide_context(CardPhotos(load(move || api.card_photos(client))));
}

/// Those of the card of one plan, and the way to others. Of the `first` plan it is said what they are good for.
pub fn photos(client: ClientId, coverage: &CoverageView, first: bool) -> AnyView {
    let CardPhotos(photos) = expect_context();
    let (id, payer) = (coverage.id, coverage.payer.clone());
    photos.kept(SHAPE, move |photos| {
        if !photos.with_untracked(|it| it.can_be_sent) {
            return view! { <p class="soft">{t().card_photos_off()}</p> }.into_any();
        }
        let sides = CardSide::ALL
            .map(|it| side(Card { client, coverage: id, side: it, payer: payer.clone(), photos }));
        let about = if first { t().card_photos_about() } else { t().card_photos_form() };
        view! {
            <div class="card-photos" role="group" aria-label=t().card_photos()>
                <h4>{t().card_photos()}</h4>
                <p class="soft">{about}</p>
                <div class="card-photo-sides">{sides.into_iter().collect::<Vec<_>>()}</div>
            </div>
        }
        .into_any()
    })
}
