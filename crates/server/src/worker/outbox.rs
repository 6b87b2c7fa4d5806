//! Sends mails: each at least once, under a Message-ID that stays the same for the same words.

mod delayed;
mod gathered;
mod outcome;
mod write;

use futures_util::stream::{self, StreamExt};
use store::outbox;

use super::Worker;
use crate::crash_points::{CrashPoint, reached};
use crate::desk::Desk;
use crate::mail::Mailer;
use crate::service::Failure;
use crate::service::journal::Journal;
use gathered::Gathered;
use outcome::{Outcome, record};
use write::{Letter, Written, write};

/// Mails taken in one turn.
const AT_ONCE: u64 = 16;

/// Of these, the ones that are with the mail server at the same time.
const WITH_SERVER: usize = 4;

/// Sends some of the mails that are due; how many there were.
pub(super) async fn turn(worker: &Worker) -> Result<usize, Failure> {
    let desk = &worker.desk;
    let unit = desk.store.begin().await?;
    let held = outbox::claim(&unit, &worker.claim(AT_ONCE)).await?;
    if held.is_empty() {
        return Ok(0);
    }
    unit.commit().await?;
    let count = held.len();
    let gathered = Gathered::of(desk, &held).await?;
    let (mut letters, mut others) = (Vec::new(), Vec::new());
    for row in held {
        match write(desk, &gathered, row) {
            Written::Letter(letter) => letters.push(*letter),
            Written::Other(row, outcome) => others.push((row, outcome)),
        }
    }
    before_sending(desk, &letters, others).await?;
    let mailer = &worker.mailer;
    let sent = stream::iter(letters)
        .map(|letter| sent(mailer.clone(), letter))
        .buffer_unordered(WITH_SERVER)
        .ready_chunks(WITH_SERVER);
    sent.for_each(|chunk| after_sending(desk.clone(), chunk)).await;
    Ok(count)
}

/// Stores where mails are about to go and what they promise, before anybody can read them, and what needs no sending.
async fn before_sending(
    desk: &Desk,
    letters: &[Letter],
    others: Vec<(Box<outbox::Message>, Outcome)>,
) -> Result<(), Failure> {
    let unit = desk.store.begin().await?;
    for letter in letters {
        outbox::set_envelope(&unit, &letter.row, &letter.envelope(), letter.promise.as_ref()).await?;
    }
    let mut journal = Journal::new(desk, desk.business.now());
    for (row, outcome) in others {
        record(&unit, desk, &row, None, outcome, &mut journal).await?;
    }
    journal.close(&unit).await?;
    Ok(unit.commit().await?)
}

async fn sent(mailer: Mailer, letter: Letter) -> (Letter, Outcome) {
    let outcome = match mailer.send(&letter.outgoing).await {
        Ok(()) => {
            reached(CrashPoint::MailNotCommitted);
            Outcome::Accepted
        }
        Err(problem) => Outcome::of(&problem, &letter),
    };
    (letter, outcome)
}

/// Writes what became of mails: all at once, or one by one should one of them stand in the way of the others. A mail of which
/// it cannot be written is sent again.
async fn after_sending(desk: Desk, chunk: Vec<(Letter, Outcome)>) {
    let Err(error) = store_all(&desk, &chunk).await else { return };
    tracing::warn!(
        error = &error as &dyn std::error::Error,
        "what became of mails could not be stored together"
    );
    if chunk.len() == 1 {
        return;
    }
    for one in chunk {
        let mail = one.0.row.id;
        if let Err(error) = store_all(&desk, &[one]).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(%mail, error, "what became of a mail could not be stored");
        }
    }
}

async fn store_all(desk: &Desk, chunk: &[(Letter, Outcome)]) -> Result<(), Failure> {
    let unit = desk.store.begin().await?;
    let mut journal = Journal::new(desk, desk.business.now());
    for (letter, outcome) in chunk {
        record(&unit, desk, &letter.row, Some(letter), outcome.clone(), &mut journal).await?;
    }
    journal.close(&unit).await?;
    unit.commit().await?;
    // A void promise and a charge that is due at once are there to be gone on with.
    desk.wake.notify_one();
    Ok(())
}
