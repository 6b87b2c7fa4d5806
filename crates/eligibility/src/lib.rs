//! The client of an eligibility service: asks a client's payer whether a coverage holds, and what it leaves to the client of a visit. It
//! speaks Stedi's JSON form of X12 270/271, version [`VERSION`], as `POST /change/medicalnetwork/eligibility/v3`.
//!
//! # What a caller can rely on
//! - What the payer says is a [`domain::eligibility::Answer`]. That it does not find somebody, or cannot be asked, is such an answer and
//!   no error; an [`EligibilityError`] is that nobody answered for it.
//! - A question is asked once more where the first surely did not come to the payer, and within the same time; never more often. Asking
//!   changes nothing at the payer, but each check is paid for.
//! - What is unknown in an answer, or of another type than it should be, is passed over. Only what is neither yes nor no comes back as
//!   [`domain::eligibility::Answer::Unreadable`], with what was wrong in [`Reply::unread`].
//! - Amounts are read from their decimals to the cent, shares to the hundredth of a percent, and none is rounded. Of amounts that
//!   contradict each other none is taken.
//! - Neither an error nor the `Debug` of a question has a name, a date of birth, a member ID or anything that the payer wrote.
//!
//! Nothing here reads a clock: the question says which day it is about.

#![warn(missing_docs, unreachable_pub)]

mod clearinghouse;
mod config;
mod error;
mod inquiry;
mod reading;
mod reply;
mod wire;

pub use domain::eligibility::{PayerServiceId, PayerServiceIdProblem};
pub use domain::npi::{Npi, NpiProblem};

pub use clearinghouse::Clearinghouse;
pub use config::{Config, ConfigProblem};
pub use error::{EligibilityError, ServiceRefusal};
pub use inquiry::{Dependent, Inquiry, Person, Requester, ServiceDay, Subscriber};
pub use reply::{Misread, Reply, Unread};
pub use wire::VERSION;
