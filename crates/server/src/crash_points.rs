//! Named points at which a process may be made to die, so that tests can see what is left.
//!
//! Only a build with the feature `fault-points` has them. There the environment says at which point to die and how often it is
//! to be passed before: `ALMONER_CRASH_POINT=request_sent`, `ALMONER_CRASH_SKIP=3`.

/// What the environment says it by.
#[cfg(feature = "fault-points")]
pub const VARIABLES: [&str; 2] = [POINT, SKIP];

#[cfg(feature = "fault-points")]
const POINT: &str = "ALMONER_CRASH_POINT";
#[cfg(feature = "fault-points")]
const SKIP: &str = "ALMONER_CRASH_SKIP";

/// A point at which what is stored and what others know may part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrashPoint {
    /// The attempt is committed, and nothing has left for the processor.
    AttemptStored,
    /// The request is on its way to the processor, and no answer is here.
    RequestSent,
    /// The processor's answer is here and not committed.
    AnswerNotCommitted,
    /// The mail server has accepted the mail, which is not committed.
    MailNotCommitted,
    /// The outbox row is committed and not sent.
    OutboxUnsent,
}

impl CrashPoint {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::AttemptStored,
        Self::RequestSent,
        Self::AnswerNotCommitted,
        Self::MailNotCommitted,
        Self::OutboxUnsent,
    ];

    /// The name in the environment.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AttemptStored => "attempt_stored",
            Self::RequestSent => "request_sent",
            Self::AnswerNotCommitted => "answer_not_committed",
            Self::MailNotCommitted => "mail_not_committed",
            Self::OutboxUnsent => "outbox_unsent",
        }
    }
}

/// Dies here if the environment says so.
#[cfg(feature = "fault-points")]
pub fn reached(point: CrashPoint) {
    if is_the_one(point) {
        std::process::abort();
    }
}

/// Nothing: this build has no such points.
#[cfg(not(feature = "fault-points"))]
pub const fn reached(_: CrashPoint) {}

/// Dies a moment from now if the environment says so, while what was begun goes on.
#[cfg(feature = "fault-points")]
pub fn reached_soon(point: CrashPoint) {
    if is_the_one(point) {
        tokio::spawn(async {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            std::process::abort();
        });
    }
}

/// Nothing: this build has no such points.
#[cfg(not(feature = "fault-points"))]
pub const fn reached_soon(_: CrashPoint) {}

#[cfg(feature = "fault-points")]
fn is_the_one(point: CrashPoint) -> bool {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static WANTED: LazyLock<Option<String>> = LazyLock::new(|| std::env::var(POINT).ok());
    static LEFT: LazyLock<AtomicU32> = LazyLock::new(|| {
        let skip = std::env::var(SKIP).ok();
        AtomicU32::new(skip.and_then(|skip| skip.parse().ok()).unwrap_or_default())
    });
    WANTED.as_deref() == Some(point.as_str())
        && LEFT.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err()
}
