//! Taking work so that no two workers take the same.

use chrono::{DateTime, Utc};

/// What a worker asks for when it takes work.
///
/// Work is due by the business clock, which a demo may move by days; a claim runs out by the real one, so that moving the
/// business clock lets no second worker in.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The business clock now: what is due up to then is taken.
    pub due_by: DateTime<Utc>,
    /// The real clock now: claims that ran out are taken over.
    pub now: DateTime<Utc>,
    /// When this claim runs out, on the real clock.
    pub until: DateTime<Utc>,
    /// The worker's name, for a person who looks into the table.
    pub worker: &'a str,
    /// Most rows to take.
    pub limit: u64,
}
