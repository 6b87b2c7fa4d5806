//! Everything that changes while a simulator runs, behind one lock.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::config::Config;
use crate::faults::Faults;
use crate::inquiry::Asked;
use crate::member::{Member, Standing};

/// How many questions are remembered; the oldest are forgotten first.
const REMEMBERED: usize = 1_000;

/// What every request shares.
pub(crate) struct Shared {
    pub(crate) config: Config,
    world: Mutex<World>,
}

/// What changes.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) faults: Faults,
    pub(crate) members: BTreeMap<String, Member>,
    asked: VecDeque<Asked>,
    /// How many questions there were.
    count: u64,
}

impl Shared {
    pub(crate) fn new(config: Config) -> Arc<Self> {
        Arc::new(Self { config, world: Mutex::default() })
    }

    /// The world, for a moment. A panic elsewhere leaves it usable: each change is one call that ends.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl World {
    /// Remembers a question; its number.
    pub(crate) fn remember(&mut self, asked: Asked) -> u64 {
        if self.asked.len() == REMEMBERED {
            self.asked.pop_front();
        }
        self.asked.push_back(asked);
        self.count += 1;
        self.count
    }

    /// What was asked, the oldest first.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.iter().cloned().collect()
    }

    /// How the payer answers.
    pub(crate) fn standing(&self, asked: &Asked) -> Standing {
        let known = self.members.get(&asked.member_id).cloned().unwrap_or_default();
        let standing = known.standing.unwrap_or_else(|| Standing::of(&asked.member_id));
        let is_known = standing == Standing::Active || standing == Standing::Inactive;
        match known.date_of_birth {
            Some(born) if is_known && asked.date_of_birth != Some(born) => Standing::WrongBirthDate,
            _ => standing,
        }
    }
}
