//! Photos of a client's insurance cards.

use domain::card_photo::CardSide;
use domain::{ClientId, CoverageId};
use web_sys::{AbortSignal, File};
use wire::card_photos::{CardPhotoView, CardPhotosView};
use wire::paths;

use super::{Answering, Api, network, read};

impl Api {
    /// Which there are.
    #[must_use]
    pub fn card_photos(self, client: ClientId) -> Answering<CardPhotosView> {
        self.get(paths::card_photos(client))
    }

    /// Sends one, in the place of another if there is one, until it is called off. What carries other requests carries text, so a file goes by itself.
    #[must_use]
    pub fn send_card_photo(
        self,
        client: ClientId,
        coverage: CoverageId,
        side: CardSide,
        file: File,
        called_off: AbortSignal,
    ) -> Answering<CardPhotoView> {
        read(network::sent_file(paths::card_photo(client, coverage, side), file, called_off))
    }

    /// Removes one.
    #[must_use]
    pub fn remove_card_photo(self, client: ClientId, coverage: CoverageId, side: CardSide) -> Answering<()> {
        self.delete(&paths::card_photo(client, coverage, side))
    }
}
