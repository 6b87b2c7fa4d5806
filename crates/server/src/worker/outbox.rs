//! Sends mails: each at least once, under a Message-ID that stays the same for the same words.

mod delayed;
mod link;
mod outcome;
mod write;

use std::collections::HashSet;

use domain::MessageId;
use domain::actor::Actor;
use futures_util::stream::{self, StreamExt};
use store::{StoreError, Unit, outbox};

use super::Worker;
use crate::crash_points::{CrashPoint, reached};
use crate::desk::Desk;
use crate::leases::Lease;
use crate::mail::Gathered;
use crate::service::Failure;
use crate::work::{Saved, Work};
use outcome::{MailOutcome, record};
use write::{ReadyLetter, Written, concerned, write};

/// Mails taken in one turn.
const AT_ONCE: u64 = 16;

/// Of these, the ones that are with the mail server at the same time.
const WITH_SERVER: usize = 4;

/// Sends some of the mails that are due; how many there were.
pub(super) async fn turn(worker: &Worker) -> Result<usize, Failure> {
    let desk = &worker.desk;
    // Looked at before: a unit of work keeps the database's only writer from others, whether there is something to do or not.
    let next = outbox::next_free(&desk.store.reader(), desk.real.now()).await?;
    if next.is_none_or(|at| at > desk.business.now()) {
        return Ok(0);
    }
    let unit = desk.store.begin().await?;
    let lease = worker.leases.begin(desk);
    let held = outbox::claim(&unit, &lease.claim(desk, AT_ONCE)).await?;
    if held.is_empty() {
        return Ok(0);
    }
    unit.commit().await?;
    let count = held.len();
    let about: Vec<_> = held.iter().filter_map(concerned).collect();
    let gathered = Gathered::of(&desk.store.reader(), desk.business.now(), &about).await?;
    let (mut letters, mut others) = (Vec::new(), Vec::new());
    for row in held {
        match write(desk, &gathered, row) {
            Written::ReadyLetter(letter) => letters.push(*letter),
            Written::Other(row, outcome) => others.push((row, outcome)),
        }
    }
    let letters = before_sending(desk, &lease, letters, others).await?;
    let sent = stream::iter(letters)
        .map(|letter| sent(worker, &lease, letter))
        .buffer_unordered(WITH_SERVER)
        .filter_map(std::future::ready)
        .ready_chunks(WITH_SERVER);
    sent.for_each(|chunk| after_sending(desk.clone(), lease.clone(), chunk)).await;
    Ok(count)
}

/// Stores where mails are about to go and what they promise, before anybody can read them, and what needs no sending. The
/// letters that come back are to be sent: of the others the claim ran out, or they are no longer wanted.
async fn before_sending(
    desk: &Desk,
    lease: &Lease,
    mut letters: Vec<ReadyLetter>,
    mut others: Vec<(Box<outbox::OutboxMessage>, MailOutcome)>,
) -> Result<Vec<ReadyLetter>, Failure> {
    let mut work = Work::begin(desk, Actor::System).await?;
    let rows = letters.iter().map(|it| it.row.id).chain(others.iter().map(|(row, _)| row.id));
    let held = still_held(work.unit(), desk, lease, rows.collect()).await?;
    letters.retain(|it| held.contains(&it.row.id));
    others.retain(|(row, _)| held.contains(&row.id));
    let mut wanted = Vec::with_capacity(letters.len());
    for letter in letters {
        if let Some(link) = &letter.link
            && link.set(work.unit(), desk).await? == Saved::Stale
        {
            others.push((Box::new(letter.row), MailOutcome::Unwanted));
            continue;
        }
        outbox::set_envelope(work.unit(), &letter.row, &letter.envelope(), letter.promise.as_ref()).await?;
        wanted.push(letter);
    }
    for (row, outcome) in others {
        record(&mut work, &row, None, outcome).await?;
    }
    work.commit().await?;
    Ok(wanted)
}

async fn still_held(
    unit: &Unit,
    desk: &Desk,
    lease: &Lease,
    rows: Vec<MessageId>,
) -> Result<HashSet<MessageId>, StoreError> {
    let held = outbox::held(unit, &lease.hold(desk), &rows).await?;
    if held.len() < rows.len() {
        tracing::warn!(lost = rows.len() - held.len(), "claims on mails ran out; others send them");
    }
    Ok(held)
}

/// None when the claim ran out: then it is another's to send.
async fn sent(worker: &Worker, lease: &Lease, letter: ReadyLetter) -> Option<(ReadyLetter, MailOutcome)> {
    if !lease.is_live(&worker.desk) {
        return None;
    }
    let outcome = match worker.mailer.send(&letter.outgoing).await {
        Ok(()) => {
            reached(CrashPoint::MailNotCommitted);
            MailOutcome::Accepted
        }
        Err(problem) => MailOutcome::of(&problem, &letter),
    };
    Some((letter, outcome))
}

/// Writes what became of mails: all at once, or one by one should one of them stand in the way of the others. While the database
/// cannot be written to it is tried for as long as they are held: a mail of which it is not written is sent again.
async fn after_sending(desk: Desk, lease: Lease, chunk: Vec<(ReadyLetter, MailOutcome)>) {
    let mut stored = store_all(&desk, &lease, &chunk).await;
    while lease.is_worth_a_retry(&desk, &stored).await {
        stored = store_all(&desk, &lease, &chunk).await;
    }
    let Err(error) = stored else { return };
    tracing::warn!(
        error = &error as &dyn std::error::Error,
        "what became of mails could not be stored together"
    );
    if chunk.len() == 1 {
        return;
    }
    for one in chunk {
        let mail = one.0.row.id;
        if let Err(error) = store_all(&desk, &lease, &[one]).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(%mail, error, "what became of a mail could not be stored");
        }
    }
}

async fn store_all(desk: &Desk, lease: &Lease, chunk: &[(ReadyLetter, MailOutcome)]) -> Result<(), Failure> {
    let mut work = Work::begin(desk, Actor::System).await?;
    let held =
        still_held(work.unit(), desk, lease, chunk.iter().map(|(letter, _)| letter.row.id).collect()).await?;
    for (letter, outcome) in chunk.iter().filter(|(letter, _)| held.contains(&letter.row.id)) {
        record(&mut work, &letter.row, Some(letter), outcome.clone()).await?;
    }
    work.commit().await?;
    // A void promise and a charge that is due at once are there to be gone on with.
    desk.wake.notify_one();
    Ok(())
}
