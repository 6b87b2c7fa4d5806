//! Whether the desk can work: whether what it writes is kept.

use std::time::Duration;

use store::{Store, StoreError, heartbeats};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use crate::desk::Desk;

/// How long an answer holds. However often it is asked, this is how often it is written.
const KEPT: Duration = Duration::from_secs(5);

/// How long whoever asks waits for an answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// How far apart one looks whether nobody is writing, and how often: about a second in all.
const LOOK: Duration = Duration::from_millis(20);
const LOOKS: u32 = 50;

/// What is known of whether the desk can work.
#[derive(Debug, Default)]
pub struct Readiness(Mutex<LastKnown>);

#[derive(Debug, Default)]
struct LastKnown {
    answer: Option<(Instant, bool)>,
    /// One that took longer than anybody waits. It is waited for the next time instead of another being begun.
    trial: Option<JoinHandle<bool>>,
}

impl Readiness {
    /// Whether what is written lately was kept, or is when it is tried now.
    pub async fn ask(&self, desk: &Desk) -> bool {
        let mut known = self.0.lock().await;
        if let Some((at, answer)) = known.answer
            && at.elapsed() < KEPT
        {
            return answer;
        }
        // What it found since is too old by now.
        known.trial = known.trial.take().filter(|trial| !trial.is_finished());
        let before = known.answer.is_none_or(|(_, answer)| answer);
        // In a task of its own, which ends whatever becomes of who asks: a transaction is not to be dropped half-way.
        let trial = known.trial.get_or_insert_with(|| tokio::spawn(tried(desk.store.clone(), before)));
        let answer = match timeout(PATIENCE, trial).await {
            Ok(ended) => {
                known.trial = None;
                ended.unwrap_or(false)
            }
            Err(_) => false,
        };
        known.answer = Some((Instant::now(), answer));
        answer
    }
}

/// Whether a row that is written can be read back; what was found `before`, where others write all the time and get on.
async fn tried(store: Store, before: bool) -> bool {
    let committed = store.committed();
    for _ in 0..LOOKS {
        match kept(&store).await {
            Ok(Some(kept)) => return kept,
            Ok(None) => sleep(LOOK).await,
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the desk cannot write");
                return false;
            }
        }
    }
    before && store.committed() > committed
}

/// Writes a row, and reads it back over another connection. None while others write: a look into the desk's health is not to
/// make its work wait.
async fn kept(store: &Store) -> Result<Option<bool>, StoreError> {
    let Some(unit) = store.begin_if_idle().await? else { return Ok(None) };
    let beat = heartbeats::beat(&unit).await?;
    unit.commit().await?;
    Ok(Some(heartbeats::last(&store.reader()).await? >= beat))
}
