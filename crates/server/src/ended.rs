//! Tasks that ended before they were done.

use tokio::task::JoinError;

/// Why a task ended. Not in the library's words, which repeat those of a panic: they may hold anything.
#[must_use]
pub fn why_ended(error: &JoinError) -> &'static str {
    if error.is_panic() { "it panicked" } else { "it was called off" }
}
