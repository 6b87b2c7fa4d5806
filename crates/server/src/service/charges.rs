//! A client's charges.

mod detail;
mod find;
mod history;
mod pay;
mod reschedule;

pub use detail::{Detail, ListedCharge};
pub use find::find;
pub use history::{History, HistoryQuery, history};
pub use pay::{PayError, pay_now};
pub use reschedule::{RescheduleError, Rescheduled, reschedule};
pub use store::charges::{Cursor, YearTotal};

pub(super) use detail::rows;
