//! Noting that a session is in use, without making whoever reads wait for whoever writes.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::SessionId;
use store::sessions::{self, DeviceSession};
use store::{Store, StoreError};
use tokio::time::timeout;

/// How long a request waits for its note. A free database takes less.
const WAIT_MAX: Duration = Duration::from_millis(40);

/// Notes that may be under way. Further ones are left out: the session's next request comes with another.
const UNDER_WAY_MAX: usize = 64;

/// What is seen and not written yet. Ids of sessions are unique wherever they come from.
static UNDER_WAY: Mutex<BTreeMap<SessionId, DateTime<Utc>>> = Mutex::new(BTreeMap::new());

/// When the session was last in use, also if that is still being written.
pub(super) fn seen_at(session: &DeviceSession) -> DateTime<Utc> {
    let under_way = under_way().get(&session.id).copied();
    under_way.map_or(session.seen_at, |at| at.max(session.seen_at))
}

/// Notes it. Where somebody else is writing for longer the note goes on by itself.
pub(super) async fn take(store: &Store, session: &DeviceSession, now: DateTime<Utc>) {
    let Some(note) = Note::begun(session.id, now) else { return };
    let store = store.clone();
    let written = tokio::spawn(async move {
        if let Err(error) = note.write(&store).await {
            // Whoever only reads is served as long as reading works.
            tracing::warn!(error = &error as &dyn std::error::Error, "a session in use could not be noted");
        }
    });
    // Not called off when the time is over, nor when whoever asked goes away.
    let _ = timeout(WAIT_MAX, written).await;
}

/// A note under way; no longer so when dropped.
struct Note {
    id: SessionId,
    at: DateTime<Utc>,
}

impl Note {
    fn begun(id: SessionId, at: DateTime<Utc>) -> Option<Self> {
        let mut under_way = under_way();
        if under_way.len() >= UNDER_WAY_MAX {
            return None;
        }
        under_way.insert(id, at);
        drop(under_way);
        Some(Self { id, at })
    }

    async fn write(&self, store: &Store) -> Result<(), StoreError> {
        let unit = store.begin().await?;
        sessions::touch(&unit, self.id, self.at).await?;
        unit.commit().await
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        let mut under_way = under_way();
        // A later one may have taken its place.
        if under_way.get(&self.id) == Some(&self.at) {
            under_way.remove(&self.id);
        }
    }
}

fn under_way() -> MutexGuard<'static, BTreeMap<SessionId, DateTime<Utc>>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}
