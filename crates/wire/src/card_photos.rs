//! Photos of a client's insurance cards.

use domain::card_photo::CardSide;
use domain::{CardPhotoId, CoverageId};
use serde::{Deserialize, Serialize};

/// Which photos of a client's cards there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardPhotosView {
    /// Whether photos can be sent and shown here at all.
    pub can_be_sent: bool,
    /// One for each side of a card that there is a photo of.
    pub photos: Vec<CardPhotoView>,
}

/// That there is a photo of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardPhotoView {
    /// Its id. Another photo of the same side has another.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: CardPhotoId,
    /// Of the card of which coverage.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub coverage: CoverageId,
    /// Which side: `front` or `back`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub side: CardSide,
}
