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
    pub(super) fn made_here(&self) -> Rowless<'_> {
        let mut all = Rowless::default();
        self.by_id.values().filter(|it| it.external_key.is_none()).for_each(|it| all.add(it));
        all
    }
}

/// Coverages that no row of the export is about, until one takes them over.
#[derive(Default)]
pub(super) struct Rowless<'a>(HashMap<ClientId, Vec<&'a Coverage>>);

impl<'a> Rowless<'a> {
    pub(super) fn add(&mut self, it: &'a Coverage) {
        self.0.entry(it.client).or_default().push(it);
    }

    /// Takes out the one of this client that a row is plainly about, and of several the nearest of those that hold on any day: `how_far`
    /// says how far off it is, or nothing where it is another.
    pub(super) fn take(
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

    /// Takes out this one; none where a row took it over.
    pub(super) fn take_itself(&mut self, it: &Coverage) -> Option<CoverageId> {
        let theirs = self.0.get_mut(&it.client)?;
        let at = theirs.iter().position(|other| other.id == it.id)?;
        Some(theirs.remove(at).id)
    }
}
