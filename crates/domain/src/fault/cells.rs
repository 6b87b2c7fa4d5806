//! What is to be known of a cell that is at fault.

use crate::money::Money;

/// Where a cell belongs that is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BelongsTo {
    /// Charges of which an amount is known.
    Answered,
    /// Charges that a payer answered.
    Insured,
    /// Charges that are scheduled or were paid.
    Planned,
    /// Charges that were paid.
    Paid,
    /// Charges that were given back.
    Refunded,
    /// Charges that were waived.
    Waived,
}

/// What becomes of a cell that cannot be right and stops nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meanwhile {
    /// It changes nothing.
    Unchanged,
    /// There is no address.
    NoAddress,
}

/// What the desk took for a charge, and what a row says was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOtherwise {
    /// The charge's id.
    pub id: String,
    /// What the desk has.
    pub taken: Money,
    /// What the row says.
    pub says: Money,
}
