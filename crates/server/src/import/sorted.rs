//! The rows of a file by what they have to say, compared with what is there.

use store::Tally;

use super::rows::At;

/// What a file brings.
#[derive(Debug)]
pub(super) struct Sorted<R, T> {
    /// It is not there.
    pub(super) fresh: Vec<(At<R>, T)>,
    /// It is there and differs.
    pub(super) changed: Vec<(At<R>, T)>,
    unchanged: u64,
}

impl<R, T> Sorted<R, T> {
    pub(super) fn new() -> Self {
        Self { fresh: Vec::new(), changed: Vec::new(), unchanged: 0 }
    }

    /// Sorts one in; `differs` says whether it differs from what is there.
    pub(super) fn push<B>(
        &mut self,
        at: At<R>,
        it: T,
        before: Option<&B>,
        differs: impl FnOnce(&B, &T) -> bool,
    ) {
        match before {
            None => self.fresh.push((at, it)),
            Some(before) if differs(before, &it) => self.changed.push((at, it)),
            Some(_) => self.unchanged += 1,
        }
    }

    pub(super) fn tally(&self) -> Tally {
        Tally {
            created: self.fresh.len() as u64,
            changed: self.changed.len() as u64,
            unchanged: self.unchanged,
        }
    }
}

/// Without the rows they come from.
pub(super) fn only<R, T: Clone>(rows: &[(At<R>, T)]) -> Vec<T> {
    rows.iter().map(|(_, it)| it.clone()).collect()
}
