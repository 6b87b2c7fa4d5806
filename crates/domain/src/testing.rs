//! Short ways to write days, people and charges in tests.

mod charges;
mod faults;
mod people;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

pub use charges::*;
pub use faults::*;
pub use people::*;

use crate::ids::{AttemptId, PaymentMethodId, StaffId};
use crate::zone::PracticeZone;

pub const ATTEMPT: AttemptId = AttemptId::new(Uuid::from_u128(1));
pub const CARD: PaymentMethodId = PaymentMethodId::new(Uuid::from_u128(2));
pub const OTHER_CARD: PaymentMethodId = PaymentMethodId::new(Uuid::from_u128(3));
pub const AGENT: StaffId = StaffId::new(Uuid::from_u128(4));

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant such as 2025-12-01T14:30:00Z")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day such as 2025-12-01")
}

pub fn time(text: &str) -> NaiveTime {
    text.parse().expect("a time such as 10:00:00")
}

/// An instant by the clock of New York, such as `2025-12-01 09:30:00`.
pub fn local(text: &str) -> DateTime<Utc> {
    let (on, clock) = text.split_once(' ').expect("a day and a time");
    PracticeZone::NEW_YORK.instant(day(on), time(clock))
}
