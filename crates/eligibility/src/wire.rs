//! Stedi's JSON form of X12 270/271 (005010X279A1), as its reference describes the real-time eligibility check.
//!
//! Only what this product writes or reads. Of an answer unknown members are passed over, and so is what is of another type than the
//! reference says, since the service hands on what payers send. The types hold what was said, without judging it.

mod lenient;
mod request;
mod response;

pub(crate) use request::RequestBody;
pub(crate) use response::{AaaError, BenefitObject, PlanDates, ResponseBody};

/// The version of the service's interface that the address names.
pub const VERSION: &str = "2024-04-01";

/// Where a check is asked for, from the host's root.
pub(crate) const PATH: &str = "/2024-04-01/change/medicalnetwork/eligibility/v3";

/// The control number of every request. The standard wants nine digits; nothing hangs on them, as the service makes its own.
pub(crate) const CONTROL_NUMBER: &str = "000000001";

/// The service type that is asked about: mental health. One, since many payers read only the first.
pub(crate) const SERVICE_TYPE: &str = "MH";
