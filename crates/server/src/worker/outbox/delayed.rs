//! Mails that cannot leave: they wait, and once they have waited long the practice's support is asked to see to it.

use chrono::{DateTime, Duration, Utc};
use domain::subject::Subject;
use domain::task::{TaskReason, TaskTopic};
use store::outbox::{Delay, OutboxMessage, waiting_of_practice};
use store::{StoreError, charges, tasks};

use crate::mail::Message as Kind;
use crate::work::Work;

/// How long mails wait before support hears of it. Shorter outages pass by themselves.
const PATIENCE: Duration = Duration::hours(24);

/// What a mail waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Delayed {
    /// The recipient's mailbox, which is full or gets too much at once.
    Mailbox,
    /// Something on our side, with the reason: the mail server is away, does not know us, does not like our address.
    Us(String),
}

impl Delayed {
    /// Until when, after so many attempts.
    pub(super) fn until(&self, now: DateTime<Utc>, attempts: u32) -> Delay {
        let is_for_us = match self {
            Self::Mailbox => false,
            Self::Us(_) => true,
        };
        Delay { now, due_at: now + backoff(attempts), is_for_us }
    }
}

/// From a minute to an hour, twice as long each time.
fn backoff(attempts: u32) -> Duration {
    let minutes = 1_i64 << attempts.saturating_sub(1).min(6);
    Duration::minutes(minutes.min(60))
}

/// The mail of `row` waits on. Support gets a task about a notice for which its client's mailbox has no room, and one task for all
/// mails of the practice; once they have said that it is done they are asked again only about mails that began to wait after that.
pub(super) async fn still(work: &Work, row: &OutboxMessage, delayed: &Delayed) -> Result<(), StoreError> {
    let long_ago = work.now() - PATIENCE;
    if row.waiting_since.is_none_or(|since| since > long_ago) {
        return Ok(());
    }
    match delayed {
        Delayed::Mailbox => mailbox_full(work, row).await,
        Delayed::Us(reason) => ours(work, row, reason, long_ago).await,
    }
}

/// A notice that does not get into its client's mailbox keeps the charge from being taken, so somebody has to know.
async fn mailbox_full(work: &Work, row: &OutboxMessage) -> Result<(), StoreError> {
    let (Ok(Kind::UpcomingPayment { .. }), Some(charge)) = (Kind::of(row), row.subject.charge()) else {
        return Ok(());
    };
    if let Some(charge) = charges::find(work.unit(), charge).await? {
        work.ask_support(&charge, TaskReason::NoticeWaits).await?;
    }
    Ok(())
}

async fn ours(
    work: &Work,
    row: &OutboxMessage,
    reason: &str,
    long_ago: DateTime<Utc>,
) -> Result<(), StoreError> {
    let subject = Subject::Practice(row.practice);
    let asked = tasks::latest_about(work.unit(), row.practice, subject, TaskTopic::Mail).await?;
    let done_at = match asked {
        Some(task) => match task.resolved.map(|it| it.at) {
            None => return Ok(()),
            done_at => done_at,
        },
        None => None,
    };
    let waiting = waiting_of_practice(work.unit(), row.practice, done_at).await?;
    if waiting.is_some_and(|since| since <= long_ago) {
        let reason = TaskReason::MailsWait { said: reason.to_owned() };
        work.ask_support_of_practice(row.practice, reason).await?;
    }
    Ok(())
}

/// The mail of `row` waits no more. Once no other of the practice does either, what support was asked has settled itself.
pub(super) async fn no_more(work: &Work, row: &OutboxMessage) -> Result<(), StoreError> {
    if row.waiting_since.is_none() || waiting_of_practice(work.unit(), row.practice, None).await?.is_some() {
        return Ok(());
    }
    work.settled_of_practice(row.practice, TaskTopic::Mail).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_again_after_a_minute_and_then_less_and_less_often_but_every_hour() {
        let minutes: Vec<i64> = (1..=9).map(|attempts| backoff(attempts).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }
}
