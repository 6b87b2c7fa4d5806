//! What is asked about, and who asks.

use std::fmt;

use chrono::NaiveDate;
use domain::eligibility::PayerServiceId;
use domain::name::{LegalName, NamePart};
use domain::npi::Npi;

/// A question to a payer about one person's coverage on one day.
#[derive(Clone, Debug)]
pub struct Inquiry {
    /// Whom.
    pub payer: PayerServiceId,
    /// Who asks.
    pub requester: Requester,
    /// In whose name the plan is; the patient as well, unless there is a dependent.
    pub subscriber: Subscriber,
    /// The patient, where that is somebody whom the payer knows by the subscriber's member ID alone. Who has a member ID of their own is
    /// asked about as a subscriber, whoever the plan belongs to.
    pub dependent: Option<Dependent>,
    /// The day that it is about.
    pub day: ServiceDay,
}

/// The practice, as payers know it.
#[derive(Clone, Debug)]
pub struct Requester {
    /// Its name as an organization.
    pub organization_name: String,
    /// Its number.
    pub npi: Npi,
}

/// In whose name a plan is. `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Subscriber {
    /// The member ID on the card.
    pub member_id: String,
    /// Who it is, where that is known.
    pub person: Option<Person>,
}

/// Somebody insured by another's plan. `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Dependent {
    /// Who it is.
    pub person: Person,
}

/// A person as the payer should have them on file: by the legal name. `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Person {
    /// The name as on the card.
    pub name: LegalName,
    /// The date of birth, where it is known. Most payers ask for it.
    pub date_of_birth: Option<NaiveDate>,
}

/// The day of service that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceDay {
    /// Today, which is this day in the practice's zone. It is not sent: payers take their own, and some refuse a day that has not begun
    /// where they are.
    Today(NaiveDate),
    /// Another day. Payers answer for the year before and until the end of the present month.
    On(NaiveDate),
}

impl ServiceDay {
    /// The day.
    #[must_use]
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Today(day) | Self::On(day) => day,
        }
    }
}

impl Person {
    /// The first name and the last. Somebody's only name stands as the last one, since the standard (NM103) cannot do without that.
    pub(crate) fn parts(&self) -> (Option<&NamePart>, &NamePart) {
        match &self.name {
            LegalName::Whole { first, last } => (Some(first), last),
            LegalName::First(only) | LegalName::Last(only) => (None, only),
        }
    }
}

impl fmt::Debug for Subscriber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscriber").finish_non_exhaustive()
    }
}

impl fmt::Debug for Dependent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dependent").finish_non_exhaustive()
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").finish_non_exhaustive()
    }
}
