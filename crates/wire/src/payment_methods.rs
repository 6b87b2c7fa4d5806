//! A client's cards. Of a card there is what may be shown of it, and no number.

use chrono::NaiveDate;
use domain::PaymentMethodId;
use domain::payment_method::{CardStanding, Funding, NotRemoved};
use serde::{Deserialize, Serialize};

use crate::Entries;
use crate::billing::PaymentMethodView;

/// The client's cards, and what adding one takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentMethodsView {
    /// The same in every answer that says the same, however long it holds.
    #[serde(default)]
    pub sign: String,
    /// Seconds until something else may be true.
    pub holds_for_seconds: u32,
    /// Today in the practice's zone.
    #[serde(deserialize_with = "domain::iso::day")]
    pub today: NaiveDate,
    /// Those, the default first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<SavedCardView>))]
    pub cards: Entries<SavedCardView>,
    /// Whether the client is asked for a card. If not, the payer is the reason.
    pub card_required: bool,
    /// The name of the payer of the primary coverage; none for a client who pays without insurance.
    pub payer: Option<String>,
    /// What whoever adds a card agrees to.
    pub consent: ConsentView,
}

/// The words by which somebody agrees to later charges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentView {
    /// Their day. A request names it, and holds for these words alone.
    #[serde(deserialize_with = "domain::iso::day")]
    pub of: NaiveDate,
    /// The words.
    pub words: String,
}

/// One of a client's cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedCardView {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: PaymentMethodId,
    /// What may be shown of it.
    pub card: PaymentMethodView,
    /// Where its money comes from, where that is known.
    pub funding: Option<Funding>,
    /// Whether the client says that it is of a health savings or flexible spending account.
    pub is_hsa_fsa: bool,
    /// Whether charges are taken with it.
    pub is_default: bool,
    /// Whether it is good, by its end.
    pub standing: CardStanding,
    /// The day of the next charge that it will not be good for.
    #[serde(default, deserialize_with = "domain::iso::day_if_any")]
    pub ends_before: Option<NaiveDate>,
    /// Whether a charge that is to be paid was declined with it.
    pub is_declined: bool,
    /// The day on which its bank renewed or replaced it, where that was lately.
    #[serde(default, deserialize_with = "domain::iso::day_if_any")]
    pub renewed_on: Option<NaiveDate>,
    /// Why it cannot be removed now; none where it can.
    pub stays: Option<NotRemoved>,
}

/// Somebody wants to set up a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddCardRequest {
    /// The day of the words by which they agreed to later charges.
    pub consent_of: NaiveDate,
    /// Whether charges are to be taken with it, whatever others there are.
    pub make_default: bool,
}

/// Where they do so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardPageView {
    /// The address of the payment processor's page.
    pub url: String,
}

/// Somebody came back from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CardReturnRequest {
    /// What the address that they came by names the page.
    pub page: String,
}

/// What the processor says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardReturnView {
    /// What came of it.
    pub came: CardReturn,
    /// The client's cards by now.
    pub methods: PaymentMethodsView,
}

/// What came of setting up a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardReturn {
    /// This card was set up.
    Card(PaymentMethodId),
    /// Nothing was, yet.
    Nothing,
    /// Nothing was, and nothing can be any more.
    Over,
    /// There is no such page of this client's.
    Unknown,
}

/// Charges are to be taken with this card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DefaultCardRequest {
    /// The card with which they were taken as it was seen; none where there was none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub seen_default: Option<PaymentMethodId>,
}

/// Whether a card is of a health savings or flexible spending account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HsaFsaRequest {
    /// Whether it is.
    pub is_hsa_fsa: bool,
}

/// What a refusal to remove a card adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardStaysView {
    /// Why it stays.
    pub stays: NotRemoved,
}
