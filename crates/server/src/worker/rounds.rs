//! Several tasks that work side by side, and what wakes them.

use std::time::Duration;

use store::{refund_requests, unapplied_payments, withdrawals};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::{Worker, cards, outbox};
use crate::ended::why_ended;
use crate::service::Failure;

/// Tasks that take charges.
const CHARGE_TASKS: usize = 8;

/// Tasks that send mails.
const MAIL_TASKS: usize = 4;

/// How long nobody looks at the longest. The business clock of another process may be moved, and its mails are ours too.
const LOOK_MAX: Duration = Duration::from_secs(2);

/// How long a task rests after the store failed.
const REST: Duration = Duration::from_secs(1);

#[derive(Clone, Copy)]
enum Round {
    Charges,
    Mails,
    Listening,
    Photos,
    Cards,
}

/// Works until told to stop.
pub async fn run(worker: &Worker, stop: CancellationToken) {
    let (call, called) = watch::channel(());
    let mut tasks = JoinSet::new();
    let rounds = [
        (Round::Charges, CHARGE_TASKS),
        (Round::Mails, MAIL_TASKS),
        (Round::Listening, 1),
        (Round::Photos, 1),
        (Round::Cards, 1),
    ];
    for (work, count) in rounds {
        for _ in 0..count {
            tasks.spawn(task(worker.clone(), work, called.clone(), stop.clone()));
        }
    }
    drop(called);
    let over = CancellationToken::new();
    let keeping = tokio::spawn(worker.leases.clone().keep(worker.desk.clone(), over.clone()));
    while !stop.is_cancelled() {
        let ahead = until_next(worker).await;
        if ahead.is_zero() {
            call.send_replace(());
        }
        let wait = tokio::time::sleep(if ahead.is_zero() { LOOK_MAX } else { ahead });
        tokio::select! {
            () = stop.cancelled() => {}
            () = worker.desk.wake.notified() => {}
            () = wait => {}
        }
    }
    // What was begun comes to its end: the tasks look for the stop between two turns only.
    while let Some(ended) = tasks.join_next().await {
        if let Err(error) = ended {
            tracing::error!(why = why_ended(&error), "a task of the worker ended");
        }
    }
    worker.asking.ended().await;
    // Not before: what comes to its end is held until then.
    over.cancel();
    let _ = keeping.await;
}

async fn task(worker: Worker, work: Round, mut called: watch::Receiver<()>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        match turn(&worker, work).await {
            Ok(0) => {
                tokio::select! {
                    () = stop.cancelled() => {}
                    changed = called.changed() => if changed.is_err() { return },
                }
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the worker could not go on");
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(REST) => {}
                }
            }
        }
    }
}

async fn turn(worker: &Worker, work: Round) -> Result<usize, Failure> {
    match work {
        Round::Charges => worker.charges().await,
        Round::Mails => outbox::turn(worker).await,
        Round::Photos => worker.photos().await,
        Round::Cards => worker.cards().await,
        Round::Listening => Ok(usize::from(worker.listening.turn(&worker.desk).await?)),
    }
}

/// Until something is due that nobody works on, if that is soon: nothing if it is due already.
async fn until_next(worker: &Worker) -> Duration {
    if worker.listening.is_due(&worker.desk)
        || worker.photos.is_due(&worker.desk).await
        || cards::is_due(&worker.desk).await
    {
        return Duration::ZERO;
    }
    // A charge that was taken shows as paid from then on, however far ahead its day is.
    let reader = worker.desk.store.reader();
    let arrived = unapplied_payments::arrived(&reader, 1).await;
    let withdrawn = withdrawals::due(&reader, worker.desk.business.now(), 1).await;
    let asked = refund_requests::due(&reader, worker.desk.business.now(), 1).await;
    if arrived.is_ok_and(|it| !it.is_empty())
        || withdrawn.is_ok_and(|it| !it.is_empty())
        || asked.is_ok_and(|it| !it.is_empty())
    {
        return Duration::ZERO;
    }
    let next = worker.next_free().await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "the worker cannot see what is due");
        None
    });
    let ahead = next.map(|at| (at - worker.desk.business.now()).to_std().unwrap_or_default());
    ahead.map_or(LOOK_MAX, |ahead| ahead.min(LOOK_MAX))
}
