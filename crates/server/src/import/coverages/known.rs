//! The coverages that the desk knows before anything is written.

use std::collections::HashMap;

use domain::coverage::Coverage;
use domain::{ClientId, CoverageId, PracticeId};

/// All of them.
#[derive(Debug, Default)]
pub(in crate::import) struct KnownCoverages {
    by_id: HashMap<CoverageId, Coverage>,
    keys: HashMap<(PracticeId, String), CoverageId>,
}

impl KnownCoverages {
    pub(in crate::import) fn extend(&mut self, coverages: Vec<Coverage>) {
        for it in coverages {
            if let Some(key) = &it.external_key {
                self.keys.insert((it.practice, key.clone()), it.id);
            }
            self.by_id.insert(it.id, it);
        }
    }

    pub(in crate::import) fn iter(&self) -> impl Iterator<Item = &Coverage> {
        self.by_id.values()
    }

    pub(in crate::import) fn find(&self, id: CoverageId) -> Option<&Coverage> {
        self.by_id.get(&id)
    }

    /// The one that the practice's system calls so.
    pub(in crate::import) fn keyed(&self, practice: PracticeId, key: &str) -> Option<&Coverage> {
        self.find(*self.keys.get(&(practice, key.to_owned()))?)
    }

    /// Those that were made in the desk, and that the practice's system has not called anything yet.
    pub(in crate::import) fn made_here(&self) -> MadeHere<'_> {
        let mut by_client: HashMap<ClientId, Vec<&Coverage>> = HashMap::new();
        for it in self.by_id.values().filter(|it| it.external_key.is_none()) {
            by_client.entry(it.client).or_default().push(it);
        }
        MadeHere(by_client)
    }
}

/// Coverages that were made in the desk, until a row takes them over.
pub(in crate::import) struct MadeHere<'a>(HashMap<ClientId, Vec<&'a Coverage>>);

impl MadeHere<'_> {
    /// Takes out the one of this client that a row is plainly about, and of several the nearest of those that hold on any day: `how_far`
    /// says how far off it is, or nothing where it is another.
    pub(in crate::import) fn take(
        &mut self,
        client: ClientId,
        how_far: impl Fn(&Coverage) -> Option<u64>,
    ) -> Option<CoverageId> {
        let theirs = self.0.get_mut(&client)?;
        let near = theirs.iter().enumerate();
        let near = near.filter_map(|(at, it)| Some((it.term().is_void(), how_far(it)?, it.id, at)));
        let (_, _, id, at) = near.min()?;
        theirs.remove(at);
        Some(id)
    }
}
