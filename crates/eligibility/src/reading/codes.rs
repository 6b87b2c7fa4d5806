//! The codes of the standard (X12 005010, as the service lists them) that decide about something here.

/// The kinds of service that a session is, those that say the most about it first: mental health provider, outpatient; psychotherapy;
/// psychiatric, outpatient; mental health; psychiatric; mental health facility, outpatient. Inpatient kinds (`A5`, `A7`, `CE`, `CG`) and
/// office visits of any doctor (`98`) are other services with other prices.
pub(crate) const SESSION: [&str; 6] = ["CF", "A6", "A8", "MH", "A4", "CH"];

/// The plan as a whole, and medical care as a whole, as which some payers say the same.
pub(crate) const PLAN: [&str; 2] = ["30", "1"];

/// Active coverage and its kinds, pending investigation included: the payer pays until it says otherwise.
pub(crate) const ACTIVE: [&str; 5] = ["1", "2", "3", "4", "5"];

/// Inactive and its kinds.
pub(crate) const INACTIVE: [&str; 3] = ["6", "7", "8"];

/// Coinsurance.
pub(crate) const COINSURANCE: &str = "A";

/// Copay.
pub(crate) const COPAY: &str = "B";

/// Deductible.
pub(crate) const DEDUCTIBLE: &str = "C";

/// Out of pocket, the most that the client pays.
pub(crate) const OUT_OF_POCKET: &str = "G";

/// Not covered.
pub(crate) const NON_COVERED: &str = "I";

/// What is left of a time's amount.
pub(crate) const REMAINING: &str = "29";

/// A visit.
pub(crate) const VISIT: &str = "27";

/// The times that are a plan's year: service year, calendar year, contract.
pub(crate) const YEARS: [&str; 3] = ["22", "23", "25"];

/// One person's benefits, and not the family's.
pub(crate) const INDIVIDUAL: &str = "IND";

/// Out of the plan's network.
pub(crate) const OUT_OF_NETWORK: &str = "N";
