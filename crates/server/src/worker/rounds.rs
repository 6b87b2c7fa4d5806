//! Several tasks that work side by side, and what wakes them.

use std::time::Duration;

use chrono::Utc;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::{Worker, charges, outbox};
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
enum Work {
    Charges,
    Mails,
}

/// Works until told to stop.
pub async fn run(worker: &Worker, stop: CancellationToken) {
    let (call, called) = watch::channel(());
    let mut tasks = JoinSet::new();
    for (work, count) in [(Work::Charges, CHARGE_TASKS), (Work::Mails, MAIL_TASKS)] {
        for _ in 0..count {
            tasks.spawn(task(worker.clone(), work, called.clone(), stop.clone()));
        }
    }
    drop(called);
    while !stop.is_cancelled() {
        if is_due(worker).await {
            call.send_replace(());
        }
        let wait = tokio::time::sleep(until_next(worker).await);
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
}

async fn task(worker: Worker, work: Work, mut called: watch::Receiver<()>, stop: CancellationToken) {
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

async fn turn(worker: &Worker, work: Work) -> Result<usize, Failure> {
    match work {
        Work::Charges => charges::turn(worker).await,
        Work::Mails => outbox::turn(worker).await,
    }
}

async fn is_due(worker: &Worker) -> bool {
    match worker.next_due().await {
        Ok(next) => next.is_some_and(|at| at <= worker.desk.business.now()),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "the worker cannot see what is due");
            false
        }
    }
}

/// Until something is due, if that is soon.
async fn until_next(worker: &Worker) -> Duration {
    let now = worker.desk.business.now();
    let next: Option<chrono::DateTime<Utc>> = worker.next_due().await.unwrap_or_default();
    let ahead = next.map(|at| at - now).filter(|ahead| *ahead > chrono::Duration::zero());
    ahead.and_then(|ahead| ahead.to_std().ok()).unwrap_or(LOOK_MAX).min(LOOK_MAX)
}
