//! Charges: what their clients see and do, and what support does with them.

mod acting;
mod detail;
mod find;
mod history;
mod hold;
mod holds_for;
mod move_day;
mod named;
mod owe;
mod pay;
mod refund;
mod release;
mod reschedule;
mod settle;
mod waive;
mod whole;
mod withdraw;

pub use acting::{ActError, After, Done, Kept, Preview};
pub use detail::{Detail, ListedCharge};
pub use find::find;
pub use history::{History, HistoryQuery, history};
pub use hold::{hold, preview_hold};
pub use move_day::{move_day, preview_move};
pub use named::{NamedCharge, NamedError, named};
pub use owe::{owe_after_all, preview_owe};
pub use pay::{PayError, pay_now};
pub use refund::{preview_refund, refund};
pub use release::{preview_release, release};
pub use reschedule::{RescheduleError, Rescheduled, reschedule};
pub use settle::{PaidSo, preview_settle, settle};
pub use store::charges::{Cursor, YearTotal};
pub use waive::{preview_waive, waive};
pub use whole::{WholeCharge, whole};

pub(super) use detail::rows;
pub(super) use holds_for::holds_for;
