//! Charges: what clients are asked to pay, and when a worker has to look at each.
//!
//! A charge carries a version that each [`save`] raises by one. What was read at one version can only be written over that
//! version, so of two who move the same charge one is told [`crate::StoreError::Stale`] and reads again.

mod amendments;
mod claiming;
mod compare;
mod find;
mod history;
mod import;
mod keys;
mod row;
mod save;
mod self_paid;
mod sessions;

pub use amendments::{Amended, amend_all, lay_aside};
pub use claiming::{
    announce_at, claim_due, claim_to_announce, days_to_announce, defer, due, due_at, halt, held, next_due,
    next_due_after, next_free, renew,
};
pub use compare::{earliest_open_session, of_the_same_session};
pub use find::{
    by_intent, find, find_many, hold, intent_of, intents, of_client, open_of_client, with_intents,
};
pub use history::{
    Cursor, CursorProblem, HistoryFilter, HistoryPage, Occurring, YearTotal, count_of_client,
    history_of_client, occurring_of_client, totals_of_client,
};
pub use import::{HeldCharge, Imported, amend, by_external_keys, hear, hear_anew, hold_by_external_keys};
pub use keys::external_keys;
pub use save::{NewCharge, bring, insert_many, replace_intent, save, save_and_hold, set_intent};
pub use self_paid::{SelfPaid, self_paid_of_client};
pub use sessions::{OfSession, sessions_of_clients, sharing_their_session};

use sea_orm::{EntityTrait, QueryFilter, QuerySelect, Select};

use crate::arrivals;
use crate::rows::charges::{Column, Entity};

/// The charges that have arrived: what every query of this module begins with.
fn here() -> Select<Entity> {
    Entity::find().filter(arrivals::here(Column::ArrivalId))
}

/// The ids of charges that have arrived.
pub(crate) fn ids_here() -> Select<Entity> {
    here().select_only().column(Column::Id)
}
