//! Rows that nobody else writes until the unit ends.

use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{QuerySelect, QueryTrait};

/// On PostgreSQL: whoever wants to write them waits. What refers to them is written meanwhile, such as a mail to a client who is held:
/// whoever writes it may hold other rows that this unit wants. SQLite has one unit at a time.
const WITHOUT_KEYS: LockType = LockType::NoKeyUpdate;

/// Holds what the query finds.
pub(crate) fn held<Q: QuerySelect + QueryTrait>(mut query: Q) -> Q {
    QuerySelect::query(&mut query).lock(WITHOUT_KEYS);
    query
}

/// Holds what the query finds and nobody else holds at this moment.
pub(crate) fn held_if_free<Q: QuerySelect + QueryTrait>(mut query: Q) -> Q {
    QuerySelect::query(&mut query).lock_with_behavior(WITHOUT_KEYS, LockBehavior::SkipLocked);
    query
}
