//! Practices, and how their support is reached.

use chrono::NaiveDate;

use crate::PracticeId;
use crate::contact::Email;
use crate::npi::Npi;
use crate::phone::Phone;
use crate::tax_id::TaxId;
use crate::zone::PracticeZone;

/// A practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Its id.
    pub id: PracticeId,
    /// Its key in the system the data come from; unique in the database.
    pub external_key: String,
    /// What clients know it by.
    pub name: String,
    /// Where its days are.
    pub zone: PracticeZone,
    /// How its support is reached.
    pub support: SupportContact,
    /// Where it is, on one line; what it prints and sends on paper has it.
    pub address: Option<String>,
    /// The number under which payers know it; none where nobody said it, and then they cannot be asked.
    pub npi: Option<Npi>,
    /// The number under which it pays taxes, which insurers ask for before they pay its clients back; none where nobody said it.
    pub tax_id: Option<TaxId>,
    /// The first day of the charge history that clients see.
    pub history_from: NaiveDate,
}

/// How a practice's support is reached. Every page and mail shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportContact {
    /// By telephone.
    pub phone: Phone,
    /// By mail.
    pub email: Email,
    /// When somebody answers, in the practice's words.
    pub hours: String,
}
