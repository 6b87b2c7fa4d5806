//! What of a charge's past a decision is made from.

use std::collections::{HashMap, HashSet};

use domain::ChargeId;
use domain::actor::Actor;
use domain::charge::StateName;
use store::{Access, StoreError, audit, charges, withdrawals};

/// What of one charge's past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import::charges) struct Background {
    /// A payment intent was made for it: the desk tried to take it, or did.
    pub(in crate::import::charges) was_tried: bool,
    /// Its client was told of it.
    pub(in crate::import::charges) was_told: bool,
    /// What support said of it comes to this, and waits for the processor.
    pub(in crate::import::charges) is_to_be: Option<StateName>,
}

/// That of charges.
#[derive(Debug)]
pub(in crate::import::charges) struct Backgrounds {
    tried: HashMap<ChargeId, String>,
    told: HashSet<ChargeId>,
    to_be: HashMap<ChargeId, StateName>,
}

impl Backgrounds {
    pub(in crate::import::charges) async fn of(
        access: &impl Access,
        charges: &[ChargeId],
    ) -> Result<Self, StoreError> {
        let (tried, told) =
            (charges::intents(access, charges).await?, audit::announced(access, charges).await?);
        let waiting = withdrawals::of_charges(access, charges).await?;
        let by_support = waiting.into_iter().filter(|(_, it)| it.by != Actor::Practice);
        Ok(Self { tried, told, to_be: by_support.map(|(id, it)| (id, it.to.to_state())).collect() })
    }

    pub(in crate::import::charges) fn get(&self, charge: ChargeId) -> Background {
        Background {
            was_tried: self.tried.contains_key(&charge),
            was_told: self.told.contains(&charge),
            is_to_be: self.to_be.get(&charge).copied(),
        }
    }
}
