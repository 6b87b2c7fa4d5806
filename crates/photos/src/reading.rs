//! One picture is decoded at a time, whoever sends how many: a quarter of a gigabyte is all that they take together.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::picture::{Picture, Refused};

/// How long a picture waits for its turn.
const TURN: Duration = Duration::from_secs(15);

/// What reads pictures. Clones share their turn.
#[derive(Clone, Debug)]
pub struct Reading(Arc<Semaphore>);

/// Why a picture was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadProblem {
    /// It is not taken.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Others are before it.
    #[error("too many pictures are read")]
    Busy,
}

impl Default for Reading {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Reading {
    /// Reads what was sent, away from what serves. The turn ends with the reading, even where nobody waits for it any more.
    ///
    /// # Errors
    /// When it is no picture that can be taken, or its turn does not come.
    pub async fn read(&self, bytes: Vec<u8>) -> Result<Picture, ReadProblem> {
        let turn = timeout(TURN, Arc::clone(&self.0).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(ReadProblem::Busy) };
        let reading = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            Picture::read(&bytes)
        });
        // A decoder that panics was given what is no picture.
        Ok(reading.await.unwrap_or(Err(Refused::Damaged))?)
    }
}
