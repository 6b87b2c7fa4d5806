//! Deleting what is past, without anybody having to wait for it.

use chrono::{DateTime, Utc};
use store::{sessions, webhook_events};

use super::Failure;
use crate::desk::Desk;

/// Rows that are deleted in one unit of work: a few milliseconds, after which others have their turn.
const AT_ONCE: u64 = 500;

/// What is kept for a while only.
#[derive(Clone, Copy, Debug)]
pub(super) enum Past {
    /// Sessions that ended.
    Sessions,
    /// The payment processor's messages.
    Events,
}

/// Deletes all that is older than `before`, a little at a time, and says how much it was.
///
/// # Errors
/// When the store fails. What was deleted until then stays so.
pub(super) async fn prune(desk: &Desk, past: Past, before: DateTime<Utc>) -> Result<u64, Failure> {
    let mut in_all = 0;
    loop {
        let unit = desk.store.begin().await?;
        let deleted = match past {
            Past::Sessions => sessions::prune(&unit, before, AT_ONCE).await?,
            Past::Events => webhook_events::prune(&unit, before, AT_ONCE).await?,
        };
        unit.commit().await?;
        in_all += deleted;
        if deleted < AT_ONCE {
            return Ok(in_all);
        }
    }
}
