//! Clients' cards, as the payment processor knows them. No card number is ever here.

use crate::charge::CardShown;
use crate::{ClientId, PaymentMethodId, PracticeId};

/// A client's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentMethod {
    /// Its id.
    pub id: PaymentMethodId,
    /// The practice.
    pub practice: PracticeId,
    /// Whose card.
    pub client: ClientId,
    /// The processor's id of it; unique with the client.
    pub processor_method: String,
    /// The processor's id of the customer it hangs on.
    pub processor_customer: String,
    /// What of it may be shown.
    pub card: CardShown,
    /// The month it ends, 1 to 12.
    pub exp_month: u8,
    /// The year it ends, in full.
    pub exp_year: u16,
    /// Whether charges are taken with it. At most one of a client's is.
    pub is_default: bool,
}
